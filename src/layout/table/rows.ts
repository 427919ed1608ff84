import { median } from "./median.js";
import type { Piece, PieceLine } from "./pieces.js";
import { isFigure, isValue, isYear, startsWithFigure } from "./value.js";

/** Lines that make one row of a table. */
export type RowLines = PieceLine[];

/** Lines whose texts are further apart than this, in heights of type, are no longer one text. */
const LOOSE = 0.75;
/** What it tells when values stand between two label lines, and when these are near. */
const BETWEEN = 1.2;
const CLOSER = 0.8;
/** More than anything that speaks for it. */
const NEVER = -9;

/** Which columns hold values rather than labels. */
export function valueColumns(lines: readonly PieceLine[], columns: number): boolean[] {
  const values = new Array<number>(columns).fill(0);
  const texts = new Array<number>(columns).fill(0);
  for (const { pieces } of lines.slice(firstFigures(lines))) {
    for (const p of pieces) {
      if (p.first !== p.last) continue;
      if (isValue(p.text)) values[p.first]!++;
      else texts[p.first]!++;
    }
  }
  return values.map((n, c) => n > 0 && n >= 0.5 * texts[c]! && (c > 0 || n > texts[c]!));
}

/** The first line that holds figures other than years: what stands above names the columns. */
function firstFigures(lines: readonly PieceLine[]): number {
  const at = lines.findIndex((l) => l.pieces.some((p) => isFigure(p.text) && !isYear(p.text)));
  return Math.max(0, at);
}

/** A line that holds a value of the body. */
export function isAnchor(line: PieceLine, values: readonly boolean[]): boolean {
  return line.pieces.some(
    (p) => p.first === p.last && values[p.first] && (isValue(p.text) || startsWithFigure(p.text)),
  );
}

/**
 * Groups the lines of a table's body into rows: wrapped labels with the line of their values, be it the
 * first, the middle or the last; labels without values stay alone. `breaks` are heights of drawn lines.
 */
export function rowsOf(
  lines: readonly PieceLine[],
  values: readonly boolean[],
  breaks: readonly number[],
): RowLines[] {
  const labelled = lines.filter((l) => l.pieces.some((p) => !values[p.first] || p.first !== p.last));
  const bare = lines.filter((l) => !labelled.includes(l));
  const blocks = labelBlocks(labelled, bare, values, breaks);
  for (const unit of unitsOf(bare)) {
    const free = blocks.filter((b) => !unit.some((line) => parted(b, line, breaks)));
    const home =
      free.find((b) => (holds(b, unit) || holds(unit, b)) && !clash(b, unit)) ??
      free.find((b) => b.some((l) => remarks(unit.at(-1)!, l) || remarks(l, unit[0]!)));
    if (home !== undefined) home.push(...unit);
    else blocks.push(unit);
  }
  for (const block of blocks) block.sort((a, b) => a.top - b.top);
  return blocks.sort((a, b) => a[0]!.top - b[0]!.top);
}

/** Lines of values without labels; remarks that go on from one to the next keep them together. */
function unitsOf(lines: readonly PieceLine[]): RowLines[] {
  const units: RowLines[] = [];
  for (const line of lines) {
    const home = units.find((u) => u.some((l) => remarks(l, line)));
    if (home === undefined) units.push([line]);
    else home.push(line);
  }
  return units;
}

/** The middle of the other lines lies beside these. */
function holds(lines: RowLines, others: RowLines): boolean {
  const top = Math.min(...lines.map((l) => l.top));
  const bottom = Math.max(...lines.map((l) => l.bottom));
  const centre = (Math.min(...others.map((l) => l.top)) + Math.max(...others.map((l) => l.bottom))) / 2;
  return centre > top && centre < bottom;
}

/** Both hold texts of one column. */
function clash(a: RowLines, b: RowLines): boolean {
  const columns = new Set(a.flatMap((l) => l.pieces.map((p) => p.first)));
  return b.some((l) => l.pieces.some((p) => columns.has(p.first)));
}

