import type { Chunk, ChunkLine } from "./chunks.js";
import { chunkOf } from "./chunks.js";
import { type Column, dealt, shared } from "./columns.js";
import { isValue } from "./value.js";

/** A chunk and the columns it stands in, `first` to `last`. */
export interface Piece extends Chunk {
  first: number;
  last: number;
}

export interface PieceLine {
  pieces: Piece[];
  top: number;
  bottom: number;
}

/** How far from a column's middle a header word may stand, as a share of its size. */
const CENTRED = 0.4;

/**
 * Puts the chunks of lines into columns; chunks that run over a column gap they do not span are cut there.
 * `before` are the pieces of the lines above, in the same columns.
 */
export function piecesOf(
  lines: readonly ChunkLine[],
  columns: readonly Column[],
  before: readonly Piece[] = [],
): PieceLine[] {
  const out: PieceLine[] = [];
  for (const line of lines) {
    const above = [...before, ...out.slice(-2).flatMap((l) => l.pieces)];
    const pieces = line.chunks.flatMap((chunk) => placed(chunk, columns, line.chunks.length, above));
    out.push({ pieces: united(yielding(pieces)), top: line.box.top, bottom: line.box.bottom });
  }
  return out;
}

function placed(chunk: Chunk, columns: readonly Column[], inLine: number, above: readonly Piece[]): Piece[] {
  const first = columns.findIndex((c) => standsOver(chunk, c));
  if (first < 0) {
    const at = above.find((p) => p.first === p.last && goesOn(p, chunk))?.first ?? nearest(chunk, columns);
    return [{ ...chunk, first: at, last: at }];
  }
  const last = columns.findLastIndex((c) => standsOver(chunk, c));
  if (first === last) return [{ ...chunk, first, last }];
  const parts = cutAtGaps(chunk, columns.slice(first, last + 1), first);
  // A text alone in its line is more likely a title over these columns.
  const lone = inLine === 1 && parts?.some((p) => !isValue(p.text)) === true;
  return parts === undefined || lone ? [{ ...chunk, first, last }] : parts;
}

function standsOver(chunk: Chunk, column: Column): boolean {
  const size = chunk.words[0]!.size;
  return shared(column, chunk.box) > Math.min(0.3 * size, 0.25 * (column.x1 - column.x0));
}

/** The last words of a text that reaches out of its column stand under it, beside the column. */
function goesOn({ box }: Piece, chunk: Chunk): boolean {
  const { size } = chunk.words[0]!;
  const gap = chunk.box.top - box.bottom;
  return gap < 0.75 * size && gap > -0.5 * size && chunk.box.x0 > box.x0 - 1 && chunk.box.x1 < box.x1 + 1;
}

function nearest(chunk: Chunk, columns: readonly Column[]): number {
  let best = 0;
  for (const [i, c] of columns.entries())
    if (shared(c, chunk.box) > shared(columns[best]!, chunk.box)) best = i;
  return best;
}

/** The chunk cut between words at every column gap, when what results are values or all gaps are wide. */
function cutAtGaps(chunk: Chunk, columns: readonly Column[], first: number): Piece[] | undefined {
  const groups: Chunk["words"][] = columns.map(() => []);
  for (const word of chunk.words) {
    const over = columns.flatMap((c, i) => (shared(c, word.box) > 0.5 ? [i] : []));
    if (over.length > 1) return undefined;
    groups[over[0] ?? nearest(chunkOf([word]), columns)]!.push(word);
  }
  if (groups.some((g) => g.length === 0)) return undefined;
  const centred = dealt(chunk, columns, isCentred);
  const parts = (centred ?? groups.map(chunkOf)).map((p, i) => ({ ...p, first: first + i, last: first + i }));
  const values = parts.filter((p) => isValue(p.text)).length;
  return centred !== undefined || values >= parts.length - (first === 0 ? 1 : 0) ? parts : undefined;
}

/** Words of a tight header stand each in the middle of their own column. */
function isCentred(piece: Chunk, column: Column): boolean {
  const off = Math.abs(piece.box.x0 + piece.box.x1 - column.x0 - column.x1) / 2;
  return off < CENTRED * piece.words[0]!.size;
}

/**
 * A text that reaches over a column in which another text of its line stands alone leaves it that column:
 * "Supérieur au BAC" beside "BAC" over a column that something below has made wide.
 */
function yielding(pieces: readonly Piece[]): Piece[] {
  const single = new Set(pieces.filter((p) => p.first === p.last).map((p) => p.first));
  return pieces.map((piece) => {
    let { first, last } = piece;
    while (first < last && single.has(last)) last--;
    while (first < last && single.has(first)) first++;
    return { ...piece, first, last };
  });
}

/** Chunks of one line in one column are one piece. */
function united(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.first - b.first || a.box.x0 - b.box.x0)) {
    const last = out.at(-1);
    if (last === undefined || piece.first > last.last) out.push(piece);
    else {
      const words = [...last.words, ...piece.words].sort((a, b) => a.box.x0 - b.box.x0);
      out[out.length - 1] = { ...chunkOf(words), first: last.first, last: Math.max(last.last, piece.last) };
    }
  }
  return out;
}
