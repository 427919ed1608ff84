import type { Box, Table, Word } from "../model/index.js";
import type { Pair } from "./keyfigure.js";
import { hull } from "./line.js";
import type { Flow, Place, Unit } from "./order.js";
import type { Region } from "./region.js";
import { type Segment, type Style, styleOf } from "./segment.js";

/** What a page is cut into before the document says which lines are headings. */
export type Piece = Unit &
  (
    | { kind: "line"; segment: Segment; bullet?: number }
    | { kind: "pair"; pair: Pair }
    | { kind: "run"; pairs: Pair[] }
    | { kind: "table"; table: Table }
  );

interface DraftBase {
  page: number;
  box: Box;
  place: Place;
  region: Region | undefined;
  around: readonly Region[];
}

/** Lines that belong together. */
export interface TextDraft extends DraftBase {
  kind: "text";
  lines: Segment[];
  style: Style;
}

/** One item of a list; the marker's words are not in `lines`. */
export interface ItemDraft extends DraftBase {
  kind: "item";
  marker: Word[];
  lines: Segment[];
  style: Style;
  /** Where its marker and its text begin. */
  indent: number;
  hanging: number;
}

export type Draft =
  | TextDraft
  | ItemDraft
  | (DraftBase & { kind: "pair"; pair: Pair })
  | (DraftBase & { kind: "run"; pairs: Pair[] })
  | (DraftBase & { kind: "table"; table: Table });

export type PieceFlow = Flow<Piece>;

/** Adds a line to a paragraph or an item, which is to be restyled once it has all of its lines. */
export function extend(draft: TextDraft | ItemDraft, line: Segment): void {
  draft.lines.push(line);
  draft.box = hull([draft.box, line.box]);
}

/** Gives a paragraph or an item the style of all of its lines. */
export function restyle(draft: TextDraft | ItemDraft): void {
  draft.style = styleOf(draft.lines.flatMap((l) => l.words));
}
