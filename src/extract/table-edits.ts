import {
  type Catalogue,
  DIMENSIONS,
  type Edit,
  innermost,
  type Observation,
  type Role,
  type Term,
} from "../model/index.js";
import { fold } from "../normalise/index.js";
import { addsUp, comparable, countable, differing } from "./additivity.js";

/** What the observations of one table say about each other, seen from its structure. */
export interface ClaimedTable {
  rows: TableLine[];
  columns: TableLine[];
  /** Observation at a row and a column; undefined where the cell holds none. */
  at(row: number, column: number): Observation | undefined;
  /** Whether a number stands there that no rule explains, so that sums over it are not complete. */
  unexplained(row: number, column: number): boolean;
  /** Totals that stand in the body, outside of any line of totals. */
  loose: Observation[];
  /** The rows are a selection. */
  partial: boolean;
  notes: string[];
  /** Amounts that a remark in a cell says to add to the parts, by observation id. */
  adjustments: Map<string, string[]>;
}

/** A row or column of a table's body. */
export interface TableLine {
  index: number;
  label: string;
  total: boolean;
  /** Group it stands in; empty where there is none. */
  group: string;
}

const SUBSET = /^(?:dont|parmi lesquels|parmi lesquelles|parmi eux|parmi elles)\b/;

/** Whether a label announces a part of what stands before it. */
export const isSubset = (label: string): boolean => SUBSET.test(fold(innermost(label)));

/** Which lines make which total: those since the last total or group, else the subtotals, else the rest. */
function sumsOf(lines: readonly TableLine[]): { total: TableLine; parts: TableLine[] }[] {
  const own = lines.filter((line) => !isSubset(line.label));
  return own.flatMap((total, place) => {
    if (!total.total) return [];
    const parts = partsOf(own, place);
    return parts.length >= 2 ? [{ total, parts }] : [];
  });
}

function partsOf(lines: readonly TableLine[], place: number): TableLine[] {
  const total = lines[place];
  const before = lines.slice(0, place);
  const since = before.slice(before.findLastIndex((line) => line.total) + 1);
  const inGroup = since.filter((line) => line.group === total?.group);
  if (inGroup.length > 0 && inGroup.length < since.length) return inGroup;
  if (since.length > 0) return since;
  if (before.length > 0) return before.filter((line) => line.total);
  const after = lines.slice(place + 1);
  const next = after.findIndex((line) => line.total);
  return next < 0 ? after : after.slice(0, next);
}

const term = (observation: Observation, role: Role): Term => ({
  observation: observation.observation_id,
  role,
});

function editOf(table: ClaimedTable, check: Edit["check"], terms: Term[], partial: boolean): Edit {
  return {
    check,
    terms,
    origin: "layout",
    notes: table.notes,
    adjustments: table.adjustments.get(terms[0]?.observation ?? "") ?? [],
    partial,
  };
}

/** One total and its parts: a sum, shares that make 100, or subsets where persons may stand in several parts. */
function totalEdits(
  table: ClaimedTable,
  total: Observation,
  parts: Observation[],
  partial: boolean,
  catalogue: Catalogue,
): Edit[] {
  const same = parts.filter((part) => comparable(total, part));
  if (same.length < 2) return [];
  if (total.measure === "SHARE" && !sharesOf(total, same)) return [];
  if (total.measure === "SHARE")
    return [editOf(table, "shares", [term(total, "total"), ...same.map((p) => term(p, "part"))], partial)];
  if (!countable(total)) return [];
  if (addsUp(total, same, catalogue))
    return [editOf(table, "total", [term(total, "total"), ...same.map((p) => term(p, "part"))], partial)];
  return same.map((part) => editOf(table, "part", [term(total, "whole"), term(part, "subset")], false));
}

/**
 * Whether shares are of one whole, which the total states as 100: cut by one dimension of which it is the
 * total, or by areas and nothing else. The share of women in each of several areas is no such thing.
 */
function sharesOf(total: Observation, parts: readonly Observation[]): boolean {
  const cut = new Set(parts.flatMap((part) => differing(total, part)));
  const [dimension] = cut;
  const areas = new Set([total, ...parts].map((one) => one.ref_area)).size > 1;
  if (dimension !== undefined) return cut.size === 1 && !areas && total[dimension] === "_T";
  return DIMENSIONS.every((name) => total[name] === "_T" || total[name] === "_Z");
}

