import Big from "big.js";
import { acrossDocuments } from "../../src/check/across.js";
import { tiesOf } from "../../src/check/document.js";
import { type CheckContext, checkDocument } from "../../src/check/index.js";
import { libraryOn } from "../../src/check/library.js";
import { holdsAsPrinted, ledgerOf, type Network } from "../../src/check/network.js";
import { shelfInMemory } from "../../src/check/shelf.js";
import type { Anomaly, Extraction, Observation } from "../../src/model/index.js";
import { decimalOf } from "../../src/normalise/index.js";
import { type Chance, pick } from "../random.js";
import { mistyped } from "./typo.js";

/** What speaks of a value besides itself, most first. */
export const KINDS = [
  "part of two totals or more",
  "part of one total, and told or shared elsewhere",
  "part of one total only",
  "total, and told or shared elsewhere",
  "total only",
  "told in several places",
  "share of printed counts",
  "count of a printed share",
  "one of the shares that make 100",
  "change between printed values",
  "no more than a printed whole",
  "only by what its table shows",
  "told in another report",
  "nothing",
] as const;
export type Kind = (typeof KINDS)[number];

/** What the checks made of one misprint put into a report. */
export interface Planted {
  kind: Kind;
  observation: Observation;
  printed: string;
  detected: boolean;
  /** Place of the true cell among the suspects; null where it is not among them. */
  rank: number | null;
  corrected: boolean;
  undecided: boolean;
  probability: number | null;
  anomaly: Anomaly | undefined;
}

/** Misprints in `each` values of each report that `among` lets through, one at a time, and what becomes of them. */
export function plant(
  reports: readonly Extraction[],
  context: CheckContext,
  each: number,
  chance: Chance,
  among: (o: Observation) => boolean = () => true,
): Planted[] {
  return reports.flatMap((report) => {
    const others = reports.filter((other) => other !== report);
    const all = (mutant: Extraction): Anomaly[] => anomaliesOf(mutant, others, context);
    const told = all(report);
    const before = new Set(told.map((a) => a.anomaly_id));
    const kindOf = kindsOf(report, others, context);
    // Of a value that is at odds with others already nobody knows the truth.
    const doubted = new Set(told.flatMap((a) => a.suspects.map((s) => s.observation)));
    const eligible = report.observations.filter(
      (o) => o.obs_value !== null && o.obs_value !== "0" && !doubted.has(o.observation_id) && among(o),
    );
    return Array.from({ length: each }, () => {
      const observation = pick(chance, eligible);
      const printed = misprint(observation, chance);
      const found = all(misprinted(report, observation, printed)).filter(
        (a) => !before.has(a.anomaly_id) && a.severity !== "info",
      );
      return outcome(kindOf(observation), observation, printed, found);
    });
  });
}

function anomaliesOf(mutant: Extraction, others: readonly Extraction[], context: CheckContext): Anomaly[] {
  const library = libraryOn(shelfInMemory());
  const index = acrossDocuments(library);
  for (const other of others) index.add(other, ledgerOf(other.observations), library.add(other));
  const ledger = ledgerOf(mutant.observations);
  index.add(mutant, ledger, library.add(mutant));
  return [...checkDocument(mutant, context, ledger), ...index.anomalies(context)];
}

/** Another number in the printed value's place, with as many decimals. */
function misprint(o: Observation, chance: Chance): string {
  const value = o.obs_value ?? "0";
  const negative = value.startsWith("-");
  const digits = new Big(value).abs().toFixed(o.decimals).replace(".", "");
  for (;;) {
    const slip = mistyped(digits.replace(/^0+(?=\d)/, ""), chance).padStart(o.decimals + 1, "0");
    const printed = o.decimals > 0 ? `${slip.slice(0, -o.decimals)}.${slip.slice(-o.decimals)}` : slip;
    const text = decimalOf(new Big(printed).times(negative ? -1 : 1));
    if (text !== value) return text;
  }
}

