import Big from "big.js";
import { type Dataset, DIMENSIONS, type Observation } from "../../model/index.js";
import { COMMUNE_MEANINGS } from "../dictionary/commune.js";
import { type Column, columnsOf, type Table } from "../table.js";

const isWhole = (code: string): boolean => code === "_T" || code === "_Z";

/** `scheme_entries_scheme_cej`: the indicator, the codes that single out a part, the measure where it is no count. */
function quantityOf(o: Observation): string {
  const parts = DIMENSIONS.filter((d) => !isWhole(o[d])).flatMap((d) => [d, o[d].toLowerCase()]);
  return [o.indicator, ...parts, ...(o.measure === "COUNT" ? [] : [o.measure.toLowerCase()])].join("_");
}

/** What a quantity is, in words. */
function columnOf(o: Observation, { catalogue, codeLists }: Dataset): Column {
  const told = (language: "fr" | "en"): string => {
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
  values: Map<string, string>;
}

/** A year's own report comes before later ones that tell the year again; then the order of the table. */
function ranked({ observations, documents }: Dataset): Observation[] {
  const period = new Map(documents.map((d) => [d.document_id, d.period]));
  const late = (o: Observation): number => (period.get(o.document_id) === o.time_period.slice(0, 4) ? 0 : 1);
  return observations
    .filter((o) => o.ref_area.startsWith("COM-") && o.obs_value !== null && /^\d{4}/.test(o.time_period))
    .map((o, place) => ({ o, place, late: late(o) }))
    .sort((a, b) => a.late - b.late || a.place - b.place)
    .map(({ o }) => o);
}

const inUnits = (o: Observation): string =>
  new Big(o.obs_value ?? 0).times(Big(10).pow(o.unit_mult)).toFixed();

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A row for each commune, publisher and year, a column for each quantity: the table that questions begin with. */
export function communesTable(dataset: Dataset): Table {
  const rows = new Map<string, Row>();
  const columns = new Map<string, Column>();
  for (const o of ranked(dataset)) {
    const year = Number(o.time_period.slice(0, 4));
    const key = [o.ref_area, o.publisher, year].join("\t");
    const row = rows.get(key) ?? {
      area: o.ref_area,
      name: o.ref_area_label,
      publisher: o.publisher,
      year,
      values: new Map<string, string>(),
    };
    rows.set(key, row);
    const quantity = quantityOf(o);
    if (!columns.has(quantity)) columns.set(quantity, columnOf(o, dataset));
    if (!row.values.has(quantity)) row.values.set(quantity, inUnits(o));
  }
  const wide = [...columns.values()].sort((a, b) => compare(a.name, b.name));
  return {
    name: "communes",
    fr: "Une ligne par commune, émetteur et année, une colonne par grandeur",
    en: "A row for each commune, publisher and year, a column for each quantity",
    key: ["ref_area", "publisher", "year"],
    columns: [...columnsOf(COMMUNE_MEANINGS), ...wide],
    rows: [...rows.values()]
      .sort((a, b) => compare(a.area, b.area) || compare(a.publisher, b.publisher) || a.year - b.year)
      .map((r) => [r.area, r.name, r.publisher, r.year, ...wide.map((c) => r.values.get(c.name) ?? null)]),
  };
}