interface Side {
  lines: TableLine[];
  across: TableLine[];
  read(line: TableLine, other: TableLine): Observation | undefined;
  unexplained(line: TableLine, other: TableLine): boolean;
}

const sidesOf = (table: ClaimedTable): Side[] => [
  {
    lines: table.rows,
    across: table.columns,
    read: (row, column) => table.at(row.index, column.index),
    unexplained: (row, column) => table.unexplained(row.index, column.index),
  },
  {
    lines: table.columns,
    across: table.rows,
    read: (column, row) => table.at(row.index, column.index),
    unexplained: (column, row) => table.unexplained(row.index, column.index),
  },
];

function sums(table: ClaimedTable, catalogue: Catalogue): Edit[] {
  return sidesOf(table).flatMap((side, s) =>
    sumsOf(side.lines).flatMap(({ total, parts }) =>
      side.across.flatMap((other) => {
        const whole = side.read(total, other);
        if (whole === undefined) return [];
        const found = parts.flatMap((part) => side.read(part, other) ?? []);
        const open = parts.some((part) => side.unexplained(part, other));
        return totalEdits(table, whole, found, open || (table.partial && s === 0), catalogue);
      }),
    ),
  );
}

/** A total in the body sums all that stands on lines that are none. */
function looseSums(table: ClaimedTable, catalogue: Catalogue): Edit[] {
  const plain = (lines: readonly TableLine[]): TableLine[] =>
    lines.filter((line) => !line.total && !isSubset(line.label));
  const parts = plain(table.rows).flatMap((row) =>
    plain(table.columns).flatMap((column) => table.at(row.index, column.index) ?? []),
  );
  return table.loose.flatMap((total) =>
    totalEdits(
      table,
      total,
      parts.filter((part) => part !== total),
      table.partial,
      catalogue,
    ),
  );
}

/** "Dont" lines: each no larger than the last line before it that is not one. */
function subsets(table: ClaimedTable): Edit[] {
  return sidesOf(table).flatMap((side) =>
    side.lines.flatMap((line, i) => {
      if (!isSubset(line.label)) return [];
      const whole = side.lines.slice(0, i).findLast((before) => !isSubset(before.label));
      if (whole === undefined) return [];
      return side.across.flatMap((other) => {
        const [a, b] = [side.read(whole, other), side.read(line, other)];
        if (a === undefined || b === undefined || !countable(a) || !comparable(a, b)) return [];
        return [editOf(table, "part", [term(a, "whole"), term(b, "subset")], false)];
      });
    }),
  );
}

/** Shares along one line that differ in one and the same dimension, with no stated total. */
function shareGroups(table: ClaimedTable): Edit[] {
  return sidesOf(table).flatMap((side) => {
    if (side.lines.some((line) => line.total)) return [];
    return side.across.flatMap((other) => {
      const shares = side.lines
        .filter((line) => !isSubset(line.label))
        .flatMap((line) => side.read(line, other) ?? [])
        .filter((observation) => observation.measure === "SHARE");
      return wholesOf(shares).map((group) =>
        editOf(
          table,
          "shares",
          group.map((o) => term(o, "part")),
          table.partial,
        ),
      );
    });
  });
}

/** Groups of at least two shares of one quantity along one dimension. */
export function wholesOf(shares: readonly Observation[]): Observation[][] {
  const [first, ...rest] = shares;
  if (first === undefined) return [];
  const alike = rest.filter((other) => comparable(first, other) && other.indicator === first.indicator);
  const dimension = alike.map((other) => differing(first, other)).find((d) => d.length === 1)?.[0];
  if (dimension === undefined) return wholesOf(rest);
  const group = [
    first,
    ...alike.filter((other) => {
      const by = differing(first, other);
      return by.length === 1 && by[0] === dimension && other.ref_area === first.ref_area;
    }),
  ];
  return [group, ...wholesOf(shares.filter((share) => !group.includes(share)))];
}

/** Every constraint that the structure of a table tells. */
export function tableEdits(table: ClaimedTable, catalogue: Catalogue): Edit[] {
  return [
    ...sums(table, catalogue),
    ...looseSums(table, catalogue),
    ...subsets(table),
    ...shareGroups(table),
  ];
}
