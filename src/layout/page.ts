import type { Fill, Page, Table, Word } from "../model/index.js";
import { wordsOfTable } from "./continuation.js";
import type { Draft, Piece } from "./draft.js";
import { pairBox, runsOf } from "./figure-run.js";
import { numberingOf } from "./heading.js";
import { type Pair, pairsOf } from "./keyfigure.js";
import { centreOf, heightOf, hull, widthOf } from "./line.js";
import { chroma, lightness, type Measure, measureOfPage } from "./measure.js";
import { isNumeral } from "./numeral.js";
import { flowsOf } from "./order.js";
import { ledgerRows } from "./pairs.js";
import { draftsOf } from "./paragraph.js";
import type { Placed } from "./placed.js";
import { type Region, regionsAround, regionsOf } from "./region.js";
import type { Sheet } from "./section.js";
import { segmentsOf, styleOf } from "./segment.js";
import { stressedPairs } from "./stress.js";
import { isNoted } from "./table/surroundings.js";
import { isTiled } from "./tiles.js";

/** Share of a table's numbers set larger than its words from which it is a set of key figures. */
const MIXED = 0.3;
/** Share of cells that hold a figure, and words of an average cell, between which a grid of boxes is told from a table. */
const FIGURES = 0.25;
const LABEL = 6;
/** Words of an average cell from which a grid is a frame around prose. */
const PROSE = 25;

/** Whether a grid is a table: one that no ruling closes must not be made of key figures, none of prose. */
function isTable(table: Table): boolean {
  const cells = table.cells.filter((c) => c.text.words.length > 0);
  const words = cells.flatMap((c) => c.text.words);
  if (words.length > PROSE * cells.length || isTiled(table)) return false;
  if (table.ruling === "ruled") return true;
  const figures = cells.filter((c) => isNumeral(c.text.text)).length;
  const wordy = figures < FIGURES * cells.length && words.length > LABEL * cells.length;
  if (wordy && !isNamedTwice(table)) return false;
  const numbers = words.filter((w) => /\d/.test(w.text));
  const sizes = words.filter((w) => /\p{L}/u.test(w.text)).map((w) => w.size);
  const usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
  const large = numbers.filter((w) => w.size >= 1.25 * usual);
  return usual === 0 || large.length < Math.max(1, MIXED * numbers.length);
}

/** Whether heads name the columns, labels the rows, and nothing stands over the labels. */
function isNamedTwice({ headerRows, stubColumns, rows, cells }: Table): boolean {
  const labels = cells.filter((c) => c.column === 0 && c.text.text !== "").map((c) => c.row);
  return (
    headerRows > 0 && stubColumns > 0 && !labels.includes(0) && new Set(labels).size === rows - headerRows
  );
}

/** A table without the caption that is a heading of the page: numbered, or larger than running text. */
function withoutHeading(table: Table, measure: Measure): Table {
  const { caption, ...rest } = table;
  if (caption === undefined) return table;
  const { size } = styleOf(caption.words);
  return size >= 1.13 * measure.body || numberingOf(caption.text) !== "" ? rest : table;
}

/** A table without the running text that follows it: smaller than the table's type, but not smaller than the page's. */
const withoutText = (table: Table, { body }: Measure): Table => ({
  ...table,
  notes: table.notes.filter(({ text, words }) => isNoted(text) || styleOf(words).size < 0.97 * body),
});

/** Numbers with their labels, and rows of smaller ones, as pieces of the page. */
function figurePieces(pairs: readonly Pair[]): Piece[] {
  return runsOf(pairs).map((run): Piece => {
    const box = hull(run.map(pairBox));
    const around = run[0]!.number.around;
    const base = { box, around, binds: false, amid: false, open: false };
    return run.length === 1 ? { kind: "pair", pair: run[0]!, ...base } : { kind: "run", pairs: run, ...base };
  });
}

/** Most words of a title that its size alone tells. */
const TITLE_WORDS = 3;

/** Whether a line begins amid a sentence. */
const isAmid = ([first]: readonly Word[]): boolean => /^\p{Ll}/u.test(first?.text ?? "");

