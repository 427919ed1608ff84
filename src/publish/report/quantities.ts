import {
  DIMENSIONS,
  type Indicator,
  isWhole,
  type LongDataset,
  type Observation,
} from "../../model/index.js";

/** One bar: a value that a publisher states of an area for a year. */
export interface Point {
  publisher: string;
  area: string;
  areaLabel: string;
  year: string;
  value: number;
  /** As printed, exact. */
  text: string;
  unit: string;
  mult: number;
}

/** Values of one indicator, measure and set of codes. */
export interface Quantity {
  fr: string;
  en: string;
  /** How many codes single it out of the whole. */
  parts: number;
  points: Point[];
}

export interface IndicatorQuantities {
  code: string;
  indicator: Indicator;
  quantities: Quantity[];
}

type Labels = Map<string, { fr: string; en: string }>;

const labelsOf = ({ codeLists }: LongDataset): Labels =>
  new Map(
    Object.entries(codeLists).flatMap(([list, codes]) =>
      codes.map((c): [string, { fr: string; en: string }] => [
        `${list}:${c.code}`,
        { fr: c.label_fr, en: c.label_en },
      ]),
    ),
  );

function partsOf(o: Observation, labels: Labels): { fr: string; en: string }[] {
  return DIMENSIONS.filter((d) => !isWhole(o[d])).map(
    (d) => labels.get(`${d}:${o[d]}`) ?? { fr: o[d], en: o[d] },
  );
}

/** The codes that single out what an observation is of, in both languages; empty for the whole. */
export function partNames(dataset: LongDataset): (o: Observation) => { fr: string; en: string } {
  const labels = labelsOf(dataset);
  return (o) => {
    const parts = partsOf(o, labels);
    return { fr: parts.map((p) => p.fr).join(", "), en: parts.map((p) => p.en).join(", ") };
  };
}

const point = (o: Observation): Point => ({
  publisher: o.publisher,
  area: o.ref_area,
  areaLabel: o.ref_area_label || o.ref_area,
  year: o.time_period.slice(0, 4),
  value: Number(o.obs_value) * 10 ** o.unit_mult,
  text: o.obs_value ?? "",
  unit: o.unit_measure,
  mult: o.unit_mult,
});

/** A year's own report first, where several tell the same. */
function* ranked({ observations, documents }: LongDataset): Generator<Observation> {
  const period = new Map(documents.map((d) => [d.document_id, d.period]));
  const isOwn = (o: Observation): boolean => period.get(o.document_id) === o.time_period.slice(0, 4);
  for (const own of [true, false]) for (const o of observations) if (isOwn(o) === own) yield o;
}

/** Values that the page holds to be drawn; what is left out is said. */
const MOST_POINTS = 100_000;

interface Found {
  quantity: Quantity;
  seen: Set<string>;
}

const emptyQuantity = (o: Observation, names: ReturnType<typeof partNames>): Found => ({
  quantity: { ...names(o), parts: DIMENSIONS.filter((d) => !isWhole(o[d])).length, points: [] },
  seen: new Set<string>(),
});

/**
 * What can be drawn: for each indicator, in the catalogue's order, its quantities, the whole first; and how many values
 * are left out.
 */
export function quantitiesOf(dataset: LongDataset): { indicators: IndicatorQuantities[]; left: number } {
  const names = partNames(dataset);
  const byIndicator = new Map<string, Map<string, Found>>();
  let [points, left] = [0, 0];
  for (const o of ranked(dataset)) {
    if (!isDrawn(o, dataset.catalogue[o.indicator])) continue;
    const quantities = byIndicator.get(o.indicator) ?? new Map<string, Found>();
    byIndicator.set(o.indicator, quantities);
    const key = DIMENSIONS.map((d) => (isWhole(o[d]) ? "" : o[d])).join("|");
    const entry = quantities.get(key) ?? emptyQuantity(o, names);
    quantities.set(key, entry);
    const of = `${o.publisher}|${o.ref_area}|${o.time_period.slice(0, 4)}`;
    if (entry.seen.has(of)) continue;
    if (points === MOST_POINTS) {
      left++;
      continue;
    }
    points++;
    entry.seen.add(of);
    entry.quantity.points.push(point(o));
  }
  const indicators = Object.entries(dataset.catalogue).flatMap(([code, indicator]) => {
    const found = byIndicator.get(code);
    if (found === undefined) return [];
    const quantities = [...found.values()].map((e) => e.quantity).sort((a, b) => a.parts - b.parts);
    return [{ code, indicator, quantities }];
  });
  return { indicators, left };
}

const isDrawn = (o: Observation, indicator: Indicator | undefined): boolean =>
  indicator !== undefined && o.obs_value !== null && o.time_period !== "" && o.measure === indicator.measure;
