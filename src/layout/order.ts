import type { Box } from "../model/index.js";
import { heightOf, hull } from "./line.js";
import type { Region } from "./region.js";

/** Something that has its place on the page. `around` holds its regions, the innermost first. */
export interface Unit {
  box: Box;
  around: readonly Region[];
  /** True for type that stands out: it belongs to what is under it, over any white. */
  binds: boolean;
  /** True for a line that begins amid a sentence. */
  amid: boolean;
  /** True for a line of running text that ends amid a sentence. */
  open: boolean;
}

/** Where a flow stands among its neighbours, outermost first: which set of columns, which of them. */
export type Place = { set: number; column: number; columns: number }[];

/** Rows under one another that are read without leaving a column. */
export interface Flow<U extends Unit> {
  rows: U[][];
  place: Place;
  region: Region | undefined;
}

interface Part<U extends Unit> {
  box: Box;
  units: U[];
  /** The region that the part is, where it is one. */
  region?: Region;
}

interface Strip<U extends Unit> {
  parts: Part<U>[];
  box: Box;
  columns: Span[];
}

type Span = [number, number];

/** Narrowest gutter, in lines. */
const GUTTER = 0.6;
/** White between lines of one paragraph at most, in lines. */
const LEAD = 0.5;
/** White space under a row of columns that ends them, in lines; the same under headings. */
const BREAK = 1.7;
const BREAK_UNDER_HEADINGS = 7;
/** Share of a height by which boxes of lines under one another may overlap. */
const OVERLAP = 0.2;

/** Groups the units of one region: each region inside becomes a single part. */
function partsOf<U extends Unit>(units: readonly U[], region: Region | undefined): Part<U>[] {
  const inside = new Map<Region, U[]>();
  const parts: Part<U>[] = [];
  for (const unit of units) {
    const at = region === undefined ? unit.around.length : unit.around.indexOf(region);
    const child = unit.around[at - 1];
    if (child === undefined) parts.push({ box: unit.box, units: [unit] });
    else inside.set(child, [...(inside.get(child) ?? []), unit]);
  }
  for (const [child, members] of inside) {
    const box = members.length === 1 ? members[0]!.box : hull([child.box, ...members.map((m) => m.box)]);
    parts.push({ box, units: members, region: child });
  }
  return parts;
}

function spansOf(boxes: readonly Box[], gutter: number): Span[] {
  const spans: Span[] = [];
  for (const box of [...boxes].sort((a, b) => a.x0 - b.x0)) {
    const last = spans.at(-1);
    if (last !== undefined && box.x0 - last[1] < gutter) last[1] = Math.max(last[1], box.x1);
    else spans.push([box.x0, box.x1]);
  }
  return spans;
}

