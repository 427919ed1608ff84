import type { Box } from "../../model/index.js";
import { hull } from "../line.js";
import type { Column } from "./columns.js";
import type { Piece, PieceLine } from "./pieces.js";
import { isValue, startsWithFigure } from "./value.js";

/** How far from the middle of a table the name of a group may stand, in sizes of type. */
const MIDDLE = 1;
/** White above the name of the first group, in sizes of type, that a wrapped head has not. */
const LOOSE = 0.75;

/** The bands of lines between drawn ones, the names of groups stretched. */
export function withGroupNames(
  bands: readonly PieceLine[][],
  columns: readonly Column[],
  box: Box,
): PieceLine[][] {
  const tops = new Set(bands.map((band) => band[0]));
  const lines = stretched(bands.flat(), tops, columns, box);
  let from = 0;
  return bands.map(({ length }) => {
    from += length;
    return lines.slice(from - length, from);
  });
}

/**
 * Lines with a text alone in the middle of the table stretched over all columns: it names the rows below it. Under the
 * heads it is set otherwise than they are or stands apart, else it is the rest of one of them.
 */
function stretched(
  lines: readonly PieceLine[],
  tops: ReadonlySet<PieceLine | undefined>,
  columns: readonly Column[],
  box: Box,
): PieceLine[] {
  if (columns.length < 2 || lines.length === 0) return [...lines];
  const texts = hull(lines.flatMap((l) => l.pieces.map((p) => p.box)));
  const sides = [texts, box, { x0: columns[0]!.x0, x1: columns.at(-1)!.x1 }];
  const first = lines.findIndex(isValued);
  return lines.map((line, i) => {
    const [name, ...others] = line.pieces;
    const above = lines[i - 1];
    if (name === undefined || others.length > 0 || above === undefined || !names(name)) return line;
    if (!sides.some((side) => isAmid(name, side)) || !lines.slice(i + 1).some(isValued)) return line;
    const apart = tops.has(line) || above.pieces.every((p) => differs(p, name));
    if (i < first && !(above.pieces.length > 1 && apart)) return line;
    return { ...line, pieces: [{ ...name, first: 0, last: columns.length - 1 }] };
  });
}

const isValued = ({ pieces }: PieceLine): boolean => pieces.some((p) => p.first > 0 && isValue(p.text));

/** A text that stands over more than the labels, and remarks on nothing. */
const names = ({ first, last, text }: Piece): boolean =>
  (first > 0 || last > first) && !isValue(text) && !startsWithFigure(text) && !/[()]/.test(text);

const isAmid = ({ box, words }: Piece, { x0, x1 }: Column): boolean =>
  Math.abs(box.x0 + box.x1 - x0 - x1) / 2 < MIDDLE * words[0]!.size;

function differs(above: Piece, below: Piece): boolean {
  const [a, b] = [above.words[0]!, below.words[0]!];
  const apart = below.box.top - above.box.bottom > LOOSE * b.size;
  return apart || a.bold !== b.bold || a.italic !== b.italic || a.colour !== b.colour;
}