const ENDED = /[.!?:;…»]$/;

/** Type that stands out from the running text as a title does. */
function standsOut({ style, words }: Placed, measure: Measure): boolean {
  const light = lightness(style.colour) > 0.8;
  const tint = style.colour !== measure.colour && chroma(style.colour) > 0.2;
  const ratio = style.size / measure.body;
  const title =
    light ||
    ratio >= 1.4 ||
    (ratio >= 1.13 && words.length <= TITLE_WORDS && !isAmid(words)) ||
    (style.bold && (tint || ratio >= 1.13)) ||
    (style.italic && tint);
  return title && words.length <= 24;
}

/** Side of the small square or disc that is drawn before a list item, in sizes, and how far it stands off. */
const DOT = 0.75;
const DOT_REACH = 1.8;

/** Left side of the bullet drawn before a segment, where there is one. */
function bulletOf(segment: Placed, fills: readonly Fill[]): number | undefined {
  const { size } = segment.style;
  const dot = fills.find(
    ({ box }) =>
      widthOf(box) <= DOT * size &&
      heightOf(box) <= DOT * size &&
      widthOf(box) > 0.12 * size &&
      Math.abs(widthOf(box) - heightOf(box)) < 0.2 * size &&
      box.x1 <= segment.box.x0 + 0.5 &&
      segment.box.x0 - box.x1 <= DOT_REACH * size &&
      centreOf(box) > segment.core.top &&
      centreOf(box) < segment.core.bottom,
  );
  return dot?.box.x0;
}

function linePiece(
  segment: Placed,
  measure: Measure,
  dots: readonly Fill[],
): Extract<Piece, { kind: "line" }> {
  const bullet = bulletOf(segment, dots);
  const binds = standsOut(segment, measure);
  return {
    kind: "line",
    segment,
    box: segment.core,
    around: segment.around,
    binds,
    amid: isAmid(segment.words),
    open: !binds && !ENDED.test(segment.words.at(-1)?.text ?? ""),
    ...(bullet === undefined ? {} : { bullet }),
  };
}

function unpaired(segments: readonly Placed[], pairs: readonly Pair[]): Placed[] {
  const paired = new Set<Placed>(pairs.flatMap((p) => [p.number, ...p.label]));
  return segments.filter((s) => !paired.has(s));
}

/** A page cut into paragraphs, items, key figures and its tables, in reading order. */
export function sheetOf(page: Page, found: readonly Table[], document: Measure): Sheet {
  const measure = measureOfPage(page, page.words, document);
  const tables = found.filter(isTable).map((table) => withoutText(withoutHeading(table, measure), measure));
  const inTables = new Set(tables.flatMap(wordsOfTable));
  const words = page.words.filter((w) => !inTables.has(w));
  const regions: Region[] = regionsOf(page);
  const segments = segmentsOf(words, page.edges).map(
    (s): Placed => ({ ...s, around: regionsAround(regions, s.box) }),
  );
  const dots = page.fills.filter((f) => widthOf(f.box) < 12 && heightOf(f.box) < 12);
  const large = pairsOf(segments, measure.body);
  const pairs = [...large, ...stressedPairs(unpaired(segments, large))];
  const loose = unpaired(segments, pairs);
  const rows = ledgerRows(loose);
  const inRows = new Set(rows.flatMap((r) => r.parts));
  const pieces: Piece[] = [
    ...figurePieces(pairs),
    ...loose.filter((s) => !inRows.has(s)).map((segment) => linePiece(segment, measure, dots)),
    ...rows.map(({ row }): Piece => ({ ...linePiece(row, measure, []), bullet: row.box.x0 })),
    ...tables.map((table): Piece => {
      const around = regionsAround(regions, table.box);
      return { kind: "table", table, box: table.box, around, binds: false, amid: false, open: false };
    }),
  ];
  const drafts: Draft[] = draftsOf(flowsOf(pieces, 1.25 * measure.body), page.number, measure.body);
  return { page: page.number, drafts, measure };
}
