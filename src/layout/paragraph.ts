import type { Draft, ItemDraft, Piece, PieceFlow, TextDraft } from "./draft.js";
import { hull, widthOf } from "./line.js";
import { isBullet, isGlued, isMarker } from "./marker.js";
import { isNumeral } from "./numeral.js";
import type { Place } from "./order.js";
import { type Segment, segmentOf, styleOf } from "./segment.js";

/** Usual distance from one line's top to the next, in sizes, where nothing better is known. */
const LEADING = 1.3;
/** By how much more than usual lines are apart where a paragraph ends, in sizes. */
const APART = 0.32;
/** The same where a line ends amid a sentence. */
const APART_UNFINISHED = 0.8;
/** Words that a sentence does not end with. */
const UNFINISHED =
  /(?:^|\s|')(?:à|au|aux|avec|ce|ces|cette|chez|dans|de|des|dont|du|d|en|et|la|le|les|leur|leurs|nos|ou|où|par|pour|que|qui|sa|se|ses|son|sont|soit|sous|sur|un|une|vers|ont|a|est|,|-|\+)$/i;

const textOfLine = (line: Segment): string => line.words.map((w) => w.text).join(" ");

/** A line that opens with a number set larger than the rest. */
export function opensLarge(line: Segment): boolean {
  const first = line.words[0];
  return first !== undefined && isNumeral(first.text) && first.size >= 1.15 * line.style.size;
}

const sameSize = (a: Segment, b: Segment): boolean =>
  Math.abs(a.style.size - b.style.size) <= 0.09 * Math.max(a.style.size, b.style.size);

/** The usual distance between lines of one size, from those that are there. */
function leadings(flows: readonly PieceFlow[]): (size: number) => number {
  const steps = new Map<number, number[]>();
  for (const flow of flows) {
    const lines = flow.rows.map((row) =>
      row.length === 1 && row[0]?.kind === "line" ? row[0].segment : null,
    );
    for (const [i, line] of lines.entries()) {
      const next = lines[i + 1];
      if (line === null || next === null || next === undefined || !sameSize(line, next)) continue;
      const step = (next.core.top - line.core.top) / line.style.size;
      const key = Math.round(line.style.size);
      if (step > 0.8 && step < 1.9) steps.set(key, [...(steps.get(key) ?? []), step]);
    }
  }
  return (size) => {
    const known = (steps.get(Math.round(size)) ?? []).sort((a, b) => a - b);
    const usual = known.length >= 3 ? known[Math.floor(known.length * 0.3)]! : LEADING;
    return Math.min(usual, 1.6) * size;
  };
}

/** "Label : text" */
const LABELLED = /^[\p{Lu}\d][^.:;!?]{1,70}\s?:\s\S/u;
/** The manners in which lines are numbered. */
const NUMBERED = /^(?:\d{1,2}[.)]|[IVX]{1,4}[.)]|[a-z][.)]|\d{1,2}\.\d{1,2}\.?)\s\S/u;

interface Column {
  /** Size of the running text. */
  body: number;
  /** Right edge of the text around. */
  right: number;
  leading: (size: number) => number;
}

/** Whether the first word of the next line would still have had room at the end of this one. */
function endsShort(line: Segment, next: Segment, column: Column): boolean {
  const first = next.words[0];
  const room = column.right - line.box.x1;
  return first !== undefined && widthOf(first.box) + 0.6 * line.style.size < room;
}

function isFar(line: Segment, next: Segment, column: Column): boolean {
  const { size } = line.style;
  // A number set large pushes its line away from the one above.
  const step = Math.min(next.core.top - line.core.top, next.box.top - line.box.bottom + size);
  const apart = UNFINISHED.test(textOfLine(line)) ? APART_UNFINISHED : APART;
  return step > column.leading(size) + apart * size;
}

