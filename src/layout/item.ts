import type { Box } from "../model/index.js";
import {
  breaks,
  type Column,
  endsShort,
  isFar,
  isOpen,
  opensLarge,
  sameSize,
  textOfLine,
  UNFINISHED,
} from "./breaks.js";
import type { Draft, ItemDraft, TextDraft } from "./draft.js";
import { isBullet, isGlued, isMarker } from "./marker.js";
import { isNumeral } from "./numeral.js";
import { type Segment, segmentOf } from "./segment.js";

/** Where a line stands, and what marks it. */
export interface Setting {
  base: Omit<TextDraft, "kind" | "lines" | "style">;
  column: Column;
  /** True for type that stands out: what numbers it numbers a heading. */
  binds: boolean;
  /** Left side of a bullet drawn before the line. */
  bullet: number | undefined;
  /** True where other text stands in the same row: no paragraph goes on through it. */
  beside: boolean;
}

/** The item that a line opens, null where no marker does. */
export function itemOf(line: Segment, setting: Setting): ItemDraft | null {
  const marker = line.words[0];
  const base = { ...setting.base, kind: "item", box: line.box } as const;
  if (marker === undefined) return null;
  if (setting.bullet !== undefined || isGlued(marker)) {
    const indent = setting.bullet ?? line.box.x0;
    return { ...base, marker: [], lines: [line], style: line.style, indent, hanging: line.box.x0 };
  }
  if (line.words.length === 1 || !isMarker(marker)) return null;
  if (!isBullet(marker) && (setting.binds || line.style.bold)) return null;
  const text = segmentOf(line.words.slice(1));
  const [indent, hanging] = [marker.box.x0, text.box.x0];
  return { ...base, marker: [marker], lines: [text], style: text.style, indent, hanging };
}

/** Whether more than its indent marks an item. */
export const isMarked = (item: ItemDraft): boolean =>
  item.marker.length > 0 || item.indent < item.hanging || isGlued(item.lines[0]!.words[0]!);

const middle = (box: Box): number => (box.x0 + box.x1) / 2;

/** Whether a line without marker belongs to the item above: it stands under its text, or runs on from it. */
export function continuesItem(item: ItemDraft, line: Segment, column: Column): boolean {
  const last = item.lines.at(-1)!;
  const size = last.style.size;
  if (!sameSize(last, line) || isFar(last, line, column)) return false;
  if (line.box.x0 >= item.hanging - 0.5 * size) return isMarked(item) || !breaks(last, line, column);
  const centred = Math.abs(middle(item.box) - middle(line.box)) < size;
  const under = line.box.x0 >= item.indent - 0.5 * size || centred;
  if (under && isAmid(textOfLine(last), textOfLine(line))) return true;
  return under && !endsShort(last, line, column) && goesOnAtMargin(item, line);
}

