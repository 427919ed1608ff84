import Big from "big.js";
import { DIMENSIONS, isWhole, type Language, type LongDataset, type Observation } from "../../model/index.js";
import { COMMUNE_MEANINGS } from "../dictionary/commune.js";
import { type Column, columnsOf, type Table } from "../table.js";

/** `scheme_entries_scheme_cej`: the indicator, the codes that single out a part, the measure where it is no count. */
function quantityOf(o: Observation): string {
  const parts = DIMENSIONS.filter((d) => !isWhole(o[d])).flatMap((d) => [d, o[d].toLowerCase()]);
  return [o.indicator, ...parts, ...(o.measure === "COUNT" ? [] : [o.measure.toLowerCase()])].join("_");
}

/** What a quantity is, in words. */
function columnOf(o: Observation, { catalogue, codeLists }: LongDataset): Column {
  const told = (language: Language): string => {
    const label = (list: string, code: string): string =>
      codeLists[list]?.find((c) => c.code === code)?.[`label_${language}`] ?? code;
    const parts = DIMENSIONS.filter((d) => !isWhole(o[d])).map((d) => label(d, o[d]));
    const measure = o.measure === "COUNT" ? [] : [label("measure", o.measure)];
    return [catalogue[o.indicator]?.label[language] ?? o.indicator, ...parts, ...measure].join(", ");
  };
  return { name: quantityOf(o), type: "decimal", fr: told("fr"), en: told("en") };
}

interface Row {
  area: string;
  name: string;
  publisher: string;
  year: number;
  /** By place of the column: what the year's own report tells, and what later ones tell of the year. */
  own: Map<number, string>;
  late: Map<number, string>;
}

/** Values of communes that are set side by side at a time. */
const MOST_TOGETHER = 1_000_000;

const isOfCommune = (o: Observation): boolean =>
  o.ref_area.startsWith("COM-") && o.obs_value !== null && /^\d{4}/.test(o.time_period);

/** Communes that have values and how many, in order, and the columns these make. */
function surveyOf(dataset: LongDataset): { columns: Column[]; areas: [string, number][] } {
  const columns = new Map<string, Column>();
  const areas = new Map<string, number>();
  for (const o of dataset.observations) {
    if (!isOfCommune(o)) continue;
    areas.set(o.ref_area, (areas.get(o.ref_area) ?? 0) + 1);
    const quantity = quantityOf(o);
    if (!columns.has(quantity)) columns.set(quantity, columnOf(o, dataset));
  }
  return {
    columns: [...columns.values()].sort((a, b) => compare(a.name, b.name)),
    areas: [...areas].sort(([a], [b]) => compare(a, b)),
  };
}

/** Communes in order, in groups of no more values than are taken together. */
function* groupsOf(areas: readonly [string, number][]): Generator<Set<string>> {
  let [group, values] = [new Set<string>(), 0];
  for (const [area, count] of areas) {
    if (group.size > 0 && values + count > MOST_TOGETHER) {
      yield group;
      [group, values] = [new Set<string>(), 0];
    }
    group.add(area);
    values += count;
  }
  if (group.size > 0) yield group;
}

const inUnits = (o: Observation): string =>
  new Big(o.obs_value ?? 0).times(Big(10).pow(o.unit_mult)).toFixed();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of some communes, in the order of the table; of what is told twice the first is kept. */
function rowsOf(
  { observations, documents }: LongDataset,
  areas: ReadonlySet<string>,
  columns: readonly Column[],
): Row[] {
  const period = new Map(documents.map((d) => [d.document_id, d.period]));
  const places = new Map(columns.map(({ name }, place) => [name, place]));
  const rows = new Map<string, Row>();
  for (const o of observations) {
    if (!areas.has(o.ref_area) || !isOfCommune(o)) continue;
    const year = o.time_period.slice(0, 4);
    const key = [o.ref_area, o.publisher, year].join("\t");
    const row = rows.get(key) ?? rowFor(o);
    rows.set(key, row);
    const isOwn = period.get(o.document_id) === year;
    if (isOwn && row.own.size === 0) row.name = o.ref_area_label;
    const values = isOwn ? row.own : row.late;
    const place = places.get(quantityOf(o)) ?? -1;
    if (!values.has(place)) values.set(place, inUnits(o));
  }
  return [...rows.values()].sort(
    (a, b) => compare(a.area, b.area) || compare(a.publisher, b.publisher) || a.year - b.year,
  );
}

const rowFor = (o: Observation): Row => ({
  area: o.ref_area,
  name: o.ref_area_label,
  publisher: o.publisher,
  year: Number(o.time_period.slice(0, 4)),
  own: new Map(),
  late: new Map(),
});

/** A row for each commune, publisher and year, a column for each quantity: the table that questions begin with. */
export function communesTable(dataset: LongDataset): Table {
  const { columns, areas } = surveyOf(dataset);
  return {
    name: "communes",
    fr: "Une ligne par commune, émetteur et année, une colonne par grandeur",
    en: "A row for each commune, publisher and year, a column for each quantity",
    key: ["ref_area", "publisher", "year"],
    columns: [...columnsOf(COMMUNE_MEANINGS), ...columns],
    rows: {
      *[Symbol.iterator]() {
        for (const group of groupsOf(areas))
          for (const r of rowsOf(dataset, group, columns)) {
            const values = columns.map((_, place) => r.own.get(place) ?? r.late.get(place) ?? null);
            yield [r.area, r.name, r.publisher, r.year, ...values];
          }
      },
    },
  };
}