/** Whether `next` starts a new paragraph after `line`. */
function breaks(line: Segment, next: Segment, column: Column): boolean {
  if (!sameSize(line, next) || isFar(line, next, column)) return true;
  const [ending, opening] = [textOfLine(line), textOfLine(next)];
  const unfinished = UNFINISHED.test(ending) || /^\p{Ll}/u.test(opening);
  if (opensLarge(next) && !UNFINISHED.test(ending)) return true;
  if (line.style.bold !== next.style.bold && !unfinished) {
    if (endsShort(line, next, column) || line.style.colour !== next.style.colour) return true;
  }
  if (line.style.bold === next.style.bold && line.style.colour !== next.style.colour && !unfinished)
    return true;
  if (unfinished && !NUMBERED.test(opening)) return false;
  if (NUMBERED.test(opening) && (NUMBERED.test(ending) || endsShort(line, next, column))) return true;
  if (line.style.size >= 1.13 * column.body) return false;
  if (LABELLED.test(opening) && LABELLED.test(ending)) return true;
  if (!/^[\p{Lu}\d«"(+]/u.test(opening)) return false;
  const ended = /[.!?:;…]$/.test(ending);
  if (ended && next.box.x0 - line.box.x0 > 0.8 * line.style.size && next.style.size > 0) return true;
  return endsShort(line, next, column) && (ended || line.style.bold === next.style.bold);
}

function lineOf(pieces: readonly Piece[]): Segment {
  const segments = pieces.flatMap((p) => (p.kind === "line" ? [p.segment] : []));
  return segments.length === 1 ? segments[0]! : segmentOf(segments.flatMap((s) => s.words));
}

/** Pieces of one row that read as one line: a label and its value, or pieces hardly apart. */
function fuse(row: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of row) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && isOneLine(last, piece)) group.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

function isOneLine(a: Piece, b: Piece): boolean {
  if (a.kind !== "line" || b.kind !== "line" || a.around[0] !== b.around[0]) return false;
  const [left, right] = [textOfLine(a.segment), textOfLine(b.segment)];
  const gap = b.box.x0 - a.box.x1;
  const size = Math.min(a.segment.style.size, b.segment.style.size);
  if (gap < 1.1 * size) return true;
  return (
    gap < 12 * size &&
    (isNumeral(left) !== isNumeral(right) || /:$/.test(left)) &&
    sameSize(a.segment, b.segment)
  );
}

/** Whether one flow goes on at the head of the next column of the same set. */
function isNextColumn(a: Place, b: Place): boolean {
  const at = a.findIndex((p, i) => p.set !== b[i]?.set || p.column !== b[i]?.column);
  return at >= 0 && a[at]!.set === b[at]?.set && b[at]?.column === a[at]!.column + 1;
}

/** Whether a paragraph breaks off at the foot of a column and goes on at the head of the next. */
function runsOver(a: Draft, b: Draft): boolean {
  if ((a.kind !== "text" && a.kind !== "item") || b.kind !== "text") return false;
  if (!isNextColumn(a.place, b.place) || a.around[0] !== b.around[0]) return false;
  const [last, first] = [a.lines.at(-1)!, b.lines[0]!];
  const alike = sameSize(last, first) && last.style.colour === first.style.colour;
  const [ending, opening] = [textOfLine(last), textOfLine(first)];
  const open = !/[.!?:;…»]$/.test(ending) || UNFINISHED.test(ending);
  return alike && open && (/^[\p{Ll}(]/u.test(opening) || UNFINISHED.test(ending));
}

/** Joins paragraphs that run from one column to the next. */
function joinColumns(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    const goesOn = last !== undefined && runsOver(last, draft);
    if (goesOn && draft.kind === "text" && (last.kind === "text" || last.kind === "item")) {
      for (const line of draft.lines) extend(last, line);
      last.place = draft.place;
    } else joined.push(draft);
  }
  return joined;
}

/** Paragraphs and list items of the flows of a page, in reading order. */
export function draftsOf(flows: readonly PieceFlow[], page: number, body: number): Draft[] {
  const leading = leadings(flows);
  const drafts = flows.flatMap((flow) => {
    const lines = flow.rows.flatMap((row) => row.flatMap((p) => (p.kind === "line" ? [p] : [])));
    const right = Math.max(...lines.map((p) => p.box.x1), Number.NEGATIVE_INFINITY);
    return withoutLoneOrdinals(withStatements(draftsOfFlow(flow, { body, right, leading }, page)));
  });
  return joinColumns(drafts);
}

function draftsOfFlow(flow: PieceFlow, column: Column, page: number): Draft[] {
  const drafts: Draft[] = [];
  for (const row of flow.rows) {
    const groups = fuse(row);
    for (const group of groups) {
      const first = group[0]!;
      const base = { page, place: flow.place, region: flow.region, around: first.around, box: first.box };
      if (first.kind === "pair") drafts.push({ ...base, kind: "pair", pair: first.pair });
      else if (first.kind === "run") drafts.push({ ...base, kind: "run", pairs: first.pairs });
      else if (first.kind === "table") drafts.push({ ...base, kind: "table", table: first.table });
      else {
        const bullet = first.kind === "line" ? first.bullet : undefined;
        addLine(drafts, lineOf(group), {
          base,
          column,
          bullet,
          binds: first.binds,
          beside: groups.length > 1,
        });
      }
    }
  }
  return drafts;
}

/** Longest statement of a list whose items each open with a number set large, in words. */
const STATEMENT_WORDS = 16;

const opensStatement = (draft: Draft): draft is TextDraft =>
  draft.kind === "text" &&
  opensLarge(draft.lines[0]!) &&
  draft.lines.reduce((sum, l) => sum + l.words.length, 0) <= STATEMENT_WORDS;

/** Short statements under one another that each open with a number set large are the items of a list. */
function withStatements(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft, i): Draft => {
    const near = [drafts[i - 1], drafts[i + 1]];
    const alike = (other: Draft | undefined): boolean =>
      other !== undefined &&
      opensStatement(other) &&
      opensStatement(draft) &&
      Math.abs(other.lines[0]!.words[0]!.size - draft.lines[0]!.words[0]!.size) < 0.6;
    if (!opensStatement(draft) || !near.some(alike)) return draft;
    // Numbers are set flush right as often as left: their labels tell the indent.
    const { words } = draft.lines[0]!;
    const label = words.find((w) => w.size < 0.9 * words[0]!.size) ?? words[0]!;
    return { ...draft, kind: "item", marker: [], indent: label.box.x0, hanging: label.box.x0 };
  });
}

