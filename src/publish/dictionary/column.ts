import type { ColumnMeaning } from "../table.js";

export const text = (en: string, fr: string): ColumnMeaning => ({ type: "string", en, fr });
export const decimal = (en: string, fr: string): ColumnMeaning => ({ type: "decimal", en, fr });
export const integer = (en: string, fr: string): ColumnMeaning => ({ type: "integer", en, fr });
export const count = (en: string, fr: string): ColumnMeaning => ({ type: "integer", en, fr, least: 0 });
/** A share from 0 to 1. */
export const share = (en: string, fr: string): ColumnMeaning => ({
  type: "number",
  en,
  fr,
  least: 0,
  most: 1,
});
export const must = (meaning: ColumnMeaning): ColumnMeaning => ({ ...meaning, required: true });
export const coded = (codes: string, en: string, fr: string): ColumnMeaning =>
  must({ type: "string", en, fr, codes });
export const among = (values: readonly string[], en: string, fr: string): ColumnMeaning =>
  must({ type: "string", en, fr, among: values });

export const DOCUMENT = must({
  ...text("Document the value is printed in", "Document où la valeur est imprimée"),
  refers: { table: "documents", column: "document_id" },
});
export const PUBLISHER = text("Who states the value", "Qui énonce la valeur");
export const BOX = {
  ...text(
    "Where on the page: x0 top x1 bottom, in points from its upper left corner",
    "Position sur la page : x0 haut x1 bas, en points depuis le coin supérieur gauche",
  ),
  pattern: "^-?\\d+\\.\\d( -?\\d+\\.\\d){3}$",
};
export const PAGE = { ...integer("Page, from 1", "Page, à partir de 1"), least: 1 };
export const PERIOD = {
  ...text("Year, or date for a stock", "Année, ou date pour un stock"),
  pattern: "^\\d{4}(-\\d{2}-\\d{2})?$",
};
