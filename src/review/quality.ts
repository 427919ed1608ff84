import type { Decision, Observation, QualityLine } from "../model/index.js";
import { isRuling } from "./log/fold.js";
import { sampleOf, valueSubject } from "./sample.js";

/** The 97.5 % quantile of the normal distribution: intervals hold the true rate 95 times in 100. */
const Z = 1.959964;
const PLACES = 10_000;

const rounded = (rate: number): number => Math.round(rate * PLACES) / PLACES;

/**
 * The interval that holds a rate of which `wrong` of `checked` were seen (Wilson 1927, without correction for
 * continuity): it stays within 0 and 1, and is honest where nothing wrong was seen. Null where nothing was checked.
 */
export function wilson(wrong: number, checked: number): { low: number; high: number } | null {
  if (checked === 0) return null;
  const share = wrong / checked;
  const square = Z ** 2 / checked;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / checked + square / (4 * checked));
  return {
    low: wrong === 0 ? 0 : rounded(middle - half),
    high: wrong === checked ? 1 : rounded(middle + half),
  };
}

/** What a sample says of all that it was drawn from; `rate` and its interval null where nobody has looked. */
export function qualityOf(
  document_id: string,
  counts: Pick<QualityLine, "unflagged" | "sampled" | "checked" | "wrong">,
): QualityLine {
  const interval = wilson(counts.wrong, counts.checked);
  return {
    document_id,
    ...counts,
    rate: interval === null ? null : rounded(counts.wrong / counts.checked),
    rate_low: interval?.low ?? null,
    rate_high: interval?.high ?? null,
  };
}

/** Of all documents together. */
export const ALL = "_T";

type Sampled = Pick<Observation, "observation_id" | "document_id" | "obs_value_printed">;

/**
 * The residual error of a publication, and of each of its documents: how many of the values that nothing flagged were
 * looked at, and how many of these are not what is printed. `decisions` are those in force and not stale. Observations
 * come in parts, a document's own or several documents'.
 */
export function qualityLines(
  parts: Iterable<readonly Sampled[]>,
  flagged: ReadonlySet<string>,
  decisions: readonly Decision[],
): QualityLine[] {
  const ruled = new Map(decisions.filter(isRuling).map((d) => [d.anomaly_id, d]));
  const documents = new Map([[ALL, { ...NOTHING }]]);
  for (const part of parts) {
    const sample = new Set(sampleOf(part, flagged));
    for (const o of part) {
      const own = documents.get(o.document_id) ?? { ...NOTHING };
      documents.set(o.document_id, own);
      if (o.obs_value_printed === null || flagged.has(o.observation_id)) continue;
      const sampled = sample.has(o);
      const decision = sampled ? ruled.get(valueSubject(o.observation_id)) : undefined;
      for (const counts of [documents.get(ALL) ?? own, own]) {
        counts.unflagged++;
        if (sampled) counts.sampled++;
        if (decision === undefined) continue;
        counts.checked++;
        if (decision.verdict !== "legitimate") counts.wrong++;
      }
    }
  }
  return [...documents].map(([document, counts]) => qualityOf(document, counts));
}

const NOTHING = { unflagged: 0, sampled: 0, checked: 0, wrong: 0 };
