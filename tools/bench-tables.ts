/**
 * Measures the table reader on the ICDAR 2013 table competition's ground truth.
 *
 *   npm run bench:tables -- FOLDER [--json FILE] [--each]
 *
 * FOLDER holds PDF files and, beside them, `*-str.xml` (cells), in any depth. Prints the macro F1 over the
 * documents and milliseconds a page; `--json` writes what was found as
 * `[{file, page, seconds, tables: [{cells: [{row, col, rowspan, colspan, text}]}]}]`.
 *
 * The measure is that of Göbel, Hassan, Oro and Orsi (ICDAR 2013): each cell with content gives one relation
 * to its nearest neighbour with content at the right and one downwards; "tool" compares the number of blank
 * slots between as well, "paper" does not. A true table takes the found one of its page that shares most.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { findTables } from "../src/layout/table/index.js";
import { openPdf } from "../src/read/index.js";

interface Slot {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  text: string;
}

interface Found {
  page: number;
  cells: Slot[];
}

interface Score {
  f1: number;
  precision: number;
  recall: number;
}

const normal = (text: string): string => text.replace(/\s+/g, "").toUpperCase();

/** Relations of a table as counted strings; `blanks` takes the slots between into the comparison. */
function relations(cells: readonly Slot[], blanks: number): Map<string, number> {
  const slots = new Map<string, { id: number; text: string; row: number; column: number }>();
  for (const [id, cell] of cells.entries()) {
    const text = normal(cell.text);
    if (text === "") continue;
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++)
      for (let column = cell.column; column < cell.column + cell.columnSpan; column++)
        slots.set(`${row} ${column}`, { id, text, row, column });
  }
  const bag = new Map<string, number>();
  const all = [...slots.values()];
  for (const across of [true, false]) {
    const seen = new Set<string>();
    const ordered = [...all].sort((a, b) =>
      across ? a.row - b.row || a.column - b.column : a.column - b.column || a.row - b.row,
    );
    for (let i = 1; i < ordered.length; i++) {
      const [a, b] = [ordered[i - 1]!, ordered[i]!];
      const sameLine = across ? a.row === b.row : a.column === b.column;
      const pair = `${a.id} ${b.id}`;
      if (!sameLine || a.id === b.id || seen.has(pair)) continue;
      seen.add(pair);
      const gap = across ? b.column - a.column : b.row - a.row;
      const key = `${a.text}\t${b.text}\t${across}\t${blanks * gap}`;
      bag.set(key, (bag.get(key) ?? 0) + 1);
    }
  }
  return bag;
}

const total = (bag: ReadonlyMap<string, number>): number => [...bag.values()].reduce((n, m) => n + m, 0);

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let n = 0;
  for (const [key, count] of a) n += Math.min(count, b.get(key) ?? 0);
  return n;
}

function score(truth: readonly Found[], found: readonly Found[], blanks: number): Score {
  const left = found.map((t) => ({ page: t.page, bag: relations(t.cells, blanks) }));
  let [correct, detected, expected] = [0, 0, 0];
  for (const table of truth) {
    const bag = relations(table.cells, blanks);
    expected += total(bag);
    const here = left.filter((t) => t.page === table.page);
    if (here.length === 0) continue;
    const best = here.reduce((a, b) => (shared(bag, b.bag) > shared(bag, a.bag) ? b : a));
    correct += shared(bag, best.bag);
    detected += total(best.bag);
    left.splice(left.indexOf(best), 1);
  }
  detected += left.reduce((n, t) => n + total(t.bag), 0);
  const precision = detected === 0 ? 0 : correct / detected;
  const recall = expected === 0 ? 0 : correct / expected;
  return { precision, recall, f1: correct === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(xml: string): string {
  return xml
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, dec, hex, name) =>
      dec
        ? String.fromCodePoint(Number(dec))
        : hex
          ? String.fromCodePoint(Number.parseInt(hex, 16))
          : (ENTITIES[name] ?? all),
    );
}