/** The lower line goes on in a column of the upper one with a remark: "10 029 € / (dont 29 € de frais". */
function remarks(upper: PieceLine, lower: PieceLine): boolean {
  return lower.pieces.some((p) => {
    const above = upper.pieces.find((u) => u.first === p.first);
    const gap = above === undefined ? Number.POSITIVE_INFINITY : p.box.top - above.box.bottom;
    const tight = gap < LOOSE * p.words[0]!.size && gap > -0.5 * p.words[0]!.size;
    return tight && !isValue(p.text) && (/^\(/.test(p.text) || isOpen(above!.text));
  });
}

/** A bracket is left open. */
const isOpen = (text: string): boolean => text.lastIndexOf("(") > text.lastIndexOf(")");

function parted(block: RowLines, line: PieceLine, breaks: readonly number[]): boolean {
  return block.some((l) => separated(l, line, breaks));
}

const separated = (a: PieceLine, b: PieceLine, breaks: readonly number[]): boolean => {
  const [upper, lower] = a.top <= b.top ? [a, b] : [b, a];
  const from = middle(upper);
  const to = middle(lower);
  return breaks.some((y) => y > from && y < to);
};

function labelBlocks(
  lines: readonly PieceLine[],
  bare: readonly PieceLine[],
  values: readonly boolean[],
  breaks: readonly number[],
): RowLines[] {
  const limits = rightLimits(lines, values.length);
  const pairs: { at: number; score: number }[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    if (separated(lines[i]!, lines[i + 1]!, breaks)) continue;
    const score =
      continuation(lines[i]!, lines[i + 1]!, values, limits) +
      (bare.some((b) => standsBetween(b, lines[i]!, lines[i + 1]!)) ? BETWEEN : 0) +
      (closer(lines, i) ? CLOSER : 0);
    if (score > 0) pairs.push({ at: i, score });
  }
  const blockOf = lines.map((line) => ({ lines: [line] }));
  for (const { at } of pairs.sort((a, b) => b.score - a.score || a.at - b.at)) {
    const [upper, lower] = [blockOf[at]!, blockOf[at + 1]!];
    const anchors = [...upper.lines, ...lower.lines].filter((l) => isAnchor(l, values)).length;
    if (anchors > 1) continue;
    upper.lines.push(...lower.lines);
    for (const line of lower.lines) blockOf[lines.indexOf(line)] = upper;
  }
  return [...new Set(blockOf)].map((b) => b.lines);
}

/** Values half a line below one label line and above the next belong to both. */
function standsBetween(line: PieceLine, upper: PieceLine, lower: PieceLine): boolean {
  const centre = middle(line);
  return (
    centre > middle(upper) && centre < middle(lower) && lower.top - upper.bottom < line.bottom - line.top
  );
}

/** Two lines no further from each other than from their other neighbours, and clearly nearer than from one. */
function closer(lines: readonly PieceLine[], at: number): boolean {
  const gap = (i: number): number =>
    i < 0 || i + 1 >= lines.length ? Number.POSITIVE_INFINITY : lines[i + 1]!.top - lines[i]!.bottom;
  const slack = 0.3 * (lines[at]!.bottom - lines[at]!.top);
  const [above, below] = [gap(at - 1), gap(at + 1)];
  const finite = [above, below].filter(Number.isFinite);
  return (
    finite.length > 0 && gap(at) <= Math.min(above, below) + 0.5 && gap(at) + slack < Math.max(...finite)
  );
}

const middle = (line: PieceLine): number => (line.top + line.bottom) / 2;

function rightLimits(lines: readonly PieceLine[], columns: number): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const ends = lines
      .flatMap((l) => l.pieces.filter((p) => p.first === column && p.last === column).map((p) => p.box.x1))
      .sort((a, b) => a - b);
    // The longest tenth may be group names that run on over blank columns.
    return ends[Math.floor(0.9 * (ends.length - 1))] ?? 0;
  });
}

/** How much speaks for the lower line going on with the texts of the upper one; below 0: nothing. */
function continuation(
  upper: PieceLine,
  lower: PieceLine,
  values: readonly boolean[],
  limits: readonly number[],
): number {
  if (isAnchor(upper, values) && isAnchor(lower, values)) return -1;
  if ([upper, lower].some((line) => isAcross(line, values.length))) return NEVER;
  const below = lower.pieces.filter((p) => !values[p.first] || p.first !== p.last);
  const texts = below.flatMap((b) => {
    const above = upper.pieces.find((p) => p.first === b.first);
    return above === undefined ? [] : [[above, b] as const];
  });
  // A label with texts under those of several value columns is a row of its own.
  const under = lower.pieces.filter((p) => values[p.first] && upper.pieces.some((u) => u.first === p.first));
  if (texts.length > 0 && under.length > 1) return -1;
  const height = median(below.map((p) => p.words[0]!.size)) || 1;
  const gap = (lower.top - upper.bottom) / height;
  if (gap > LOOSE) return -1;
  if (texts.length === 0) {
    // Nothing stands above: a text column that goes on beside a blank one.
    return below.every((p) => p.first > 0) && !isAnchor(lower, values) ? 0.5 : -1;
  }
  return Math.max(...texts.map(([a, b]) => wraps(a, b, limits[b.first]!))) - 0.4 * Math.max(0, gap);
}

/** One text over all columns: the name of a group. */
const isAcross = ({ pieces: [only] }: PieceLine, columns: number): boolean =>
  columns > 1 && only?.first === 0 && only.last === columns - 1;

/** Whether `below` looks like the rest of `above`: the line was full, the word goes on small, the type is the same. */
function wraps(above: Piece, below: Piece, limit: number): number {
  const [last, next] = [above.words.at(-1)!, below.words[0]!];
  if (
    last.bold !== next.bold ||
    last.italic !== next.italic ||
    Math.abs(last.size - next.size) > 0.2 * last.size
  )
    return -1;
  const room = limit - above.box.x1 - 0.25 * last.size;
  const full = room < next.box.x1 - next.box.x0;
  const small = /^[\p{Ll}(«&]/u.test(below.text) && !/^dont\b/i.test(below.text);
  const open =
    /(?:[,;(–&-]|(?<![\p{L}\d])(?:de|d'|du|des|la|le|les|l'|et|ou|à|au|aux|en|par|pour|sur|avec|une?|d'une?|of|the|and|or|to|for|in|with|by|at|on|from|von|mit|aus|und|oder|der|die|das|des|im|zur|zum|für|bei|nach))$/iu.test(
      above.text,
    );
  const outdent = below.box.x0 < above.box.x0 - 0.5 * last.size;
  let score = full ? 0.4 : -1.2;
  if (small) score += 0.8;
  if (open) score += 0.8;
  if (!small && !open) score -= 0.3;
  if (/^dont\b/i.test(below.text) || /:$/.test(above.text)) score -= 2;
  if (outdent) score -= 1;
  if (below.box.x0 > above.box.x0 + 0.4 * last.size) score += 0.15;
  return score;
}
