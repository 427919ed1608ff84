import type { Edit, Observation } from "../model/index.js";
import { isTotalLabel } from "./axis.js";
import type { ClaimedDocument } from "./document.js";
import type { Made } from "./observe.js";
import { statementEdits } from "./statement-edits.js";
import type { ReadLine, TableClaims } from "./table-claims.js";
import { type ClaimedTable, type TableLine, tableEdits } from "./table-edits.js";

/** Words that announce a selection. */
const SELECTION = /(?<!\p{L})(?:principa(?:l|le|les|ux)|notamment|exemples?|top\s?\d+|les plus)(?!\p{L})/iu;

const lineOf = ({ index, label, group, meaning }: ReadLine): TableLine => ({
  index,
  label,
  group,
  total: meaning?.total ?? isTotalLabel(label),
});

function claimedTable(table: TableClaims, grid: number, made: readonly Made[]): ClaimedTable {
  const own = new Map<string, Observation>();
  const adjustments = new Map<string, string[]>();
  const loose: Observation[] = [];
  for (const { claim, observation } of made) {
    if (claim.at?.grid !== grid || claim.rule !== table.match.rule.name) continue;
    const key = `${claim.at.row}:${claim.at.column}`;
    if (table.loose.has(key)) loose.push(observation);
    else own.set(key, observation);
    const amounts = table.included.get(key)?.amounts.flatMap(({ value }) => value ?? []);
    if (amounts !== undefined) adjustments.set(observation.observation_id, amounts);
  }
  const open = new Set(table.unexplained.map(({ row, column }) => `${row}:${column}`));
  const { grid: seen, rule } = table.match;
  return {
    rows: table.rows.map(lineOf),
    columns: table.columns.map(lineOf),
    at: (row, column) => own.get(`${row}:${column}`),
    unexplained: (row, column) => open.has(`${row}:${column}`),
    loose,
    partial: rule.partial || SELECTION.test(seen.caption),
    notes: [...seen.notes, ...remarksOf(table)],
    adjustments,
  };
}

/** The remarks in cells that hold more than their value, as printed. */
const remarksOf = (table: TableClaims): string[] => [...table.included.values()].map(({ cell }) => cell.text);

/** Every constraint that the structure of a document's tables, lists and sentences tells. */
export function editsOf(claimed: ClaimedDocument, made: readonly Made[]): Edit[] {
  const ofTables = claimed.tables.flatMap((table) =>
    tableEdits(claimedTable(table, table.grid, made), claimed.input.catalogue),
  );
  return [...ofTables, ...statementEdits(claimed.statements, made, claimed.input.catalogue)];
}
