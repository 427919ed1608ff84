import type { Table, Word } from "../../model/index.js";
import { hull, linesOf } from "../line.js";
import { withGroupNames } from "./across.js";
import { bandRows, bodyStart, merged, type RowCell } from "./bands.js";
import { type ChunkLine, chunkLines } from "./chunks.js";
import { type Column, columnsOf, shared } from "./columns.js";
import { compact, type Grid, type GridCell, inside } from "./grid.js";
import type { Lattice, LatticeCell } from "./lattice.js";
import { type Filled, loosened } from "./loosen.js";
import { type Piece, type PieceLine, piecesOf } from "./pieces.js";
import { partedByRivers } from "./rivers.js";
import { valueColumns } from "./rows.js";
import { isValue } from "./value.js";

/**
 * Reads the words of a lattice into a grid. Where lines are drawn they decide; where columns or rows are
 * not drawn, the alignment of the words parts them. A lattice of one slot is a table without any rules.
 */
export function resolve(
  lattice: Lattice,
  words: readonly Word[],
  space: number,
  ruling: Table["ruling"],
): Grid {
  const box = { x0: lattice.xs[0]!, top: lattice.ys[0]!, x1: lattice.xs.at(-1)!, bottom: lattice.ys.at(-1)! };
  const held = words.filter((w) => inside(w, box));
  const filled = filledCells(lattice, held);
  const cells = loosened(filled, lattice.ys, space);
  const bands = lattice.xs.slice(1).map((_, c) => bandColumns(lattice, cells, c, space));
  const columns = bands.flat();
  const firstOf = [0];
  for (const band of bands) firstOf.push(firstOf.at(-1)! + band.length);
  const placed = lattice.ys
    .slice(1)
    .map((_, r) => pieceLines(cells.filter((c) => c.row === r && c.rowSpan === 1)));
  const lines = withGroupNames(placed, columns, box);
  const values = valueColumns(lines.flat(), columns.length);

  const start = bodyStart(lines.flat(), values);

  const out: GridCell[] = [];
  const rowStarts: number[] = [];
  let rows = 0;
  let seen = 0;
  for (const [r, band] of lines.entries()) {
    rowStarts.push(rows);
    const closed = cells.filter((c) => c.row === r).every((c) => spanOf(c) === 1);
    const own = headLines(band, start - seen);
    seen += band.length;
    const below = lines.flat().slice(seen, Math.max(seen, start));
    const made = bandRows(band, values, { start: own, closed, columns, below });
    for (const cell of made.cells) out.push(gridCell(cell, rows));
    rows += Math.max(1, made.rows);
  }
  rowStarts.push(rows);
  for (const cell of cells) if (cell.rowSpan > 1) out.push(...spannedCells(cell));
  return compact({ box, rows, columns: columns.length, cells: out, ruling });

  /** How many lines of a band belong to the header; the beginning of the first row's label, between drawn lines, does not. */
  function headLines(band: readonly PieceLine[], left: number): number {
    const head = band.slice(0, Math.max(0, left));
    const labels = head.every(({ pieces }) => pieces.every((p) => p.first === p.last && !values[p.first]));
    return lines.length > 1 && head.length < band.length && labels ? 0 : head.length;
  }

  function spanOf(cell: LatticeCell): number {
    return firstOf[cell.column + cell.columnSpan]! - firstOf[cell.column]!;
  }

  /** Lines over the whole band, each cell's chunks in the columns of that cell. */
  function pieceLines(band: readonly Filled[]): PieceLine[] {
    const homes = new Map(band.flatMap((c) => c.words.map((w) => [w, c] as const)));
    const alone = new Set(band.filter((c) => c.columnSpan > 1 && isAlone(c, space)));
    const out: PieceLine[] = [];
    for (const line of linesOf([...homes.keys()])) {
      const own = new Map<Filled, Word[]>();
      for (const word of line.words) {
        const cell = homes.get(word)!;
        const words = own.get(cell);
        if (words === undefined) own.set(cell, [word]);
        else words.push(word);
      }
      const above = out.slice(-2).flatMap((l) => l.pieces);
      const pieces = [...own].flatMap(([cell, words]) => piecesIn(cell, words, above, alone));
      const { top, bottom } = line.box;
      out.push({ pieces: pieces.sort((a, b) => a.first - b.first), top, bottom });
    }
    return out;
  }

  function piecesIn(
    cell: Filled,
    own: readonly Word[],
    above: readonly Piece[],
    alone: ReadonlySet<Filled>,
  ): Piece[] {
    const first = firstOf[cell.column]!;
    const range = columns.slice(first, first + spanOf(cell));
    const before = above
      .map((p) => ({ ...p, first: p.first - first, last: p.last - first }))
      .filter((p) => p.first >= 0 && p.last < range.length);
    return piecesOf(chunkLines(own, range.length === 1 ? 9 : space), range, before).flatMap((line) =>
      line.pieces.map((p, _, all) => {
        const whole = all.length === 1 && alone.has(cell) && isHeading(p.text);
        return whole
          ? { ...p, first, last: first + range.length - 1 }
          : { ...p, first: p.first + first, last: p.last + first };
      }),
    );
  }

  function spannedCells(cell: Filled): GridCell[] {
    const lines = linesByRow(cell, lattice.ys);
    if (lines !== undefined)
      return lines.map(({ row, words: own }) => ({
        row: rowStarts[row]!,
        column: firstOf[cell.column]!,
        rowSpan: 1,
        columnSpan: spanOf(cell),
        box: hull(own.map((w) => w.box)),
        words: own,
      }));
    const row = rowStarts[cell.row]!;
    const rowSpan = rowStarts[cell.row + cell.rowSpan]! - row;
    const whole = { from: row, to: row + rowSpan - 1, first: firstOf[cell.column]!, words: cell.words };
    const parts = spanOf(cell) > 1 ? merged(pieceLines([cell]), row) : [];
    if (parts.length < 2)
      return [{ ...gridCell({ ...whole, last: whole.first + spanOf(cell) - 1 }, 0), box: cell.box }];
    return parts.map((part) => gridCell({ ...part, to: whole.to }, 0));
  }

  function gridCell(cell: RowCell, offset: number): GridCell {
    return {
      row: offset + cell.from,
      rowSpan: cell.to - cell.from + 1,
      column: cell.first,
      columnSpan: cell.last - cell.first + 1,
      box: hull(cell.words.map((w) => w.box)),
      words: cell.words,
    };
  }
}

