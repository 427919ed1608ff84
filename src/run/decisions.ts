import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Anomaly, type Decision, type Extraction, Fault } from "../model/index.js";
import {
  applyDecisions,
  decisionLine,
  decisionLog,
  decisionsCsv,
  decisionsInForce,
  LOG_FILE,
  signOffIn,
} from "../review/index.js";

/** A checked run, with what stewards decided applied. */
export interface Decided {
  /** With the values retained. */
  extractions: Extraction[];
  /** What still does not hold, and is not said to be right. */
  anomalies: Anomaly[];
  /** The same with what is said to be right. */
  everything: Anomaly[];
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
  /** Decisions whose anomaly is gone, or whose cells are printed otherwise now: to be looked at again. */
  stale: Decision[];
}

type Check = (extractions: readonly Extraction[]) => Promise<Anomaly[]>;

/**
 * The decisions that the dataset of a folder follows; none where nobody has decided. Where the folder wants two steps,
 * those that were signed too. Throws `Fault` where the log was altered.
 */
export async function decisionsIn(out: string): Promise<Decision[]> {
  return decisionsInForce(await decisionLog(join(out, LOG_FILE)).read(), await signOffIn(out));
}

/** What became of the decisions on some documents. */
export interface Ruled {
  /** Those that are about something that showed, and are not stale. */
  applied: Decision[];
  stale: Decision[];
  /** Ids of the anomalies that they leave nothing of to tell. */
  closed: ReadonlySet<string>;
  /** Ids of all that showed, before and after the decisions. */
  found: ReadonlySet<string>;
}

/** Applies decisions to what is printed; gives those that are stale, and what shows with the values retained. */
type Round = (
  decisions: readonly Decision[],
) => Promise<{ stale: readonly Decision[]; anomalies: Iterable<Anomaly> }>;

/**
 * Applies the decisions on what the documents show as printed, and looks again with the values retained, until no
 * decision is left that is about a new finding: a correction may uncover what another decision is about.
 */
export async function ruleOver(
  documents: ReadonlySet<string>,
  printed: Iterable<Anomaly>,
  decisions: readonly Decision[],
  round: Round,
): Promise<Ruled> {
  const found = new Set<string>();
  const note = (anomalies: Iterable<Anomaly>): void => {
    for (const { anomaly_id } of anomalies) found.add(anomaly_id);
  };
  note(printed);
  const applied = new Set<Decision>();
  const stale = new Set<Decision>();
  for (;;) {
    const fresh = decisions.filter((d) => !applied.has(d) && (found.has(d.anomaly_id) || d.about));
    if (fresh.length === 0) break;
    for (const decision of fresh) applied.add(decision);
    const result = await round(decisions.filter((d) => applied.has(d)));
    for (const decision of result.stale) stale.add(decision);
    note(result.anomalies);
  }
  for (const decision of gone(documents, decisions, found)) stale.add(decision);
  const valid = [...applied].filter((d) => !stale.has(d));
  const closed = new Set(valid.filter(closes).map((d) => d.anomaly_id));
  return { applied: valid, stale: [...stale], closed, found };
}

/** The same over documents in memory. */
export async function checkDecided(
  extractions: readonly Extraction[],
  decisions: readonly Decision[],
  check: Check,
): Promise<Decided> {
  let anomalies = await check(extractions);
  let decided = [...extractions];
  const documents = new Set(extractions.map((e) => e.document.document_id));
  const ruled = await ruleOver(documents, anomalies, decisions, async (applied) => {
    const result = applyAll(extractions, applied);
    decided = result.extractions;
    anomalies = await check(decided);
    return { stale: result.stale, anomalies };
  });
  return {
    extractions: decided,
    anomalies: anomalies.filter((a) => !ruled.closed.has(a.anomaly_id)),
    everything: anomalies,
    found: ruled.found,
    stale: ruled.stale,
  };
}

/** Right as printed, not comparable, or a label whose right spelling is known: nothing is left to tell. */
const closes = ({ verdict, changes }: Decision): boolean =>
  verdict === "legitimate" ||
  verdict === "not_same_fact" ||
  (verdict === "corrected" && changes.some((c) => c.observation === ""));

/** Decisions on documents of this run whose anomaly no longer shows. */
function gone(
  documents: ReadonlySet<string>,
  decisions: readonly Decision[],
  found: ReadonlySet<string>,
): Decision[] {
  return decisions.filter((d) => {
    const named = d.anomaly?.documents ?? [];
    const here = named.length > 0 && named.every((document) => documents.has(document));
    return here && d.verdict !== "deferred" && !found.has(d.anomaly_id);
  });
}

function applyAll(
  extractions: readonly Extraction[],
  decisions: readonly Decision[],
): { extractions: Extraction[]; stale: Decision[] } {
  const { observations, stale } = applyDecisions(
    extractions.flatMap((e) => e.observations),
    decisions,
  );
  let taken = 0;
  const applied = extractions.map((e) => {
    const own = observations.slice(taken, taken + e.observations.length);
    taken += e.observations.length;
    return { ...e, observations: own };
  });
  return { extractions: applied, stale };
}

/** What `recoupe decisions` tells of the log of a folder. */
export interface DecisionsReport {
  lines: number;
  inForce: number;
  /** Of those in force, how many still want a signature; null where one step is enough. */
  unsigned: number | null;
  csv: string;
  /** The decisions in force, a line each. */
  list: string[];
}

/** The log of a folder, verified, and as a table. Throws `Fault` where it was altered, or no run has written there. */
export async function decisionsReport(out: string): Promise<DecisionsReport> {
  const decisions = await decisionLog(join(out, LOG_FILE)).read();
  if (decisions.length === 0) assertPublication(out);
  const ruled = (signOff: "wanted" | "none"): number =>
    decisionsInForce(decisions, signOff).filter((d) => d.verdict !== "deferred").length;
  const inForce = ruled("none");
  const unsigned = (await signOffIn(out)) === "wanted" ? inForce - ruled("wanted") : null;
  const list = decisionsInForce(decisions, "none").filter((d) => d.verdict !== "deferred");
  return {
    lines: decisions.length,
    inForce,
    unsigned,
    csv: decisionsCsv(decisions),
    list: list.map(decisionLine),
  };
}

/** That nobody has decided is told only of a publication, not of a name mistyped. */
function assertPublication(folder: string): void {
  if (existsSync(join(folder, "datapackage.json"))) return;
  throw new Fault({
    file: folder,
    message: { fr: "ne contient pas de publication.", en: "holds no publication." },
    remedy: {
      fr: "Donner un dossier que `recoupe run` a écrit.",
      en: "Name a folder that `recoupe run` has written.",
    },
  });
}
