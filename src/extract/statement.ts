import { LEADS_TO, type List } from "../model/index.js";
import { type Numeral, numeralsIn } from "../normalise/index.js";
import { sentencesOf } from "./sentence.js";
import { charactersOf, type ReadBlock, type SourceText, type Stretch, wholeOf } from "./source-text.js";

/** A stretch of printed text and where it stands in its statement. */
interface Piece extends Stretch {
  at: number;
}

/** What statement patterns are matched against: pieces of printed text, joined. */
export interface Statement {
  text: string;
  pieces: Piece[];
  page: number;
  section: string[];
  /** Statements of one list or one paragraph share it. */
  group: string;
  /** True for a list item together with what leads to it. */
  led: boolean;
}

function join(parts: readonly Stretch[], separators: readonly string[]): Pick<Statement, "text" | "pieces"> {
  let text = "";
  const pieces: Piece[] = [];
  for (const [i, part] of parts.entries()) {
    if (i > 0) text += separators[i - 1] ?? " ";
    pieces.push({ ...part, at: text.length });
    text += charactersOf(part);
  }
  return { text, pieces };
}

function statement(
  read: ReadBlock,
  parts: Stretch[],
  separator: string,
  led = separator === LEADS_TO,
): Statement {
  return {
    ...join(
      parts,
      parts.map(() => separator),
    ),
    page: read.block.page,
    section: read.block.section,
    group: `${read.order}`,
    led,
  };
}

const sentences = (source: SourceText): Stretch[] =>
  sentencesOf(source.text.text).map(([from, to]) => ({ source, from, to }));

/** The last sentence before a list, where it announces something: it ends in a colon, or is a heading. */
export function leadIn(before: ReadBlock | undefined): Stretch | undefined {
  if (before === undefined) return undefined;
  const kind = before.block.kind;
  if (kind !== "paragraph" && kind !== "heading" && kind !== "keyFigure") return undefined;
  const source = before.texts.at(-1);
  if (kind === "keyFigure" && isAnswered(before.texts)) return undefined;
  const last = source === undefined ? undefined : sentences(source).at(-1);
  if (last === undefined) return undefined;
  return kind === "heading" || /[:…]\s*$/.test(charactersOf(last)) ? last : undefined;
}

/** Whether the number of a key figure stands behind its label, which leads to it and to nothing else: "heures : 49 692 h". */
function isAnswered([value, label]: readonly SourceText[]): boolean {
  const [number, end] = [value?.text.words[0]?.box, label?.text.words.at(-1)?.box];
  return number !== undefined && end !== undefined && number.x0 > end.x0 && number.top < end.bottom;
}

/** The items an item stands under, outermost first. */
function parentsOf(list: List, texts: SourceText[], index: number): Stretch[] {
  const parents: Stretch[] = [];
  let depth = list.items[index]?.depth ?? 0;
  for (let i = index - 1; i >= 0 && depth > 0; i -= 1) {
    const item = list.items[i];
    const source = texts[i];
    if (item === undefined || source === undefined || item.depth >= depth) continue;
    const last = sentences(source).at(-1);
    if (last !== undefined) parents.unshift(last);
    depth = item.depth;
  }
  return parents;
}

/** A list of so few items may be one card, its lines told apart by what stands on the others. */
const CARD = 3;

function ofList(read: ReadBlock, list: List, before: ReadBlock | undefined): Statement[] {
  const texts = read.texts.filter((text) => !text.marker);
  const lead = leadIn(before);
  const items = texts.flatMap((source, i) => {
    const leads = [...(lead === undefined ? [] : [lead]), ...parentsOf(list, texts, i)];
    return sentences(source).flatMap((sentence) => [
      statement(read, [sentence], " "),
      ...(leads.length > 0 ? [statement(read, [...leads, sentence], LEADS_TO)] : []),
    ]);
  });
  const families = texts.flatMap((_, i) => familyOf(read, list, texts, i));
  return [...items, ...families, ...cardOf(read, texts, before)];
}

/** An item with the few that stand under it as one statement: they may tell one thing in several lines. */
function familyOf(read: ReadBlock, list: List, texts: readonly SourceText[], index: number): Statement[] {
  const depth = list.items[index]?.depth ?? 0;
  const next = list.items.findIndex((item, i) => i > index && item.depth <= depth);
  const family = texts.slice(index, next < 0 ? texts.length : next);
  return family.length > 2 && family.length <= CARD && family.length < texts.length
    ? [statement(read, family.map(wholeOf), LEADS_TO)]
    : [];
}

/** Few items as one statement, with the key figure above that opens their card. */
function cardOf(read: ReadBlock, items: readonly SourceText[], before: ReadBlock | undefined): Statement[] {
  const isBelow =
    before?.block.kind === "keyFigure" && before.block.page === read.block.page && !isAnswered(before.texts);
  const [value, label] = isBelow ? before.texts : [];
  const figure = value === undefined || label === undefined ? [] : [value, label];
  const lines = items.length + figure.length / 2;
  if (lines < 2 || lines > CARD) return [];
  const parts = [...figure, ...items].map(wholeOf);
  const separators = parts.map((_, i) => (i === 0 && figure.length > 0 ? " " : LEADS_TO));
  return [{ ...statement(read, parts, LEADS_TO), ...join(parts, separators) }];
}

