import type { Page, Table, Word } from "../model/index.js";
import type { Draft, Piece } from "./draft.js";
import { type Pair, type Placed, pairBox, pairsOf, runsOf } from "./keyfigure.js";
import { hull } from "./line.js";
import { type Measure, measureOfPage } from "./measure.js";
import { flowsOf } from "./order.js";
import { draftsOf } from "./paragraph.js";
import { type Region, regionsAround, regionsOf } from "./region.js";
import type { Sheet } from "./section.js";
import { segmentsOf } from "./segment.js";

/** All words of a table: those of its cells, its caption and its notes. */
export function wordsOfTable(table: Table): Word[] {
  return [
    ...table.cells.flatMap((c) => c.text.words),
    ...(table.caption?.words ?? []),
    ...table.notes.flatMap((n) => n.words),
  ];
}

/** Numbers with their labels, and rows of smaller ones, as pieces of the page. */
function figurePieces(pairs: readonly Pair[]): Piece[] {
  return runsOf(pairs).map((run): Piece => {
    const box = hull(run.map(pairBox));
    const around = run[0]!.number.around;
    return run.length === 1
      ? { kind: "pair", pair: run[0]!, box: pairBox(run[0]!), around }
      : { kind: "run", pairs: run, box, around };
  });
}

/** A page cut into paragraphs, items, key figures and its tables, in reading order. */
export function sheetOf(
  page: Page,
  tables: readonly Table[],
  set: ReadonlySet<Word>,
  document: Measure,
): Sheet {
  const inTables = new Set(tables.flatMap(wordsOfTable));
  const words = page.words.filter((w) => !inTables.has(w) && !set.has(w));
  const measure = measureOfPage(page, words, document);
  const regions: Region[] = regionsOf(page);
  const segments = segmentsOf(words, page.edges).map(
    (s): Placed => ({ ...s, around: regionsAround(regions, s.box) }),
  );
  const pairs = pairsOf(segments, measure.body);
  const paired = new Set<Placed>(pairs.flatMap((p) => [p.number, ...p.label]));
  const pieces: Piece[] = [
    ...figurePieces(pairs),
    ...segments
      .filter((s) => !paired.has(s))
      .map((segment): Piece => ({ kind: "line", segment, box: segment.core, around: segment.around })),
    ...tables.map(
      (table): Piece => ({ kind: "table", table, box: table.box, around: regionsAround(regions, table.box) }),
    ),
  ];
  const drafts: Draft[] = draftsOf(flowsOf(pieces, 1.25 * measure.body), page.number);
  return { page: page.number, drafts, measure };
}
