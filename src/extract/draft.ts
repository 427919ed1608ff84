import {
  type Catalogue,
  type Code,
  type CodeLists,
  DIMENSIONS,
  type Dimension,
  Fault,
  type Indicator,
  innermost,
  type Message,
  PERSONAL_DIMENSIONS,
} from "../model/index.js";
import { type Gazetteer, labelKey, matchPlace, resolveCode, tokensOf } from "../normalise/index.js";
import { countingLine } from "./axis.js";
import { claimDocument, type ExtractInput } from "./document.js";
import { DRAFT_WORDS, type DraftLanguage, type DraftWords } from "./draft-words.js";
import { columnLabel, type Grid, rowLabel } from "./grid.js";
import { compileRulebook } from "./rulebook.js";
import type { Statement } from "./statement.js";
import { isSubset } from "./table-edits.js";
import { territoryNamed } from "./territory.js";

/** Share of an indicator's synonym that must stand in a label for it to be guessed. */
const LIKELY = 0.6;
/** Share of an axis' labels that must be of one kind for it to be taken for the axis' meaning. */
const MOST = 0.6;
const STATEMENT_WORDS = 24;
/** Words of a statement that a pattern keeps before its figure, and after it. */
const BEFORE = 5;
const AFTER = 8;
/** Another figure ends the words that belong to one. */
const FIGURE = /\d[\d\s.,]*(?:%|€|k€|M€)?/u;
const SIGNS = /[+=:;.()"“”«»–—/*-]+(?=\s|$)|(?<=^|\s)[+=:;.()"“”«»–—/*-]+/gu;
/** Labels have hardly more words that say something. */
const LABEL_WORDS = 4;

/** Words that say nothing of what is counted. */
const EMPTY = new Set("de du la le l d en et a au un une par pour dan sur nombre nb dont total".split(" "));

const wordsOf = (text: string): string[] =>
  tokensOf(text)
    .map(({ stem }) => stem)
    .filter((word) => !EMPTY.has(word) && !/^\d+$/.test(word));

type Fits = (indicator: Indicator) => boolean;

/** The indicator whose names share most words with a text; null where none shares enough. */
function guess(text: string, catalogue: Catalogue, fits: Fits = () => true): string | null {
  const own = new Set(wordsOf(text));
  let best: { code: string; score: number; words: number } | null = null;
  for (const [code, indicator] of Object.entries(catalogue).filter(([, entry]) => fits(entry)))
    for (const name of [...indicator.synonyms, indicator.label.fr]) {
      const words = [...new Set(wordsOf(name))];
      if (words.length === 0) continue;
      const score = words.filter((word) => own.has(word)).length / words.length;
      const better =
        best === null || score > best.score || (score === best.score && words.length > best.words);
      if (score >= LIKELY && better) best = { code, score, words: words.length };
    }
  return best?.code ?? null;
}

const quoted = (text: string): string => JSON.stringify(text);
/** A label as a pattern: signs of the pattern language are left out. */
const patternOf = (label: string): string =>
  label
    .replace(/[[\](){}|…*]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const idOf = (text: string, taken: Set<string>): string => {
  const stem = wordsOf(text).slice(0, 6).join("-") || "table";
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${n}`;
  taken.add(id);
  return id;
};

/** What most labels of an axis are: places, codes of one dimension, or nothing known. */
function axisOf(
  labels: readonly string[],
  input: Pick<ExtractInput, "codeLists" | "gazetteer">,
): string | null {
  const most = (count: number): boolean => labels.length > 1 && count / labels.length >= MOST;
  const placed = (level: "COM" | "DEP"): number =>
    labels.filter((label) => matchPlace(label, null, input.gazetteer, level).code !== "").length;
  if (most(placed("COM"))) return "commune";
  if (most(placed("DEP"))) return "department";
  // Labels that all mean the same code ("jeunes …") are no dimension: distinct codes count.
  const resolved = (dimension: Dimension): number =>
    new Set(labels.flatMap((label) => resolveCode(label, listOf(input.codeLists, dimension))?.code ?? []))
      .size;
  const ranked = DIMENSIONS.map((dimension) => ({ dimension, count: resolved(dimension) })).sort(
    (a, b) => b.count - a.count,
  );
  if (ranked[0] !== undefined && most(ranked[0].count)) return `dimension ${ranked[0].dimension}`;
  const persons = (label: string): boolean =>
    PERSONAL_DIMENSIONS.some(
      (dimension) => (resolveCode(label, listOf(input.codeLists, dimension))?.coverage ?? 0) >= 0.5,
    );
  return most(labels.filter(persons).length) ? "profile" : null;
}

const listOf = (lists: CodeLists, dimension: Dimension): readonly Code[] => lists[dimension] ?? [];

/** A list of sentences rather than of labels with their values. */
const isProse = (grid: Grid): boolean =>
  grid.kind === "list" &&
  Array.from({ length: grid.rows }, (_, r) => wordsOf(rowLabel(grid, r)).length).every(
    (n) => n > LABEL_WORDS,
  );

function tableLines(grid: Grid, input: ExtractInput, taken: Set<string>, words: DraftWords): string[] {
  const body = Array.from({ length: grid.rows }, (_, r) => r).filter(
    (r) => r >= grid.headerRows && !grid.totalRows.has(r) && !grid.groupRows.has(r),
  );
  const rows = body.map((r) => rowLabel(grid, r)).filter((label) => label !== "");
  const columns = Array.from({ length: grid.columns - grid.stubColumns }, (_, c) =>
    columnLabel(grid, c + grid.stubColumns),
  ).filter((label) => label !== "");
  const title = grid.caption || grid.section.at(-1) || columns[0] || rows[0] || "";
  const rowAxis = axisOf(rows, input);
  const columnAxis = axisOf(columns, input);
  const whole = guess([...grid.section, grid.caption, ...columns].join(" "), input.catalogue);
  const section = patternOf(grid.section.at(-1) ?? "");
  const header = patternOf(columns[0] ?? "");
  const lines = [
    `  # page ${grid.page}: ${rows.slice(0, 3).join(" / ")} × ${columns.slice(0, 4).join(" / ")}`.slice(
      0,
      118,
    ),
    `  - id: ${idOf(title, taken)}`,
    ...(section || header
      ? [
          `    where: {${[section && `section: ${quoted(section)}`, header && `headers: ${quoted(header)}`].filter(Boolean).join(", ")}}`,
        ]
      : []),
    ...(whole === null ? [] : [`    cells: ${whole} # ${words.guess}`]),
    ...(rowAxis === null ? [] : [`    rows: ${rowAxis} # ${words.guess}`]),
    ...(columnAxis === null
      ? columnEntries(columns, input, whole !== null, words)
      : [`    columns: ${columnAxis} # ${words.guess}`]),
  ];
  const complete = whole !== null || (columnAxis === null && columns.length > 0);
  const problem = complete ? problemOf(["tables:", ...lines], input)?.[words.language] : words.uncounted;
  const key = labelKey(
    lines
      .slice(2)
      .filter((line) => !line.startsWith("    cells:"))
      .join(" ; "),
  );
  const told = problem ?? (taken.has(key) ? words.sameWords : null);
  taken.add(key);
  return told === null
    ? lines
    : [...lines.map((line) => line.replace(/^ {2}(?!#)/, "  # ")), `  #   ${told}`];
}

const HEAD = 'publisher: x\nname: x\narea: ML-x\nidentify: {any: [x]}\nperiod: {any: ["{year}"]}\n';

/** Why rules cannot be read, as `rules check` would tell; null where they can. */
function problemOf(lines: readonly string[], { catalogue, codeLists }: ExtractInput): Message | null {
  try {
    compileRulebook(`${HEAD}${lines.join("\n")}\n`, "draft.yaml", {
      catalogue,
      codeLists,
      areaExists: () => true,
    });
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.what;
    throw error;
  }
}

/** Patterns that can be read, each once whatever its slot means. */
function readable(lines: readonly string[], input: ExtractInput): string[] {
  const byWords = new Map(lines.map((line) => [line.replace(/\{[^}]*\}/g, "{}").toLowerCase(), line]));
  return [...byWords.values()].filter(
    (line) => problemOf(["statements:", "  - id: figures", "    match:", line], input) === null,
  );
}

/** "Dont … quartier prioritaire" under a known quantity: the code it means, as a mapping. */
function partOf(label: string, { codeLists }: ExtractInput): string | null {
  if (!isSubset(label)) return null;
  const found = PERSONAL_DIMENSIONS.flatMap((dimension) => {
    const one = resolveCode(label, listOf(codeLists, dimension));
    return one === null || one.code.code === "_T" ? [] : [{ dimension, ...one }];
  }).sort((a, b) => b.coverage - a.coverage);
  return found[0] === undefined ? null : `${found[0].dimension}=${found[0].code.code}`;
}

/** `whole`: the table's own quantity was found, which a column may be a part of. */
function columnEntries(
  columns: readonly string[],
  input: ExtractInput,
  whole: boolean,
  { guess: guessed, unknown }: DraftWords,
): string[] {
  const entries = [...new Set(columns.map(patternOf))].filter((label) => label !== "");
  if (entries.length === 0) return [];
  const lines = entries.map((label) => {
    if (/^(?:19|20)\d\d$/.test(label)) return `      "{year}": "@year" # ${guessed}`;
    if (countingLine(label)?.measure === "CHANGE") return `      ${quoted(label)}: ":CHANGE" # ${guessed}`;
    const code = (whole ? partOf(label, input) : null) ?? guess(label, input.catalogue);
    return code === null
      ? `      ${quoted(label)}: null # ${unknown}`
      : `      ${quoted(label)}: ${code} # ${guessed}`;
  });
  return ["    columns:", ...new Set(lines)];
}

/** A short statement as a pattern: its numeral a slot, the words around it as they are. */
function statementLine(
  statement: Statement,
  raw: string,
  catalogue: Catalogue,
  words: DraftWords,
): string | null {
  const text = innermost(statement.text);
  const at = text.indexOf(raw);
  if (at < 0 || text.split(/\s+/).length > STATEMENT_WORDS) return null;
  const euros = /€/.test(raw);
  const fits: Fits = ({ unit }) => /%/.test(raw) || (unit === "EUR") === euros;
  const code = guess(`${statement.section.at(-1) ?? ""} ${text}`, catalogue, fits);
  if (code === null) return null;
  const before = patternOf((text.slice(0, at).split(FIGURE).at(-1) ?? "").replace(SIGNS, " "))
    .split(" ")
    .slice(-BEFORE)
    .join(" ");
  const after = patternOf((text.slice(at + raw.length).split(FIGURE)[0] ?? "").replace(SIGNS, " "))
    .split(" ")
    .slice(0, AFTER)
    .join(" ");
  const measure = /%/.test(raw) ? ":SHARE" : "";
  if (wordsOf(`${before} ${after}`).length === 0) return null;
  return `      - ${quoted([before, `{${code}${measure}}`, after].filter(Boolean).join(" "))} # ${words.guess}`;
}

/** The communes that tables and lists name, in the department most of them lie in. */
function territoryLine(grids: readonly Grid[], gazetteer: Gazetteer, words: DraftWords): string {
  const home = territoryNamed(grids, gazetteer);
  const labels = grids.flatMap((grid) => Array.from({ length: grid.rows }, (_, r) => rowLabel(grid, r)));
  const codes = labels.flatMap((label) => {
    const place = home === null ? null : matchPlace(label, home, gazetteer, "COM");
    return place === null || place.match === "outside" ? [] : [place.code];
  });
  const members = [...new Set(codes.filter((code) => code.startsWith("COM-")))].sort();
  if (members.length === 0) return `# territory: {level: COM, members: []} # ${words.noCommunes}`;
  const quotedMembers = members.map((code) => quoted(code.slice("COM-".length))).join(", ");
  return `territory: {level: COM, members: [${quotedMembers}]} # ${words.guess}`;
}

/**
 * A starter rulebook for a report, as YAML: each table and each figure that no shared rule maps, with the
 * indicator its words are nearest to. Every guess is marked as such. `input` holds the shared rules only.
 */
export function draftRulebook(
  input: ExtractInput,
  publisher: string,
  language: DraftLanguage = "en",
): string {
  const words = DRAFT_WORDS[language];
  const claimed = claimDocument(input);
  const taken = new Set<string>();
  const tables = claimed.grids
    .filter((grid) => grid.cells.some((cell) => /\d/.test(cell.text)) && !isProse(grid))
    .flatMap((grid) => tableLines(grid, input, taken, words));
  const open = claimed.entries.filter(
    (entry) =>
      claimed.held.get(entry) === undefined &&
      entry.numeral.kind === "number" &&
      !claimed.places.has(entry.source),
  );
  const lines = open.flatMap((entry) => {
    const statement = claimed.statements.find((s) =>
      s.pieces.some(
        (p) => p.source === entry.source && p.from <= entry.numeral.start && entry.numeral.end <= p.to,
      ),
    );
    return statement === undefined
      ? []
      : [statementLine(statement, entry.numeral.raw, input.catalogue, words)];
  });
  const statements = readable(
    lines.filter((line) => line !== null),
    input,
  );
  return [
    words.head,
    `publisher: ${publisher}`,
    `name: ${publisher}`,
    `area: ML-${publisher}`,
    territoryLine(claimed.grids, input.gazetteer, words),
    `identify: {any: [${quoted(publisher)}]} # ${words.identify}`,
    `period: {any: ["rapport d'activité {year}"]}`,
    "",
    ...(tables.length > 0 ? ["tables:", ...tables, ""] : []),
    ...(statements.length > 0 ? ["statements:", "  - id: figures", "    match:", ...statements, ""] : []),
  ].join("\n");
}
