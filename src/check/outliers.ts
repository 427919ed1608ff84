import type { Anomaly, Observation } from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import type { Across } from "./across.js";
import { type Cell, cellOf } from "./cell.js";
import { type CheckContext, isAmount } from "./finder.js";
import { anomalyId } from "./findings.js";
import { keyOf, textOf, yearOf } from "./key.js";
import type { Library, Place } from "./library.js";
import { markOf, rowsOn } from "./shelf.js";
import { amount, both, nameOf, whereOf } from "./wording.js";

/** Fewer areas show no usual change. */
const LEAST_AREAS = 8;
/** Values below this jump by themselves. */
const LEAST = 20;
/** Years between two values that are still compared. */
const MOST_YEARS = 2;
/** Hidiroglou and Berthelot (1986): weight of size, width of the fence, least width as a share of the median. */
const [SIZE, FENCE, NARROW] = [0.5, 20, 0.05];

/** A change less unlike the usual one than by this factor is no slip. */
const FACTOR = 3;

/** The value of one area in one year, by marks and numbers. */
interface Reading extends Place {
  quantity: number;
  area: number;
  year: number;
  value: number;
}

const READING = 6;

/**
 * An index of areas by quantity and publisher, for values of one area that jump from one year to the next unlike
 * those of the publisher's other areas. Time grows with the readings.
 */
export function outliers(library: Library): Across {
  const notes = rowsOn(library.shelf, "areas");
  return {
    add: (extraction, ledger, placeOf) => {
      for (const cells of ledger.byKey.values()) {
        const cell = ledger.cells[cells[0] ?? -1];
        const observation = cell?.mentions[0];
        if (cells.length !== 1 || !observation || !isOfPlace(observation)) continue;
        const key = keyOf(observation);
        if (!isAmount(key)) continue;
        const { document, index } = placeOf(observation);
        const mark = markOf(`${extraction.document.publisher}|${textOf({ ...key, area: "", period: "" })}`);
        const row = [mark, document, index, markOf(key.area), yearOf(key.period), Number(cell.value)];
        notes.note(mark, row);
      }
    },
    anomalies: (context) => {
      const found: Pair[] = [];
      for (const numbers of notes.drawers())
        for (const readings of byQuantity(numbers)) found.push(...outliersOf(readings));
      const observationOf = library.recall(found.flatMap(({ now, before }) => [now, before]));
      return found.flatMap(({ now, before }) => {
        const [o, past] = [observationOf(now), observationOf(before)];
        const [a, b] = [o && cellOf(o), past && cellOf(past)];
        return a && b ? [anomaly(a, b, context)] : [];
      });
    },
  };
}

function byQuantity(numbers: Float64Array): Iterable<Reading[]> {
  const found = new Map<number, Reading[]>();
  for (let at = 0; at < numbers.length; at += READING) {
    const [quantity, document, index, area, year, value] = numbers.subarray(at, at + READING);
    const reading = { quantity, document, index, area, year, value } as Reading;
    const known = found.get(reading.quantity);
    if (known) known.push(reading);
    else found.set(reading.quantity, [reading]);
  }
  return found.values();
}

const isOfPlace = (o: Observation): boolean => /^(?:COM|DEP)-/.test(o.ref_area);

interface Pair {
  now: Reading;
  before: Reading;
  ratio: number;
}

function outliersOf(readings: readonly Reading[]): Pair[] {
  const years = [...new Set(readings.map((r) => r.year))].sort((a, b) => a - b);
  return years.flatMap((year, i) => {
    const last = years[i - 1];
    if (last === undefined || year - last > MOST_YEARS) return [];
    const past = new Map(readings.filter((r) => r.year === last).map((r) => [r.area, r]));
    const pairs = readings.flatMap((now): Pair[] => {
      const before = now.year === year ? past.get(now.area) : undefined;
      return before && now.value > 0 && before.value > 0
        ? [{ now, before, ratio: now.value / before.value }]
        : [];
    });
    return pairs.length < LEAST_AREAS ? [] : beyondFence(pairs);
  });
}

/** Pairs whose change, weighed by size, lies far beyond the quartiles of all. */
function beyondFence(pairs: readonly Pair[]): Pair[] {
  const usual = quantile(
    pairs.map((p) => p.ratio),
    0.5,
  );
  const effectOf = ({ ratio, now, before }: Pair): number => {
    const change = ratio < usual ? 1 - usual / ratio : ratio / usual - 1;
    return change * Math.max(now.value, before.value) ** SIZE;
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
    const isLarge = pair.now.value >= LEAST || pair.before.value >= LEAST;
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

function anomaly(now: Cell, before: Cell, context: CheckContext): Anomaly {
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