const isOrdinal = (draft: Draft | undefined): draft is ItemDraft =>
  draft?.kind === "item" && draft.marker.length > 0 && !isBullet(draft.marker[0]!);

/** A numbered line without a second one next to it is no list: it is a line, maybe a heading. */
function withoutLoneOrdinals(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft, i): Draft => {
    if (!isOrdinal(draft) || isOrdinal(drafts[i - 1]) || isOrdinal(drafts[i + 1])) return draft;
    const { marker, indent: _, hanging: __, ...rest } = draft;
    const [first, ...lines] = draft.lines;
    const line = segmentOf([...marker, ...(first?.words ?? [])]);
    return { ...rest, kind: "text", lines: [line, ...lines] };
  });
}

interface Setting {
  base: Omit<TextDraft, "kind" | "lines" | "style">;
  column: Column;
  /** True for type that stands out: what numbers it numbers a heading. */
  binds: boolean;
  /** Left side of a bullet drawn before the line. */
  bullet: number | undefined;
  /** True where other text stands in the same row: no paragraph goes on through it. */
  beside: boolean;
}

function addLine(drafts: Draft[], line: Segment, setting: Setting): void {
  const item = itemOf(line, setting);
  if (item !== null) {
    drafts.push(item);
    return;
  }
  const last = drafts.at(-1);
  const open = last !== undefined && (last.kind === "text" || last.kind === "item") ? last : undefined;
  const joins = open !== undefined && !setting.beside && !isOther(open, setting);
  if (joins && open.kind === "text" && !breaks(open.lines.at(-1)!, line, setting.column)) extend(open, line);
  else if (joins && open.kind === "item" && continuesItem(open, line, setting.column)) extend(open, line);
  else {
    const nested = open?.kind === "item" && joins ? indented(open, line, setting) : null;
    drafts.push(nested ?? { ...setting.base, kind: "text", box: line.box, lines: [line], style: line.style });
  }
}

const isOther = (open: Draft, setting: Setting): boolean => open.around[0] !== setting.base.around[0];

function extend(draft: TextDraft | ItemDraft, line: Segment): void {
  draft.lines.push(line);
  draft.box = hull([draft.box, line.box]);
  draft.style = styleOf(draft.lines.flatMap((l) => l.words));
}

function itemOf(line: Segment, setting: Setting): ItemDraft | null {
  const [marker, ...rest] = line.words;
  const base = { ...setting.base, kind: "item", box: line.box } as const;
  if (marker === undefined) return null;
  if (setting.bullet !== undefined || isGlued(marker)) {
    const indent = setting.bullet ?? line.box.x0;
    return { ...base, marker: [], lines: [line], style: line.style, indent, hanging: line.box.x0 };
  }
  if (rest.length === 0 || !isMarker(marker)) return null;
  if (!isBullet(marker) && (setting.binds || line.style.bold)) return null;
  const text = segmentOf(rest);
  const [indent, hanging] = [marker.box.x0, text.box.x0];
  return { ...base, marker: [marker], lines: [text], style: text.style, indent, hanging };
}

/** Whether more than its indent marks an item. */
const isMarked = (item: ItemDraft): boolean =>
  item.marker.length > 0 || item.indent < item.hanging || isGlued(item.lines[0]!.words[0]!);

/** Whether a line without marker belongs to the item above: it stands under its text, or runs on from it. */
function continuesItem(item: ItemDraft, line: Segment, column: Column): boolean {
  const last = item.lines.at(-1)!;
  const size = last.style.size;
  if (!sameSize(last, line) || isFar(last, line, column)) return false;
  if (line.box.x0 >= item.hanging - 0.5 * size) return isMarked(item) || !breaks(last, line, column);
  const runsOn = UNFINISHED.test(textOfLine(last)) || /^[\p{Ll}(]/u.test(textOfLine(line));
  return line.box.x0 >= item.indent - 0.5 * size && runsOn && !endsShort(last, line, column);
}

/** A line set apart under an item and not further left than its text: an item that its indent alone marks. */
function indented(item: ItemDraft, line: Segment, setting: Setting): ItemDraft | null {
  const size = line.style.size;
  const last = item.lines.at(-1)!;
  const step = line.core.top - last.core.top;
  if (!sameSize(last, line) || line.box.x0 < item.hanging + 0.3 * size || step > 3 * size) return null;
  return {
    ...setting.base,
    kind: "item",
    box: line.box,
    marker: [],
    lines: [line],
    style: line.style,
    indent: line.box.x0,
    hanging: line.box.x0,
  };
}