function attribute(tag: string, name: string): number | undefined {
  const digits = tag.match(new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`))?.[1]?.match(/-?\d+/)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The tables of one ground-truth file. */
function truthOf(file: string): Found[] {
  const xml = readFileSync(file, "utf8");
  return [...xml.matchAll(/<table\b[^>]*>([\s\S]*?)<\/table>/g)].map(([, body]) => {
    let page = 1;
    const cells: Slot[] = [];
    for (const [, head, inner] of body!.matchAll(/<region\b([^>]*)>([\s\S]*?)<\/region>/g)) {
      page = attribute(head!, "page") ?? page;
      const [down, right] = [attribute(head!, "row-increment") ?? 0, attribute(head!, "col-increment") ?? 0];
      for (const [, tag, content] of inner!.matchAll(/<cell\b([^>]*)>([\s\S]*?)<\/cell>/g)) {
        const [row, column] = [attribute(tag!, "start-row") ?? 0, attribute(tag!, "start-col") ?? 0];
        cells.push({
          row: row + down,
          column: column + right,
          rowSpan: (attribute(tag!, "end-row") ?? row) - row + 1,
          columnSpan: (attribute(tag!, "end-col") ?? attribute(tag!, "col-end") ?? column) - column + 1,
          text: decoded(content!.match(/<content\b[^>]*>([\s\S]*?)<\/content>/)?.[1] ?? ""),
        });
      }
    }
    return { page, cells };
  });
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesIn(path, ending) : name.endsWith(ending) ? [path] : [];
    });
}

/** Documents published with two truths (`…a`, `…b`) count once, with the one that suits better. */
const documentOf = (file: string): string =>
  basename(file)
    .replace(/(-str\.xml|\.pdf)$/, "")
    .replace(/(\d{3})[ab]$/, "$1");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, each: { type: "boolean" } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("usage: bench-tables FOLDER [--json FILE] [--each]");

const truths = filesIn(folder, "-str.xml").map((path) => ({
  document: documentOf(path),
  tables: truthOf(path),
}));
const report: object[] = [];
const scores: { paper: Score; tool: Score }[] = [];
let [milliseconds, pages] = [0, 0];
for (const file of filesIn(folder, ".pdf")) {
  // The truth tells of text alone: what pictures show, tables or charts, is no part of it.
  const pdf = await openPdf(file, { ocr: false });
  const found: Found[] = [];
  for await (const page of pdf.pages()) {
    const start = performance.now();
    const tables = findTables(page);
    const seconds = (performance.now() - start) / 1000;
    milliseconds += 1000 * seconds;
    pages++;
    const cells = tables.map((t) => t.cells.map(({ text, ...cell }) => ({ ...cell, text: text.text })));
    found.push(...cells.map((c) => ({ page: page.number, cells: c })));
    report.push({
      file: basename(file),
      page: page.number,
      seconds,
      tables: cells.map((own) => ({
        cells: own.map((c) => ({
          row: c.row,
          col: c.column,
          rowspan: c.rowSpan,
          colspan: c.columnSpan,
          text: c.text,
        })),
      })),
    });
  }
  await pdf.close();
  const variants = truths.filter((t) => t.document === documentOf(file)).map((t) => t.tables);
  if (variants.length === 0) continue;
  const best = (blanks: number): Score =>
    variants.map((v) => score(v, found, blanks)).reduce((a, b) => (b.f1 > a.f1 ? b : a));
  const own = { paper: best(0), tool: best(1) };
  scores.push(own);
  if (values.each) {
    const { f1, precision, recall } = own.paper;
    console.log(
      `${documentOf(file).padEnd(12)} paper ${f1.toFixed(3)} (P ${precision.toFixed(3)} R ${recall.toFixed(3)}) tool ${own.tool.f1.toFixed(3)}`,
    );
  }
}
const mean = (pick: (s: (typeof scores)[number]) => number): string =>
  (scores.reduce((n, s) => n + pick(s), 0) / Math.max(1, scores.length)).toFixed(3);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report));
console.log(
  `${scores.length} documents, ${pages} pages: macro F1 paper ${mean((s) => s.paper.f1)}, tool ${mean((s) => s.tool.f1)}; ` +
    `${(milliseconds / Math.max(1, pages)).toFixed(1)} ms a page`,
);