/** The numerals of a statement; the sign that joins a lead-in to its item is no "more than". */
export function numeralsOf({ text, pieces }: Statement): Numeral[] {
  return numeralsIn(text).map((numeral) =>
    pieces.some(({ at }) => numeral.from < at && at <= numeral.start)
      ? { ...numeral, from: numeral.start, hedge: null }
      : numeral,
  );
}

/** Words after which a line cannot end. */
const UNFINISHED =
  /(?:^|\s)(?:de|des|du|à|au|aux|le|la|les|et|dont|pour|par|sur|en|dans|un|une|soit|est|sont|représente(?:nt)?)\s*$/iu;

/** Whether a paragraph goes on in the one below: it breaks off, or the other begins in small letters. */
function goesOn(above: string, below: string): boolean {
  if (/[.!?:;]\s*$/.test(above)) return false;
  return UNFINISHED.test(above) || /^(?:\p{Ll}|\()/u.test(below);
}

/** A paragraph that breaks off and the one below, read as one; what a line ending in a colon leads to. */
function overBreak(before: ReadBlock | undefined, read: ReadBlock): Statement[] {
  const [above, below] = [before?.texts.at(-1), read.texts[0]];
  if (above === undefined || below === undefined) return [];
  const [last, first] = [sentences(above).at(-1), sentences(below)[0]];
  if (last === undefined || first === undefined) return [];
  const runsOn = before?.block.kind === "paragraph" || before?.block.kind === "list";
  if (runsOn && goesOn(above.text.text, below.text.text)) return [statement(read, [last, first], " ")];
  const lead = leadIn(before);
  return lead === undefined || !charactersOf(lead).endsWith(":")
    ? []
    : [statement(read, [lead, first], LEADS_TO)];
}

/** A large number with its label, in both orders. */
function ofKeyFigure(read: ReadBlock): Statement[] {
  const [value, label] = read.texts;
  if (value === undefined || label === undefined) return [];
  const colon = /:\s*$/.test(label.text.text) ? " " : " : ";
  return [
    statement(read, [wholeOf(value), wholeOf(label)], " "),
    statement(read, [wholeOf(label), wholeOf(value)], colon, true),
  ];
}

/** Headings, captions and cells: each as a whole and, where there are several, by sentence. */
function ofText(read: ReadBlock, source: SourceText): Statement[] {
  const parts = sentences(source);
  const whole = parts.length > 1 ? [statement(read, [wholeOf(source)], " ")] : [];
  return [...parts.map((part) => statement(read, [part], " ")), ...whole];
}

/** Statements of one block; `before` is the block above it in reading order. */
function statementsIn(read: ReadBlock, before: ReadBlock | undefined): Statement[] {
  const { block } = read;
  switch (block.kind) {
    case "list":
      return ofList(read, block, before);
    case "keyFigure":
      return ofKeyFigure(read);
    case "paragraph":
      return [
        ...read.texts.flatMap((source) => sentences(source).map((part) => statement(read, [part], " "))),
        ...overBreak(before, read),
      ];
    case "note":
      return [...read.texts.flatMap((source) => ofText(read, source)), ...overBreak(before, read)];
    case "heading":
    case "table":
    case "furniture":
    case "chart":
      return read.texts.flatMap((source) => ofText(read, source));
  }
}

/** Each block with the one above it in reading order, furniture and charts left out of account. */
export function withBefore(
  blocks: readonly ReadBlock[],
): { read: ReadBlock; before: ReadBlock | undefined }[] {
  let above: ReadBlock | undefined;
  return blocks.map((read) => {
    const before = above;
    if (read.block.kind !== "furniture" && read.block.kind !== "chart") above = read;
    return { read, before };
  });
}

/** Every statement of a document, in reading order. A stretch may stand in several. */
export function statementsOf(blocks: readonly ReadBlock[]): Statement[] {
  return withBefore(blocks).flatMap(({ read, before }) => statementsIn(read, before));
}

/**
 * The stretch of printed text at `[from, to)` of a statement. Of what runs over a seam ("2,2" and, in
 * the label below, "millions") the part with the digits; undefined where both parts have some.
 */
export function stretchAt(statement: Statement, from: number, to: number): Stretch | undefined {
  const piece = statement.pieces.find(({ at, ...part }) => from >= at && from < at + part.to - part.from);
  if (piece === undefined) return undefined;
  const end = Math.min(to, piece.at + piece.to - piece.from);
  if (/\d/.test(statement.text.slice(end, to))) return undefined;
  return {
    source: piece.source,
    from: piece.from + from - piece.at,
    to: piece.from + end - piece.at,
  };
}
