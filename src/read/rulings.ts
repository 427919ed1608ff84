import type { Box, Edge } from "../model/index.js";

/** Pieces of one line that are no further apart are one line, points: rows of a table drawn cell by cell, dashes. */
const JOIN = 1;
const DASH = 4;
/** Pieces shorter than this are dashes or dots. */
const SHORT = 8;
/** Lines shorter than this are no lines. */
const LEAST = 3;
/** How far pieces of one line may be off it. */
const LEVEL = 0.6;

/** Joins the pieces of lines that lie on one another or follow each other; drops dots. */
export function joinEdges(edges: readonly Edge[]): Edge[] {
  return (["h", "v"] as const).flatMap((orientation) => {
    const pieces = edges.filter((edge) => edge.orientation === orientation).map(pieceOf);
    pieces.sort((p, q) => p.at - q.at || p.start - q.start);
    return onLines(pieces)
      .flatMap(joinPieces)
      .filter((p) => p.end - p.start >= LEAST)
      .map(edgeOf);
  });
}

interface Piece {
  edge: Edge;
  /** Where the line runs, across it. */
  at: number;
  start: number;
  end: number;
}

function pieceOf(edge: Edge): Piece {
  const { box } = edge;
  return edge.orientation === "h"
    ? { edge, at: box.top, start: box.x0, end: box.x1 }
    : { edge, at: box.x0, start: box.top, end: box.bottom };
}

function edgeOf({ edge, at, start, end }: Piece): Edge {
  const box: Box =
    edge.orientation === "h"
      ? { x0: start, top: at, x1: end, bottom: at }
      : { x0: at, top: start, x1: at, bottom: end };
  return { ...edge, box };
}

function onLines(sorted: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  let from = -Infinity;
  for (const piece of sorted) {
    if (piece.at - from > LEVEL) {
      lines.push([]);
      from = piece.at;
    }
    lines.at(-1)?.push(piece);
  }
  return lines;
}

function joinPieces(line: Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of line.sort((p, q) => p.start - q.start)) {
    const before = joined.at(-1);
    if (before !== undefined && piece.start - before.end <= reach(before, piece)) {
      if (piece.end - piece.start > before.end - before.start) before.edge = piece.edge;
      before.end = Math.max(before.end, piece.end);
    } else joined.push({ ...piece });
  }
  return joined;
}

function reach(before: Piece, piece: Piece): number {
  const dashed = piece.end - piece.start < SHORT && before.edge.colour === piece.edge.colour;
  return dashed ? DASH : JOIN;
}
