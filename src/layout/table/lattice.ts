import type { Box } from "../../model/index.js";
import { covered, positions, type Rule, type Rules, SNAP } from "./separators.js";

/** Rules that cross or touch one another, and the grid of slots they make. */
export interface Lattice {
  rules: Rules;
  /** Positions of the column and row boundaries, outer ones included. */
  xs: number[];
  ys: number[];
  cells: LatticeCell[];
}

export interface LatticeCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  box: Box;
}

/** A boundary counts between two slots when a rule runs along this share of it. */
const ALONG = 0.5;

/** More boundaries than this make a map or a hatching. */
const MOST = { columns: 80, rows: 300 };

/** The groups of connected rules of a page. */
export function lattices(rules: Rules): Lattice[] {
  return connected(rules)
    .filter((g) => positions(g.vertical.map((v) => v.at)).length <= MOST.columns)
    .filter((g) => positions(g.horizontal.map((h) => h.at)).length <= MOST.rows)
    .map((group) => latticeOf(group));
}

/** The grid that a set of rules makes; open sides are closed where the crossing rules end. */
export function latticeOf(rules: Rules): Lattice {
  const xs = boundaries(rules.vertical, rules.horizontal);
  const ys = boundaries(rules.horizontal, rules.vertical);
  return { rules, xs, ys, cells: slots(rules, xs, ys) };
}

function boundaries(along: readonly Rule[], across: readonly Rule[]): number[] {
  const at = positions(along.map((r) => r.at));
  if (across.length === 0) return at;
  const first = Math.min(...across.map((r) => r.from));
  const last = Math.max(...across.map((r) => r.to));
  if (at.length === 0 || first < at[0]! - 2 * SNAP) at.unshift(first);
  if (last > at.at(-1)! + 2 * SNAP) at.push(last);
  return at;
}

function slots(rules: Rules, xs: readonly number[], ys: readonly number[]): LatticeCell[] {
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const right = (r: number, c: number): boolean =>
    c === columns - 1 || covered(rules.vertical, xs[c + 1]!, ys[r]!, ys[r + 1]!) >= ALONG;
  const below = (r: number, c: number): boolean =>
    r === rows - 1 || covered(rules.horizontal, ys[r + 1]!, xs[c]!, xs[c + 1]!) >= ALONG;
  const taken = new Set<number>();
  const cells: LatticeCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue;
      let columnSpan = 1;
      while (!right(row, column + columnSpan - 1) && !taken.has(row * columns + column + columnSpan))
        columnSpan++;
      let rowSpan = 1;
      while (open(row + rowSpan - 1, column, columnSpan)) rowSpan++;
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c);
      const box = {
        x0: xs[column]!,
        top: ys[row]!,
        x1: xs[column + columnSpan]!,
        bottom: ys[row + rowSpan]!,
      };
      cells.push({ row, column, rowSpan, columnSpan, box });
    }
  }
  return cells;

  /** Nothing is drawn under this stretch of slots, and below it no side is drawn either. */
  function open(r: number, column: number, span: number): boolean {
    for (let c = column; c < column + span; c++) {
      if (below(r, c) || taken.has((r + 1) * columns + c)) return false;
      if (c < column + span - 1 && right(r + 1, c)) return false;
    }
    const leftClosed = column === 0 || right(r + 1, column - 1) || taken.has((r + 1) * columns + column - 1);
    return leftClosed && right(r + 1, column + span - 1);
  }
}

function connected(rules: Rules): Rules[] {
  const h = rules.horizontal;
  const v = rules.vertical;
  const parent = [...h, ...v].map((_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r]!;
    parent[i] = r;
    return r;
  };
  for (const [j, vertical] of v.entries()) {
    for (const [i, horizontal] of h.entries()) {
      if (horizontal.at > vertical.to + SNAP) break;
      if (horizontal.at < vertical.from - SNAP) continue;
      if (vertical.at < horizontal.from - SNAP || vertical.at > horizontal.to + SNAP) continue;
      parent[root(i)] = root(h.length + j);
    }
  }
  const groups = new Map<number, Rules>();
  const groupOf = (i: number): Rules => {
    const key = root(i);
    const group = groups.get(key) ?? { horizontal: [], vertical: [] };
    groups.set(key, group);
    return group;
  };
  for (const [i, rule] of h.entries()) groupOf(i).horizontal.push(rule);
  for (const [j, rule] of v.entries()) groupOf(h.length + j).vertical.push(rule);
  return [...groups.values()];
}