function misprinted(source: Extraction, target: Observation, value: string): Extraction {
  const shifted = (end: string | null): string | null =>
    end === null ? null : decimalOf(new Big(end).minus(target.obs_value_printed ?? value).plus(value));
  const [lo, hi] = [shifted(target.value_lo), shifted(target.value_hi)];
  const french = value.replace(".", ",");
  return {
    ...source,
    observations: source.observations.map((o) =>
      o === target
        ? {
            ...o,
            obs_value: value,
            obs_value_printed: value,
            value_lo: lo,
            value_hi: hi,
            source_text: french,
            source_context: o.source_context.replace(o.source_text, french),
          }
        : // A sentence is the same for all its figures.
          o.source_context === target.source_context && o.source_page === target.source_page
          ? { ...o, source_context: o.source_context.replace(target.source_text, french) }
          : o,
    ),
  };
}

function outcome(kind: Kind, observation: Observation, printed: string, found: readonly Anomaly[]): Planted {
  const about =
    found.find((a) => a.observations.some((t) => t.observation === observation.observation_id)) ?? found[0];
  const base = { kind, observation, printed, anomaly: about };
  if (!about)
    return { ...base, detected: false, rank: null, corrected: false, undecided: false, probability: null };
  const place = about.suspects.findIndex((s) => s.observation === observation.observation_id);
  const [best] = about.proposals;
  return {
    ...base,
    detected: true,
    rank: place < 0 ? null : place + 1,
    corrected: best?.observation === observation.observation_id && best.value === observation.obs_value,
    undecided: about.message.en.includes("Nothing else in the document tells"),
    probability: best?.probability ?? null,
  };
}

/** What speaks of each value of a report as it is. */
function kindsOf(
  report: Extraction,
  others: readonly Extraction[],
  context: CheckContext,
): (o: Observation) => Kind {
  const ledger = ledgerOf(report.observations);
  const { network } = tiesOf(report, context, ledger);
  const elsewhere = new Set(others.flatMap((other) => [...ledgerOf(other.observations).byKey.keys()]));
  const keys = new Map(
    [...ledger.byKey].flatMap(([text, cells]) => cells.map((cell) => [cell, text] as const)),
  );
  return (o) => {
    const cell = ledger.byObservation.get(o.observation_id) ?? -1;
    const own = kindOf(network, cell);
    return own === "nothing" && elsewhere.has(keys.get(cell) ?? "") ? "told in another report" : own;
  };
}

function kindOf(network: Network, cell: number): Kind {
  const ties = (network.ofCell[cell] ?? []).flatMap((index) => {
    const constraint = network.constraints[index];
    if (!constraint || !holdsAsPrinted(network, constraint)) return [];
    const role = constraint.terms[constraint.cells.indexOf(cell)]?.role;
    return [{ check: constraint.check, role, found: constraint.origin === "discovered" }];
  });
  const sure = ties.filter((t) => !t.found);
  const has = (check: string, ...roles: string[]): boolean =>
    sure.some((t) => t.check === check && (roles.length === 0 || roles.includes(t.role ?? "")));
  const parts = sure.filter((t) => t.check === "total" && t.role === "part").length;
  const mentions = network.cells[cell]?.mentions.length ?? 0;
  const more = mentions > 1 || has("share") || has("ratio") || has("growth");
  if (parts > 1) return "part of two totals or more";
  if (parts === 1)
    return more || has("total", "total")
      ? "part of one total, and told or shared elsewhere"
      : "part of one total only";
  if (has("total", "total")) return more ? "total, and told or shared elsewhere" : "total only";
  if (mentions > 1) return "told in several places";
  if (has("share", "share") || has("ratio", "average")) return "share of printed counts";
  if (has("share") || has("ratio")) return "count of a printed share";
  if (has("shares")) return "one of the shares that make 100";
  if (has("growth")) return "change between printed values";
  if (has("part")) return "no more than a printed whole";
  return ties.length > 0 ? "only by what its table shows" : "nothing";
}
