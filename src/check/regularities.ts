import type { Observation } from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import type { Constraint, Form } from "./constraint.js";
import { discover, type Grid, type Relation } from "./discover/index.js";
import { derived, type Finder, type Found, role, sumForm } from "./finder.js";
import { HUNDRED, ZERO } from "./interval.js";
import { placeOf } from "./key.js";

/** Tables smaller than this show no regularity; larger ones are lists. */
const LEAST_LINES = 3;
const MOST_CELLS = 4000;

/** Regularities that a table shows of itself, as soft constraints: its lines follow them, or are worth a look. */
export function regularityConstraints(finder: Finder): Constraint[] {
  return [...tablesOf(finder).values()].flatMap((members) => {
    const table = tableOf(finder, members);
    if (!table) return [];
    return discover(table.grid).flatMap((relation) => constraintOf(table, relation) ?? []);
  });
}

function tablesOf(finder: Finder): Map<string, Observation[]> {
  const tables = new Map<string, Observation[]>();
  for (const o of finder.ledger.observations.values()) {
    if (o.source_row === "" || o.source_column === "") continue;
    const place = placeOf(o);
    const known = tables.get(place);
    if (known) known.push(o);
    else tables.set(place, [o]);
  }
  return tables;
}

interface Table {
  grid: Grid;
  /** `founds[row][column]`. */
  founds: (Found | null)[][];
}

/** Rows and columns in printed order; null where it is no table, or a label stands twice. */
function tableOf(finder: Finder, members: readonly Observation[]): Table | null {
  const rows = [...new Set(members.map((o) => o.source_row))];
  const columns = [...new Set(members.map((o) => o.source_column))];
  const small =
    Math.max(rows.length, columns.length) < LEAST_LINES || Math.min(rows.length, columns.length) < 2;
  if (small || rows.length * columns.length > MOST_CELLS) return null;
  const rowAt = new Map(rows.map((row, i) => [row, i]));
  const columnAt = new Map(columns.map((column, i) => [column, i]));
  const founds: (Found | null)[][] = rows.map(() => columns.map(() => null));
  for (const observation of members) {
    const cell = finder.ledger.byObservation.get(observation.observation_id);
    const [r, c] = [rowAt.get(observation.source_row) ?? 0, columnAt.get(observation.source_column) ?? 0];
    const line = founds[r];
    if (!line || line[c]) return null;
    if (cell !== undefined) line[c] = { cell, observation };
  }
  const value = (found: Found | null) =>
    found ? decimalOf(finder.ledger.cells[found.cell]?.value ?? ZERO) : null;
  const grid: Grid = {
    rows: rows.length + 1,
    columns: columns.length + 1,
    values: [[null, ...columns.map(() => null)], ...founds.map((line) => [null, ...line.map(value)])],
    texts: [["", ...columns], ...rows.map((row) => [row, ...columns.map(() => "")])],
  };
  return { grid, founds };
}

const at = ({ founds }: Table, [row, column]: readonly [number, number]): Found | null =>
  founds[row - 1]?.[column - 1] ?? null;

const CHANGE: Form = { kind: "quotient", numerators: 1, scale: HUNDRED, offset: HUNDRED };
const SHARE: Form = { kind: "quotient", numerators: 1, scale: HUNDRED, offset: ZERO };

function constraintOf(table: Table, { operator, result, terms }: Relation): Constraint | null {
  const head = at(table, result);
  const others = terms.flatMap((term) => at(table, term) ?? []);
  if (!head || others.length < 2 || operator === "average") return null;
  const [one, other] = others as [Found, Found];
  const percent = head.observation.unit_measure === "PT";
  if (operator === "sum") {
    if (percent || others.some((o) => o.observation.unit_measure !== head.observation.unit_measure))
      return null;
    const parts = others.map((part) => role(part, "part"));
    return discovered(
      derived("total", sumForm(others.length, "equal"), [role(head, "total"), ...parts], "soft"),
    );
  }
  if (!percent) return null;
  if (operator === "share")
    return discovered(
      derived(
        "share",
        SHARE,
        [role(head, "share"), role(one, "numerator"), role(other, "denominator")],
        "soft",
      ),
    );
  return discovered(
    derived("growth", CHANGE, [role(head, "change"), role(other, "current"), role(one, "base")], "soft"),
  );
}

const discovered = (constraint: Constraint): Constraint => ({ ...constraint, origin: "discovered" });