/** Whether a line at the margin may go on after a full one: it begins small, or in the same type where no sentence ended. */
function goesOnAtMargin(item: ItemDraft, line: Segment): boolean {
  const last = item.lines.at(-1)!;
  if (/^[\p{Ll}(]/u.test(textOfLine(line))) return true;
  const alike = last.style.bold === line.style.bold && last.style.colour === line.style.colour;
  return alike && isMarked(item) && !/[.!?:;…]$/.test(textOfLine(last)) && !opensLarge(line);
}

/** Whether a text ends amid a phrase, however much room it leaves: "16 à / 17 ans", "(48 / % en 2022)". */
const isAmid = (text: string, next: string): boolean =>
  UNFINISHED.test(text) || isOpen(text) || (/\d$/.test(text) && /^[%€]/.test(next));

/** A line set apart under an item and not further left than its text: an item that its indent alone marks. */
export function indented(item: ItemDraft, line: Segment, setting: Setting): ItemDraft | null {
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

/** Longest statement of a list whose items each open with a number set large, in words. */
const STATEMENT_WORDS = 24;

const opensStatement = (draft: Draft | undefined): draft is TextDraft =>
  draft?.kind === "text" &&
  opensLarge(draft.lines[0]!) &&
  draft.lines.reduce((sum, l) => sum + l.words.length, 0) <= STATEMENT_WORDS;

const isCentred = (a: TextDraft, b: TextDraft): boolean =>
  Math.abs(middle(a.box) - middle(b.box)) < 0.5 * Math.min(a.style.size, b.style.size);

/** Whether two statements under one another are told in one breath: numbers of one size, or of one tile. */
function isAkin(a: TextDraft, b: TextDraft): boolean {
  const [x, y] = [a.lines[0]!.words[0]!.size, b.lines[0]!.words[0]!.size];
  if (Math.abs(x - y) <= 0.1 * Math.max(x, y)) return true;
  const tile = a.around[0] !== undefined && a.around[0] === b.around[0];
  return (tile || isCentred(a, b)) && sameSize(a.lines[0]!, b.lines[0]!);
}

/** Where the label of a statement begins: numbers are set flush right as often as left. */
function labelStart({ lines }: TextDraft): number {
  const { words } = lines[0]!;
  return (words.find((w) => w.size < 0.9 * words[0]!.size) ?? words[0]!).box.x0;
}

/** Short statements under one another that each open with a number set large are the items of a list. */
export function withStatements(drafts: readonly Draft[]): Draft[] {
  let indent = 0;
  return drafts.map((draft, i): Draft => {
    if (!opensStatement(draft)) return draft;
    const before = drafts[i - 1];
    const after = drafts[i + 1];
    const follows = opensStatement(before) && isAkin(before, draft);
    if (!follows && !(opensStatement(after) && isAkin(draft, after))) return draft;
    if (!follows || !isCentred(before, draft)) indent = labelStart(draft);
    return { ...draft, kind: "item", marker: [], indent, hanging: indent };
  });
}

/** Fewest lines under one another that make a list of values. */
const ENTRIES = 3;

/** A line that gives one value for one name: "Lambersart : 39". */
function isEntry(draft: Draft | undefined): draft is TextDraft {
  if (draft?.kind !== "text" || draft.lines.length > 1) return false;
  const [name, value, ...more] = textOfLine(draft.lines[0]!).split(/\s?:\s/);
  return more.length === 0 && /^\p{Lu}[^.;!?]{1,60}$/u.test(name ?? "") && isNumeral(value ?? "");
}

const isUnder = (a: TextDraft, b: TextDraft): boolean =>
  sameSize(a.lines[0]!, b.lines[0]!) && Math.abs(a.box.x0 - b.box.x0) < 0.5 * a.style.size;

/** Names with their values line by line are a list, where no bullet says so. */
export function withEntries(drafts: readonly Draft[]): Draft[] {
  const runs: Draft[][] = [];
  for (const draft of drafts) {
    const last = runs.at(-1)?.at(-1);
    if (isEntry(last) && isEntry(draft) && isUnder(last, draft)) runs.at(-1)?.push(draft);
    else runs.push([draft]);
  }
  return runs.flatMap((run) => (run.length < ENTRIES ? run : run.filter(isEntry).map(asItem)));
}

/** A text as an item that nothing marks. */
export const asItem = (draft: TextDraft): ItemDraft => ({
  ...draft,
  kind: "item",
  marker: [],
  indent: draft.box.x0,
  hanging: draft.box.x0,
});

/** The manner in which an item is numbered; empty where it is not. */
function ordinalOf(draft: Draft | undefined): string {
  const marker = draft?.kind === "item" ? draft.marker[0] : undefined;
  if (marker === undefined || isBullet(marker)) return "";
  return marker.text
    .replace(/\d+/, "1")
    .replace(/[IVX]+/, "I")
    .replace(/[a-z]+/, "a");
}

/** A numbered line without a second one next to it is no list: it is a line, maybe a heading. */
export function withoutLoneOrdinals(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft, i): Draft => {
    const ordinal = ordinalOf(draft);
    if (draft.kind !== "item" || ordinal === "") return draft;
    if ([drafts[i - 1], drafts[i + 1]].some((other) => ordinalOf(other) === ordinal)) return draft;
    const { marker, indent: _, hanging: __, ...rest } = draft;
    const [first, ...lines] = draft.lines;
    const line = segmentOf([...marker, ...(first?.words ?? [])]);
    return { ...rest, kind: "text", lines: [line, ...lines] };
  });
}