/** Cuts at every horizontal strip of white. */
function stripsOf<U extends Unit>(parts: readonly Part<U>[], gutter: number): Strip<U>[] {
  const strips: Part<U>[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  const middle = (box: Box): [number, number] => {
    const slack = Math.min(OVERLAP * heightOf(box), 4);
    return [box.top + slack, box.bottom - slack];
  };
  for (const part of [...parts].sort((a, b) => middle(a.box)[0] - middle(b.box)[0] || a.box.x0 - b.box.x0)) {
    const [top, end] = middle(part.box);
    if (top >= bottom) strips.push([part]);
    else strips.at(-1)?.push(part);
    bottom = Math.max(bottom, end);
  }
  return strips.map((members) => {
    const boxes = members.map((p) => p.box);
    return { parts: members, box: hull(boxes), columns: spansOf(boxes, gutter) };
  });
}

/** The columns of two bodies of text taken together. */
function union(a: readonly Span[], b: readonly Span[], gutter: number): Span[] {
  return spansOf(
    [...a, ...b].map(([x0, x1]) => ({ x0, x1, top: 0, bottom: 0 })),
    gutter,
  );
}

/** The columns of two bodies of text, where neither bridges a gutter of the other. */
function agree(a: readonly Span[], b: readonly Span[], gutter: number): Span[] | null {
  const together = union(a, b, gutter);
  return together.length >= Math.max(a.length, b.length) ? together : null;
}

const bindsAll = <U extends Unit>(strip: Strip<U>): boolean => strip.parts.every((p) => p.units[0]!.binds);

/** Share of a height by which headings of one row may differ in height and size. */
const LEVEL = 0.15;

/** Whether headings stand on one height in one size: those of columns that text flows through meet by chance only. */
function areLevel<U extends Unit>({ parts, box }: Strip<U>): boolean {
  const off = (a: number, b: number): boolean => Math.abs(a - b) <= LEVEL * heightOf(box);
  return parts.every(
    (p) => off(p.units[0]!.box.top, box.top) && off(heightOf(p.units[0]!.box), heightOf(box)),
  );
}

/** Whether a strip is the head of a row of boxes: headings side by side at one height, or boxes. */
function opensRow<U extends Unit>(strip: Strip<U>): boolean {
  if (strip.columns.length < 2) return false;
  return (bindsAll(strip) && areLevel(strip)) || strip.parts.every((p) => p.region !== undefined);
}

/** Whether a strip takes the columns of a group further; gives the columns of both. */
function goesOn<U extends Unit>(
  group: readonly Strip<U>[],
  columns: Span[],
  strip: Strip<U>,
  line: number,
): Span[] | null {
  const last = group.at(-1)!;
  const gap = strip.box.top - Math.max(...group.map((s) => s.box.bottom));
  const titled = bindsAll(last) && last.columns.length === strip.columns.length && last.columns.length > 1;
  const plain = columns.length === 1 && strip.columns.length === 1;
  if (opensRow(strip) && !opensRow(last)) return null;
  if (
    columns.length === 1 &&
    strip.columns.length > 1 &&
    bindsAll(last) &&
    last.box.x0 < strip.columns[0]![1]
  )
    return null;
  if (columns.length === 1 && reachesAcross(columns[0]!, strip.columns)) return null;
  const far = titled || isOwed(group, columns) ? BREAK_UNDER_HEADINGS : BREAK;
  if (!plain && gap > far * line) return null;
  const together =
    agree(columns, strip.columns, GUTTER * line) ?? (gap < LEAD * line ? shared(columns, strip, line) : null);
  // Single columns join only where they share their place: else they stand side by side by chance.
  return together !== null && plain && together.length > 1 && gap > line ? null : together;
}

/** What stands over a column and half of the white before it is over the columns, not in one. */
function reachesAcross([x0, x1]: Span, columns: readonly Span[]): boolean {
  return columns.slice(1).some((column, i) => {
    const before = columns[i]!;
    return x0 < (before[1] + column[0]) / 2 && x0 > before[1] && x1 > column[0];
  });
}

/** The second column begins amid a sentence, and the first has not come to what it goes on from: it is further down. */
function isOwed<U extends Unit>(group: readonly Strip<U>[], [first, second]: readonly Span[]): boolean {
  if (first === undefined || second === undefined) return false;
  const parts = group.flatMap((s) => s.parts);
  const last = parts.findLast((p) => p.box.x1 <= first[1] + 0.01)?.units.at(-1);
  const head = parts.find((p) => p.box.x0 >= second[0] - 0.01)?.units[0];
  return head?.amid === true && last?.open === false;
}

/** The gutters that a strip close under a group has in common with it: a column may itself be parted further up. */
function shared<U extends Unit>(columns: readonly Span[], strip: Strip<U>, line: number): Span[] | null {
  const together = union(columns, strip.columns, GUTTER * line);
  return together.length > 1 ? together : null;
}

/** Strips with the same columns. */
interface Group<U extends Unit> {
  strips: Strip<U>[];
  columns: Span[];
}

function groupsOf<U extends Unit>(strips: readonly Strip<U>[], line: number): Group<U>[] {
  const groups: Group<U>[] = [];
  for (const strip of strips) {
    const group = groups.at(-1);
    const columns = group === undefined ? null : goesOn(group.strips, group.columns, strip, line);
    if (group === undefined || columns === null) groups.push({ strips: [strip], columns: strip.columns });
    else {
      group.strips.push(strip);
      group.columns = columns;
    }
  }
  pullHeads(groups, GUTTER * line);
  return groups.filter((g) => g.strips.length > 0).flatMap((group) => splitTail(group, GUTTER * line));
}

/** Gives to a set of columns the lines just above it that stand in one of them, nearer to it than to what precedes. */
function pullHeads<U extends Unit>(groups: readonly Group<U>[], gutter: number): void {
  for (const [i, group] of groups.entries()) {
    const above = groups[i - 1];
    if (above === undefined || above.columns.length > 1 || group.columns.length < 2) continue;
    while (above.strips.length > 0) {
      const [strip, before, next] = [above.strips.at(-1)!, above.strips.at(-2), group.strips[0]!];
      const columns = agree(group.columns, strip.columns, gutter);
      const white = next.box.top - strip.box.bottom;
      const gap = before === undefined ? Number.POSITIVE_INFINITY : strip.box.top - before.box.bottom;
      // Lines that stand one in each column in turn, half a line off, are nearest to those of the other column.
      const inTurn = before !== undefined && gap < 0 && isApart(before.box, strip.box, gutter);
      const nearer = inTurn || white < gap - 0.5;
      if (columns?.length !== group.columns.length || !nearer || white > 2 * gutter || bindsAll(strip)) break;
      above.strips.pop();
      group.strips.unshift(strip);
      group.columns = columns;
    }
  }
}

const isApart = (a: Box, b: Box, gutter: number): boolean => Math.max(b.x0 - a.x1, a.x0 - b.x1) >= gutter;

/** Headings, and what they head, under the end of the other columns stand in no column any more. */
function splitTail<U extends Unit>(group: Group<U>, gutter: number): Group<U>[] {
  const [first, second] = group.columns;
  if (first === undefined || second === undefined) return [group];
  const whole = (strips: Strip<U>[]): Group<U> => ({
    strips,
    columns: spansOf(
      strips.flatMap((s) => s.parts.map((p) => p.box)),
      gutter,
    ),
  });
  let end = group.strips.length;
  while (end > 0 && group.strips[end - 1]!.box.x1 <= first[1] + 0.01) end--;
  const parts = group.strips.flatMap((s) => s.parts);
  const head = parts.find((p) => p.box.x0 >= second[0] - 0.01)?.units[0];
  const tail = group.strips.findIndex((s, i) => i >= end && bindsAll(s));
  // Text under the heading that goes on at the top of the next column has not left its column.
  const flowsOn = head?.amid === true && !group.strips.slice(tail).every(bindsAll);
  return tail <= 0 || flowsOn
    ? [group]
    : [whole(group.strips.slice(0, tail)), whole(group.strips.slice(tail))];
}

/**
 * Reading order by recursive cuts: strips of white from side to side, then gutters. Rows of columns go on
 * as long as their gutters agree, so that two columns of prose are read one after the other although
 * white strips cross them by chance. `line` is the usual height of a line, in points.
 */
export function flowsOf<U extends Unit>(units: readonly U[], line: number): Flow<U>[] {
  const flows: Flow<U>[] = [];
  let sets = 0;

  const append = (row: U[], place: Place, region: Region | undefined): void => {
    const last = flows.at(-1);
    const same =
      last !== undefined &&
      last.region === region &&
      last.place.length === place.length &&
      last.place.every((p, i) => p.set === place[i]!.set && p.column === place[i]!.column);
    if (same) last.rows.push(row);
    else flows.push({ rows: [row], place, region });
  };

  const arrangeStrip = (strip: Strip<U>, region: Region | undefined, place: Place): void => {
    const parts = [...strip.parts].sort((a, b) => a.box.top - b.box.top || a.box.x0 - b.box.x0);
    if (parts.every((p) => p.region === undefined)) {
      const row = parts.flatMap((p) => p.units).sort((a, b) => a.box.x0 - b.box.x0);
      append(row, place, region);
      return;
    }
    let loose: U[] = [];
    const flush = (): void => {
      if (loose.length > 1) arrange(loose, region, place);
      else if (loose.length > 0) append(loose, place, region);
      loose = [];
    };
    for (const part of parts) {
      if (part.region === undefined) loose.push(...part.units);
      else {
        flush();
        arrange(part.units, part.region, place);
      }
    }
    flush();
  };

  const arrange = (members: readonly U[], region: Region | undefined, place: Place): void => {
    for (const group of groupsOf(stripsOf(partsOf(members, region), GUTTER * line), line)) {
      const parts = group.strips.flatMap((s) => s.parts);
      const row = parts.length === group.columns.length && parts.every((p) => p.region === undefined);
      if (group.columns.length === 1 || (row && group.strips.length === 1)) {
        for (const strip of group.strips) arrangeStrip(strip, region, place);
        continue;
      }
      sets++;
      const set = sets;
      for (const [column, [x0, x1]] of group.columns.entries()) {
        const own = parts.filter((p) => p.box.x0 >= x0 - 0.01 && p.box.x1 <= x1 + 0.01);
        const units = own.flatMap((p) => p.units);
        arrange(units, region, [...place, { set, column, columns: group.columns.length }]);
      }
    }
  };

  arrange(units, undefined, []);
  return flows;
}