/** The cells that hold words, with these. Words are looked for among those at the height of a cell's row. */
function filledCells(lattice: Lattice, words: readonly Word[]): Filled[] {
  const across = { x0: Number.NEGATIVE_INFINITY, x1: Number.POSITIVE_INFINITY };
  const atRow = lattice.ys.slice(1).map((bottom, r) => {
    const band = { ...across, top: lattice.ys[r]!, bottom };
    return words.filter((w) => inside(w, band));
  });
  return lattice.cells.flatMap((cell) => {
    const near = cell.rowSpan === 1 ? atRow[cell.row]! : words;
    const own = near.filter((w) => inside(w, cell.box));
    return own.length > 0 ? [{ ...cell, words: own }] : [];
  });
}

/** The lines of a high cell that stand one in each row beside it, where no one drew the rows on. */
function linesByRow(cell: Filled, ys: readonly number[]): { row: number; words: Word[] }[] | undefined {
  const lines = linesOf(cell.words);
  if (cell.rowSpan < 4 || lines.length < 0.7 * cell.rowSpan) return undefined;
  const out = lines.map((line) => {
    const centre = (line.box.top + line.box.bottom) / 2;
    return { row: ys.findIndex((y, r) => centre >= y && centre < (ys[r + 1] ?? 0)), words: line.words };
  });
  const fresh = out.filter((l, i) => l.row >= 0 && (i === 0 || l.row > out[i - 1]!.row));
  const capital = out.filter((l) => /^[\p{Lu}\d(]/u.test(l.words[0]!.text)).length;
  return fresh.length === out.length && capital >= 0.8 * out.length ? out : undefined;
}

const isHeading = (text: string): boolean => !isValue(text);

/** One text, be it of several lines, fills the cell. */
const isAlone = ({ words }: Filled, space: number): boolean =>
  chunkLines(words, space).every((line) => line.chunks.length === 1);

/** The columns within one column of the lattice; one, unless aligned texts show more. */
function bandColumns(lattice: Lattice, cells: readonly Filled[], c: number, space: number): Column[] {
  const whole = { x0: lattice.xs[c]!, x1: lattice.xs[c + 1]! };
  const lines: ChunkLine[] = [];
  let closed = 0;
  let open = 0;
  for (const cell of cells) {
    if (c < cell.column || c >= cell.column + cell.columnSpan) continue;
    if (cell.columnSpan === 1) closed++;
    else open++;
    for (const line of chunkLines(cell.words, space)) {
      const chunks = line.chunks.filter((k) => shared(whole, k.box) > 0.7 * (k.box.x1 - k.box.x0));
      if (chunks.length > 0) lines.push({ chunks, box: line.box });
    }
  }
  const columns = columnsOf(lines);
  const drawn = lattice.xs.length > 2 && closed > open;
  if (drawn) return columns.length > 1 && clear(lines, columns) ? columns : [whole];
  const parted = partedByRivers(columns, lines);
  return parted.length > 1 ? parted : [whole];
}

/** Inside drawn columns only figures in several lines show that there are more. */
function clear(lines: readonly ChunkLine[], columns: readonly Column[]): boolean {
  const placed = piecesOf(lines, columns);
  const several = placed.filter((l) => l.pieces.length > 1);
  const values = valueColumns(placed, columns.length).filter(Boolean).length;
  return several.length >= Math.max(2, 0.5 * lines.length) && values > 0 && values >= columns.length - 1;
}
