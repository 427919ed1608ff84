import type { Catalogue, Code, Indicator, LongDataset } from "../../model/index.js";
import { CODE_MEANINGS, INDICATOR_MEANINGS } from "../dictionary/code.js";
import { type Cell, columnsOf, type Table } from "../table.js";

function codeListTable(name: string, codes: readonly Code[]): Table {
  return {
    name: `codelists/${name}`,
    fr: `Codes : ${name}`,
    en: `Codes: ${name}`,
    key: ["code"],
    columns: columnsOf(CODE_MEANINGS),
    rows: codes.map((c) => [c.code, c.label_fr, c.label_en, c.definition, c.parent]),
  };
}

const indicatorRow = ([code, i]: [string, Indicator]): Cell[] => [
  code,
  i.label.fr,
  i.label.en,
  i.definition,
  i.part_of ?? "",
  i.theme,
  i.population,
  i.unit,
  i.measure,
  i.count_basis,
  i.dimensions.join("; "),
  i.additive ? "yes" : "no",
  (i.sum_of ?? []).join("; "),
  i.ratio_of?.numerator ?? "",
  i.ratio_of?.denominator ?? "",
];

const indicatorsTable = (catalogue: Catalogue): Table => ({
  name: "codelists/indicator",
  fr: "Indicateurs",
  en: "Indicators",
  key: ["code"],
  columns: columnsOf(INDICATOR_MEANINGS),
  rows: Object.entries(catalogue).map(indicatorRow),
});

/** The code lists that a publication's columns refer to, the indicators among them, by name. */
export function codeListTables({ catalogue, codeLists }: LongDataset): Table[] {
  const lists = Object.entries(codeLists).map(([name, codes]) => codeListTable(name, codes));
  return [...lists, indicatorsTable(catalogue)].sort((a, b) => (a.name < b.name ? -1 : 1));
}
