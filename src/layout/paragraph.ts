import { breaks, type Column, isFar, isOpen, sameSize, textOfLine } from "./breaks.js";
import { joinColumns } from "./columns.js";
import { areCounts } from "./count.js";
import {
  type Draft,
  extend,
  type ItemDraft,
  type Piece,
  type PieceFlow,
  restyle,
  type TextDraft,
} from "./draft.js";
import {
  asItem,
  continuesItem,
  indented,
  isMarked,
  itemOf,
  type Setting,
  withEntries,
  withoutLoneOrdinals,
  withStatements,
} from "./item.js";
import { leadings } from "./leading.js";
import { withLedItems } from "./led.js";
import { isNumeral } from "./numeral.js";
import { type Segment, segmentOf } from "./segment.js";

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

/** Paragraphs and list items of the flows of a page, in reading order. */
export function draftsOf(flows: readonly PieceFlow[], page: number, body: number): Draft[] {
  const leading = leadings(flows);
  const drafts = flows.flatMap((flow) => {
    const lines = flow.rows.flatMap((row) => row.flatMap((p) => (p.kind === "line" ? [p] : [])));
    const right = Math.max(...lines.map((p) => p.box.x1), Number.NEGATIVE_INFINITY);
    const marked = withStatements(draftsOfFlow(flow, { body, right, leading }, page));
    return withoutLoneOrdinals(withLedItems(withEntries(marked)));
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
  for (const draft of drafts) if ("lines" in draft && draft.lines.length > 1) restyle(draft);
  return drafts;
}

function addLine(drafts: Draft[], line: Segment, setting: Setting): void {
  const last = drafts.at(-1);
  const open = last !== undefined && (last.kind === "text" || last.kind === "item") ? last : undefined;
  const joins = open !== undefined && !setting.beside && !isOther(open, setting);
  const item = joins && isInBrackets(open.lines.at(-1)!, line, setting.column) ? null : itemOf(line, setting);
  if (item !== null) {
    drafts.push(item);
    return;
  }
  const text: TextDraft = { ...setting.base, kind: "text", box: line.box, lines: [line], style: line.style };
  if (joins && isListed(open, line, setting.column)) {
    if (open.kind === "text") drafts[drafts.length - 1] = asItem(open);
    drafts.push(asItem(text));
  } else if (joins && open.kind === "text" && !breaks(open.lines.at(-1)!, line, setting.column))
    extend(open, line);
  else if (joins && open.kind === "item" && continuesItem(open, line, setting.column)) extend(open, line);
  else {
    const nested = open?.kind === "item" && joins ? indented(open, line, setting) : null;
    drafts.push(nested ?? text);
  }
}

/** Whether a line under one without a mark is the next of a list of figures, where else they would be one text. */
const isListed = (open: TextDraft | ItemDraft, line: Segment, column: Column): boolean =>
  (open.kind === "text" || !isMarked(open)) &&
  areCounts(open, line) &&
  (open.kind === "item"
    ? !isFar(open.lines.at(-1)!, line, column)
    : !breaks(open.lines.at(-1)!, line, column));

/** A dash amid brackets opens no item: "(61 exposants - 2 démos / - 483 visiteurs)". */
const isInBrackets = (last: Segment, line: Segment, column: Column): boolean =>
  isOpen(textOfLine(last)) && /^[-–—]/.test(textOfLine(line)) && !breaks(last, line, column);

const isOther = (open: Draft, setting: Setting): boolean => open.around[0] !== setting.base.around[0];
