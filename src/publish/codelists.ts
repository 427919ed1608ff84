import type { Code, Dataset } from "../model/index.js";
import { csv } from "./csv.js";
import { CODE_COLUMNS, type PackagedFile } from "./datapackage.js";

const row = (c: Omit<Code, "synonyms">): string[] => [c.code, c.label_fr, c.label_en, c.definition, c.parent];

/** The code lists that a publication's columns refer to, the indicators among them. */
export function codeListFiles(dataset: Dataset): PackagedFile[] {
  const indicators: Omit<Code, "synonyms">[] = Object.entries(dataset.catalogue).map(([code, i]) => ({
    code,
    label_fr: i.label.fr,
    label_en: i.label.en,
    definition: i.definition,
    parent: i.part_of ?? "",
  }));
  const lists = Object.entries({ ...dataset.codeLists, indicator: indicators });
  return lists
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, codes]) => ({ path: `codelists/${name}.csv`, content: csv(CODE_COLUMNS, codes.map(row)) }));
}
