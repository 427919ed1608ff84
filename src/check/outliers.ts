import type { Anomaly, Extraction, Observation } from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import { type Cell, cellOf } from "./cell.js";
import { type CheckContext, isAmount } from "./finder.js";
import { anomalyId } from "./findings.js";
import { keyOf, textOf, yearOf } from "./key.js";
import type { Ledger } from "./network.js";
import { amount, both, nameOf, whereOf } from "./wording.js";

/** Values of one area that jump from one year to the next unlike those of the publisher's other areas. */
export interface Outliers {
  add: (extraction: Extraction, ledger: Ledger) => void;
  anomalies: (context: CheckContext) => Anomaly[];
}

/** Fewer areas show no usual change. */
const LEAST_AREAS = 8;
/** Values below this jump by themselves. */
const LEAST = 20;
/** Years between two values that are still compared. */
const MOST_YEARS = 2;
/** Hidiroglou and Berthelot (1986): weight of size, width of the fence, least width as a share of the median. */
const [SIZE, FENCE, NARROW] = [0.5, 20, 0.05];

interface Reading {
  area: string;
  year: number;
  observation: Observation;
}

/** A change less unlike the usual one than by this factor is no slip. */
const FACTOR = 3;

/** An index of areas by quantity and publisher: time and memory grow with the readings. */
export function outliers(): Outliers {
  const byQuantity = new Map<string, Reading[]>();
  return {
    add: (extraction, ledger) => {
      for (const cells of ledger.byKey.values()) {
        const cell = ledger.cells[cells[0] ?? -1];
        const observation = cell?.mentions[0];
        if (cells.length !== 1 || !observation || !isOfPlace(observation)) continue;
        const key = keyOf(observation);
        if (!isAmount(key)) continue;
        const quantity = `${extraction.document.publisher}|${textOf({ ...key, area: "", period: "" })}`;
        const known = byQuantity.get(quantity) ?? [];
        known.push({ area: key.area, year: yearOf(key.period), observation });
        byQuantity.set(quantity, known);
      }
    },
    anomalies: (context) =>
      [...byQuantity.keys()].toSorted().flatMap((q) => outliersOf(byQuantity.get(q) ?? [], context)),
  };
}

const isOfPlace = (o: Observation): boolean => /^(?:COM|DEP)-/.test(o.ref_area);

interface Pair {
  now: Cell;
  before: Cell;
  ratio: number;
}

function outliersOf(readings: readonly Reading[], context: CheckContext): Anomaly[] {
  const years = [...new Set(readings.map((r) => r.year))].sort((a, b) => a - b);
  return years.flatMap((year, i) => {
    const last = years[i - 1];
    if (last === undefined || year - last > MOST_YEARS) return [];
    const before = new Map(readings.filter((r) => r.year === last).map((r) => [r.area, r.observation]));
    const pairs = readings
      .filter((r) => r.year === year)
      .flatMap((r) => pairOf(r.observation, before.get(r.area)) ?? []);
    return pairs.length < LEAST_AREAS ? [] : beyondFence(pairs).map((pair) => anomaly(pair, context));
  });
}

function pairOf(now: Observation, before: Observation | undefined): Pair | undefined {
  const [a, b] = [cellOf(now), before && cellOf(before)];
  if (!a || !b || a.value.lte(0) || b.value.lte(0)) return undefined;
  return { now: a, before: b, ratio: Number(a.value.div(b.value)) };
}

/** Pairs whose change, weighed by size, lies far beyond the quartiles of all. */
function beyondFence(pairs: readonly Pair[]): Pair[] {
  const usual = quantile(
    pairs.map((p) => p.ratio),
    0.5,
  );
  const effectOf = ({ ratio, now, before }: Pair): number => {
    const change = ratio < usual ? 1 - usual / ratio : ratio / usual - 1;
    return change * Math.max(Number(now.value), Number(before.value)) ** SIZE;
  };
  const effects = pairs.map(effectOf);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(effects, share)) as [
    number,
    number,
    number,
  ];
  const least = Math.abs(NARROW * middle);
  return pairs.filter((pair, i) => {
    const effect = effects[i] ?? 0;
    const isLarge = pair.now.value.gte(LEAST) || pair.before.value.gte(LEAST);
    const unlike = Math.max(pair.ratio / usual, usual / pair.ratio);
    return (
      isLarge &&
      unlike >= FACTOR &&
      (effect < middle - FENCE * Math.max(middle - low, least) ||
        effect > middle + FENCE * Math.max(high - middle, least))
    );
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return low + (high - low) * (at - Math.floor(at));
}

function anomaly({ now, before }: Pair, context: CheckContext): Anomaly {
  const [o, past] = [now.mentions[0], before.mentions[0]] as [Observation, Observation];
  const terms = [
    { observation: o.observation_id, role: "current" as const },
    { observation: past.observation_id, role: "base" as const },
  ];
  const anomaly_id = anomalyId("scale", terms);
  return {
    anomaly_id,
    check: "scale",
    severity: "info",
    documents: [...new Set([o.document_id, past.document_id])].sort(),
    observations: terms,
    stated: decimalOf(now.value),
    expected: decimalOf(before.value),
    difference: decimalOf(now.value.minus(before.value)),
    tolerance: null,
    arithmetic: `${amount(now.value, o, "fr")} ÷ ${amount(before.value, past, "fr")}`,
    suspects: [o, past].map((s) => ({ observation: s.observation_id, probability: 0.3 })),
    proposals: [],
    origin: o.method === "ocr" || past.method === "ocr" ? "undecided" : "source",
    group: anomaly_id,
    message: both((l) => {
      const [a, b] = [amount(now.value, o, l), amount(before.value, past, l)];
      const name = nameOf(o, context.catalogue, l);
      return l === "fr"
        ? `${whereOf(o, l)} : ${name} vaut ${a}, contre ${b} en ${past.time_period} ; les autres territoires n'ont pas changé ainsi.`
        : `${whereOf(o, l)}: ${name} is ${a}, against ${b} in ${past.time_period}; the other areas did not change so.`;
    }),
    page: Math.min(o.source_page, past.source_page),
    notes: [],
  };
}
