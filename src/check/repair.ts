import type { Anomaly, Extraction, Observation, Proposal } from "../model/index.js";
import { intervalOf } from "../normalise/index.js";
import { checkDocument } from "./document.js";
import type { CheckContext } from "./finder.js";
import { confirmed, type Reread, shows } from "./reread.js";

/** So certain our misreading has to be for it to be put right without a steward. */
const CERTAIN = 0.98;

export interface Repaired {
  extractions: Extraction[];
  /** One for each value put right: for information, and says so. */
  anomalies: Anomaly[];
}

/**
 * Puts our own misreadings right: values recognised from a picture that break an edit, where a second reading of the
 * crop gives the value proposed, and nearly certainly so. What a publisher printed is never changed.
 */
export async function putRight(
  extractions: readonly Extraction[],
  context: CheckContext,
  reread: Reread,
): Promise<Repaired> {
  const repaired: Repaired = { extractions: [], anomalies: [] };
  for (const extraction of extractions) {
    const found = isRecognised(extraction)
      ? await confirmed(checkDocument(extraction, context), [extraction], reread)
      : [];
    const repairs = await seenTwice(repairsOf(found), extraction, reread);
    repaired.extractions.push(repairs.size === 0 ? extraction : withRepairs(extraction, repairs));
    repaired.anomalies.push(...[...repairs.values()].map(told));
  }
  return repaired;
}

const isRecognised = (extraction: Extraction): boolean =>
  extraction.observations.some((o) => o.method === "ocr");

interface Repair {
  anomaly: Anomaly;
  proposal: Proposal;
}

/** By observation; none where two anomalies want different values of it. */
function repairsOf(anomalies: readonly Anomaly[]): Map<string, Repair> {
  const repairs = new Map<string, Repair>();
  const disputed = new Set<string>();
  for (const anomaly of anomalies) {
    const [proposal] = anomaly.proposals;
    if (anomaly.origin !== "extraction" || !proposal || proposal.probability < CERTAIN) continue;
    if (proposal.breaks.length > 0) continue;
    const known = repairs.get(proposal.observation);
    if (known && known.proposal.value !== proposal.value) disputed.add(proposal.observation);
    if (!known) repairs.set(proposal.observation, { anomaly, proposal });
  }
  for (const observation of disputed) repairs.delete(observation);
  return repairs;
}

/** By how much of its height a box is widened for the third reading. */
const WIDER = 0.15;

/**
 * Those whose value a third reading gives as well, of a wider picture. A second reading may go wrong just as the
 * proposal would have it; that two do is out of the question.
 */
async function seenTwice(
  repairs: ReadonlyMap<string, Repair>,
  extraction: Extraction,
  reread: Reread,
): Promise<Map<string, Repair>> {
  const seen = new Map<string, Repair>();
  for (const o of extraction.observations) {
    const repair = repairs.get(o.observation_id);
    if (!repair || o.method !== "ocr") continue;
    const { x0, top, x1, bottom } = o.source_box;
    const by = WIDER * (bottom - top);
    const box = { x0, top: top - by, x1: x1 + by, bottom: bottom + by };
    const text = await reread(o.document_id, o.source_page, box, "ocr");
    if (shows(text, repair.proposal.value)) seen.set(o.observation_id, repair);
  }
  return seen;
}

function withRepairs(extraction: Extraction, repairs: ReadonlyMap<string, Repair>): Extraction {
  const mended = (o: Observation): Observation => {
    const repair = repairs.get(o.observation_id);
    if (!repair) return o;
    const { value } = repair.proposal;
    const counted = o.measure === "COUNT" || o.measure === "AMOUNT";
    const { lo, hi } = intervalOf({ value, decimals: o.decimals, counted });
    return {
      ...o,
      obs_value: value,
      obs_value_printed: value,
      value_lo: lo,
      value_hi: hi,
      confidence: CERTAIN,
    };
  };
  return { ...extraction, observations: extraction.observations.map(mended) };
}

/** What was put right stays to be seen: as a notice, with what was read at first. */
function told({ anomaly, proposal }: Repair): Anomaly {
  const { fr, en } = anomaly.message;
  return {
    ...anomaly,
    severity: "info",
    proposals: [proposal],
    message: {
      fr: `${fr} Relue sur l'image de la page, la valeur est ${proposal.value} : notre lecture a été corrigée sans intervention.`,
      en: `${en} Read again from the picture of the page, the value is ${proposal.value}: our reading was put right without a steward.`,
    },
  };
}
