import type { QualityLine } from "../../model/index.js";
import { QUALITY_MEANINGS } from "../dictionary/quality.js";
import { columnsOf, type Table } from "../table.js";

const COLUMNS = Object.keys(QUALITY_MEANINGS) as (keyof QualityLine)[];

/** How far the values can be trusted that nothing flagged: what people found who looked at a sample of them. */
export function qualityTable(lines: readonly QualityLine[]): Table {
  return {
    name: "quality",
    fr: "Erreur résiduelle",
    en: "Residual error",
    key: ["document_id"],
    columns: columnsOf(QUALITY_MEANINGS),
    rows: lines.map((line) => COLUMNS.map((c) => line[c])),
  };
}
