import { hull } from "../line.js";
import type { Chunk, ChunkLine } from "./chunks.js";
import { type Cluster, type Placed, sizeOf } from "./clusters.js";
import { shared } from "./columns.js";
import { median } from "./median.js";
import { columnsOfFigures } from "./regions.js";
import { isTotal } from "./value.js";

/** A white gap of more than this many row pitches parts two tables. */
const WHITE = { any: 2.6, afterTotal: 1.7 };
const MOST_BETWEEN = 4;

/** Clusters cut at white gaps, then joined over the group names between them and over wide columns. */
export function rejoined(clusters: readonly Cluster[], lines: readonly ChunkLine[]): Cluster[] {
  const sorted = clusters
    .flatMap((c) => cut(c, lines))
    .flatMap((c) => cutAtTitles(c, lines))
    .sort((a, b) => a.figures[0]!.line - b.figures[0]!.line);
  const out: Cluster[] = [];
  for (const cluster of sorted) {
    const home = out.findLast((c) => goesOn(c, cluster, lines) || besides(c, cluster, lines));
    if (home === undefined) out.push({ figures: [...cluster.figures] });
    else home.figures.push(...cluster.figures);
  }
  return out;
}

/** Wide apart, but row by row in the same lines, and nothing stands between. */
function besides(a: Cluster, b: Cluster, lines: readonly ChunkLine[]): boolean {
  const [rows, others] = [new Set(a.figures.map((f) => f.line)), new Set(b.figures.map((f) => f.line))];
  const both = [...rows].filter((n) => others.has(n));
  if (both.length < 3 || both.length < 0.8 * Math.max(rows.size, others.size)) return false;
  const [left, right] = [a, b].map((c) => columnsOfFigures(c)).sort((x, y) => x[0]!.x0 - y[0]!.x0);
  const [from, to] = [left!.at(-1)!.x1, right![0]!.x0];
  return (
    from <= to && !both.some((n) => lines[n]!.chunks.some((c) => c.box.x1 > from + 1 && c.box.x0 < to - 1))
  );
}

function cut(cluster: Cluster, lines: readonly ChunkLine[]): Cluster[] {
  const numbers = [...new Set(cluster.figures.map((f) => f.line))].sort((a, b) => a - b);
  const tops = numbers.map((n) => lines[n]!.box.top);
  const pitch = median(tops.slice(1).map((t, i) => t - tops[i]!));
  const parts: Placed[][] = [[]];
  for (const [i, n] of numbers.entries()) {
    const before = numbers[i - 1];
    if (before !== undefined && n - before === 1) {
      const total = lines[before]!.chunks.some((c) => isTotal(c.text));
      const limit = total ? WHITE.afterTotal : WHITE.any;
      if (tops[i]! - tops[i - 1]! > limit * pitch && numbers.length > 3) parts.push([]);
    }
    parts.at(-1)!.push(...cluster.figures.filter((f) => f.line === n));
  }
  return parts.map((figures) => ({ figures }));
}

/** One row of figures under several titles set flush left, each over a header of its own, is several tables. */
function cutAtTitles(cluster: Cluster, lines: readonly ChunkLine[]): Cluster[] {
  const [first] = cluster.figures;
  const figures = [...cluster.figures].sort((a, b) => a.chunk.box.x0 - b.chunk.box.x0);
  if (figures.length < 4 || figures.some((f) => f.line !== first!.line)) return [cluster];
  const above = lines.slice(Math.max(0, first!.line - 5), first!.line).reverse();
  for (let at = 1; at < above.length; at++) {
    const titles = above[at]!.chunks;
    const heads = above.slice(0, at).flatMap((l) => l.chunks);
    if (titles.length < 2 || titles.length >= figures.length || heads.length < figures.length) continue;
    const starts = titles.map((t) => t.box.x0);
    const groupOf = (chunk: Chunk): number => starts.findLastIndex((x) => chunk.box.x0 >= x - 1);
    if (
      !titles.every((t, i) =>
        isTitle(
          t,
          heads.filter((h) => groupOf(h) === i),
        ),
      )
    )
      continue;
    const groups = titles.map((_, i) => ({ figures: figures.filter((f) => groupOf(f.chunk) === i) }));
    // A title over no figure, or a figure before all titles: they are not what heads this row.
    if (groups.some((g) => g.figures.length === 0) || groupOf(figures[0]!.chunk) < 0) continue;
    return groups;
  }
  return [cluster];
}

/** Flush left over its header, not in the middle as a text that spans columns is. */
function isTitle(title: Chunk, heads: readonly Chunk[]): boolean {
  if (heads.length < 2) return false;
  const { x0, x1 } = hull(heads.map((h) => h.box));
  const middle = (x0 + x1 - title.box.x0 - title.box.x1) / 2;
  return Math.abs(middle) > sizeOf(title) && title.box.x0 < x0 + 1;
}

/** The lower figures stand in the upper ones' columns, and between them only labels. */
function goesOn(upper: Cluster, lower: Cluster, lines: readonly ChunkLine[]): boolean {
  const last = Math.max(...upper.figures.map((f) => f.line));
  const first = Math.min(...lower.figures.map((f) => f.line));
  if (first <= last + 1) return false;
  const [a, b] = [columnsOfFigures(upper), columnsOfFigures(lower)];
  if (a.length < 2 || a.length !== b.length || a.some((c, i) => shared(c, b[i]!) <= 0)) return false;
  const size = median(upper.figures.map((f) => sizeOf(f.chunk)));
  const left = a[0]!.x0;
  const between = lines.slice(last + 1, first).flatMap((l) => {
    const chunks = l.chunks.filter((c) => c.box.x0 < a.at(-1)!.x1 && c.box.x1 > left - 30 * size);
    return chunks.length > 0 ? [chunks] : [];
  });
  if (between.length > MOST_BETWEEN || lines[first]!.box.top - lines[last]!.box.bottom > 7 * size)
    return false;
  return between.every(
    (chunks) =>
      chunks.length === 1 &&
      chunks[0]!.box.x0 < left &&
      !/^(?:table|tableau|figure)\s/i.test(chunks[0]!.text),
  );
}
