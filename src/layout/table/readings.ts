import type { Block, Cell, Table, Text, Word } from "../../model/index.js";

/** Words that recognition is less sure of than this may have been read wrong. */
const DOUBTFUL = 0.8;
/** What is thought of a reading that the sums of its table decided. */
const DECIDED = 0.75;
/** A whole number as printed, with or without a euro sign. */
const WHOLE = /^\d[\d\s]*(?:\s?€)?$/;
const NOTHING = /^[/–—-]$/;
/** Digits that recognition takes for one another. */
const ALIKE: Readonly<Record<string, string>> = {
  "0": "689",
  "1": "74",
  "2": "73",
  "3": "8529",
  "4": "91",
  "5": "638",
  "6": "0856",
  "7": "12",
  "8": "30659",
  "9": "4083",
};

/** Cells of which one states what the others make together. */
interface Sum {
  total: Cell;
  parts: Cell[];
}

interface Change {
  cell: Cell;
  word: Word;
  text: string;
}

/** Decides doubtful readings of figures by the sums of their tables. */
export function withReadingsDecided(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => (block.kind === "table" ? decided(block) : block));
}

/**
 * Takes for a doubtful figure another reading or a look-alike where that is the only one with which the sums it
 * takes part in hold, and they do not as read. What was read stays in `printed`, and the confidence falls.
 */
export function decided(table: Table): Table {
  if (!table.cells.some((cell) => doubtfulWords(cell).length > 0)) return table;
  let current = table;
  for (let i = 0; i < table.cells.length; i++) {
    const change = nextChange(sumsOf(current));
    if (change === undefined) return current;
    current = {
      ...current,
      cells: current.cells.map((cell) => (cell === change.cell ? changed(change) : cell)),
    };
  }
  return current;
}

function nextChange(sums: readonly Sum[]): Change | undefined {
  for (const sum of sums.filter((each) => holds(each) === false)) {
    const found = [sum.total, ...sum.parts].flatMap((cell) => solutions(cell, sums));
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** The readings of a cell with which all sums that it takes part in hold. */
function solutions(cell: Cell, sums: readonly Sum[]): Change[] {
  const own = sums.filter(({ total, parts }) => total === cell || parts.includes(cell));
  return doubtfulWords(cell).flatMap((word) =>
    candidates(word)
      .map((text) => ({ cell, word, text }))
      .filter((change) => {
        const value = wholeOf(textWith(change).text);
        return value !== undefined && own.every((sum) => holds(sum, cell, value) !== false);
      }),
  );
}

const doubtfulWords = ({ text }: Cell): Word[] =>
  text.words.filter((word) => word.method === "ocr" && word.confidence < DOUBTFUL && /^\d+$/.test(word.text));

function candidates(word: Word): string[] {
  const digits = [...word.text];
  const alike = digits.flatMap((digit, i) =>
    [...(ALIKE[digit] ?? "")].map((other) => digits.with(i, other).join("")),
  );
  return [...new Set([...(word.readings ?? []), ...alike])].filter((text) => text !== word.text);
}

function wholeOf(text: string): bigint | undefined {
  if (NOTHING.test(text.trim())) return 0n;
  return WHOLE.test(text.trim()) ? BigInt(text.replace(/\D/g, "")) : undefined;
}

/** Undefined where a cell holds no whole number. `value` stands in for that of `cell`. */
function holds({ total, parts }: Sum, cell?: Cell, value?: bigint): boolean | undefined {
  const of = (each: Cell): bigint | undefined => (each === cell ? value : wholeOf(each.text.text));
  const whole = of(total);
  const terms = parts.map(of);
  if (whole === undefined || terms.some((term) => term === undefined)) return undefined;
  return terms.reduce<bigint>((sum, term) => sum + (term ?? 0n), 0n) === whole;
}

/** The sums down to a total row and along to a total column that hold as often as not. */
function sumsOf(table: Table): Sum[] {
  const at = new Map(table.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const down = (row: number, line: number): Cell | undefined => at.get(`${row} ${line}`);
  const along = (column: number, line: number): Cell | undefined => at.get(`${line} ${column}`);
  const rows = { totals: table.totalRows, first: table.headerRows, left: table.groupRows };
  const columns = { totals: table.totalColumns, first: table.stubColumns, left: [] };
  return [
    ...families(rows, { from: table.stubColumns, to: table.columns, left: table.totalColumns }, down),
    ...families(columns, { from: table.headerRows, to: table.rows, left: table.groupRows }, along),
  ].flatMap((family) => (isKept(family) ? family : []));
}

/** For each total the sums that lead to it, one a line. */
function families(
  axis: { totals: readonly number[]; first: number; left: readonly number[] },
  lines: { from: number; to: number; left: readonly number[] },
  at: (place: number, line: number) => Cell | undefined,
): Sum[][] {
  const totals = axis.totals.toSorted((p, q) => p - q);
  return totals.map((place, i) => {
    const from = i === 0 ? axis.first : (totals[i - 1] ?? 0) + 1;
    const places = range(from, place).filter((p) => !axis.left.includes(p));
    return range(lines.from, lines.to).flatMap((line) => {
      const total = at(place, line);
      const parts = places.flatMap((p) => at(p, line) ?? []);
      return total === undefined || parts.length < 2 ? [] : [{ total, parts }];
    });
  });
}

/** A family of one line tells nothing against it; of several at least half must hold. */
function isKept(family: readonly Sum[]): boolean {
  const told = family.map((sum) => holds(sum)).filter((held) => held !== undefined);
  return told.length <= 1 || 2 * told.filter((held) => held).length >= told.length;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);

function changed(change: Change): Cell {
  return { ...change.cell, text: textWith(change) };
}

/** The text of the cell with the word changed, and the places of its words moved along. */
function textWith({ cell, word, text }: Change): Text {
  const { words, spans } = cell.text;
  const at = words.indexOf(word);
  const [start, end] = spans[at] ?? [0, 0];
  const longer = text.length - (end - start);
  return {
    text: cell.text.text.slice(0, start) + text + cell.text.text.slice(end),
    words: words.with(at, {
      ...word,
      text,
      printed: word.printed ?? word.text,
      confidence: Math.min(word.confidence, DECIDED),
    }),
    spans: spans.map(([p, q], i) =>
      i < at ? [p, q] : i === at ? [p, q + longer] : [p + longer, q + longer],
    ),
  };
}
