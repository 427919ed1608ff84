import { createHash } from "node:crypto";
import { type Box, innermost } from "../../model/index.js";
import type { FigureGroup, LooseFigure, RuleDraft } from "../wire.js";

/** A figure that no rule claims, and what stands around it. */
export interface Loose {
  id: string;
  document: string;
  publisher: string;
  page: number;
  box: Box;
  raw: string;
  section: string;
  /** The sentence, item or label with its value that it stands in; empty in a table. */
  statement: string;
  table: { caption: string; row: string; column: string } | null;
}

/** Words on either side of a figure that tell it from others. */
const WORDS = 4;
const ID_WORDS = 5;
const MOST_ROWS = 12;

/** Figures that one rule would take: the same words around a figure, or one column of a table, in whatever report. */
export function groupsOf(loose: readonly Loose[], rulebookOf: (publisher: string) => string): FigureGroup[] {
  const groups = new Map<string, Loose[]>();
  for (const figure of loose) {
    const key = likenessOf(figure);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups]
    .map(([key, figures]) => groupOf(key, figures, rulebookOf))
    .sort((a, b) => b.figures.length - a.figures.length || (a.id < b.id ? -1 : 1));
}

function likenessOf({ publisher, statement, table, section, raw }: Loose): string {
  if (table !== null) return ["table", publisher, section, table.caption, table.column].join("\t");
  return ["statement", publisher, patternOf(statement, raw, "#") || section].join("\t");
}

function groupOf(
  key: string,
  figures: readonly Loose[],
  rulebookOf: (publisher: string) => string,
): FigureGroup {
  const [first] = figures;
  const { publisher = "", section = "", statement = "", table = null } = first ?? {};
  return {
    id: createHash("sha256").update(key).digest("hex").slice(0, 12),
    publisher,
    rulebook: rulebookOf(publisher),
    kind: table === null ? "statement" : "table",
    title: table === null ? statement : [table.caption, table.column].filter(Boolean).join(" – "),
    section,
    figures: figures.map(looseFigure),
    drafts: table === null ? statementDrafts(figures) : tableDrafts(figures),
  };
}

/** A figure as the page shows it. */
export const looseFigure = ({ id, document, page, box, raw, statement, table }: Loose): LooseFigure => ({
  id,
  document,
  page,
  box,
  raw,
  context: table === null ? statement : [table.row, table.column].filter(Boolean).join(" – "),
});

/** Signs of the pattern language, and what parts one thought from the next. */
const STOP = /[.;:!?>()[\]{}|…•]|\d/;

/** The words around a figure as a pattern, `slot` in its place. */
export function patternOf(statement: string, raw: string, slot: string): string {
  const text = statement.replace(/\s+/g, " ");
  const bare = raw.replace(/\s+/g, " ");
  const at = text.indexOf(bare);
  if (at < 0) return "";
  const before = words(text.slice(0, at)).toReversed();
  const after = words(text.slice(at + bare.length));
  const near = (list: readonly string[]): string[] => {
    const end = list.findIndex((word) => STOP.test(word));
    return list.slice(0, Math.min(WORDS, end < 0 ? list.length : end)).filter((word) => /\p{L}/u.test(word));
  };
  const around = [...near(before).toReversed(), slot, ...near(after)];
  return around.length === 1 ? "" : around.map(plain).join(" ");
}

const words = (text: string): string[] =>
  text
    .replace(/([.;:!?>()])/g, " $1 ")
    .split(/\s+/)
    .filter((word) => word !== "");

const plain = (word: string): string =>
  word.startsWith("{") || word === "#" ? word : word.replace(/[^\p{L}\p{N}'’%€-]/gu, "");

const quoted = (text: string): string => JSON.stringify(text);
const asPattern = (label: string): string =>
  label
    .replace(/[[\](){}|…*<>]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const idOf = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .split(" ")
    .filter((word) => word.length > 2)
    .slice(0, ID_WORDS)
    .join("-") || "figures";

const sectionOf = (section: string): string => asPattern(innermost(section));

function statementDrafts(figures: readonly Loose[]): FigureGroup["drafts"] {
  const patterns = (slot: string): string[] => [
    ...new Set(figures.map((f) => patternOf(f.statement, f.raw, slot)).filter(Boolean)),
  ];
  const [first] = figures;
  const id = idOf(patterns("{_}")[0] ?? first?.statement ?? "");
  const match = (slot: string): string[] => ["match:", ...patterns(slot).map((p) => `  - ${quoted(p)}`)];
  const ignored =
    patterns("{_}").length > 0 ? match("{_}") : [`section: ${quoted(sectionOf(first?.section ?? ""))}`];
  return {
    ignore: draft("ignore", [`id: ${id}`, ...ignored, "reason: REASON"]),
    map: draft("statements", [`id: ${id}`, "of: INDICATOR", ...match("{}")]),
  };
}

function tableDrafts(figures: readonly Loose[]): FigureGroup["drafts"] {
  const [first] = figures;
  const table = first?.table ?? { caption: "", row: "", column: "" };
  const section = sectionOf(first?.section ?? "");
  const column = asPattern(table.column);
  const id = idOf([section, table.caption, column].join(" "));
  const rows = [...new Set(figures.map((f) => asPattern(f.table?.row ?? "")).filter(Boolean))];
  const where = [
    "where:",
    ...(section === "" ? [] : [`  section: ${quoted(section)}`]),
    ...(column === "" ? [`  rows: ${quoted(rows[0] ?? "")}`] : [`  headers: ${quoted(column)}`]),
  ];
  const set = (mapping: string): string[] => [
    ...(column === "" ? [] : ["columns:", `  ${quoted(column)}: ${mapping}`]),
    ...(rows.length === 0 || rows.length > MOST_ROWS
      ? []
      : ["rows:", ...rows.map((row) => `  ${quoted(row)}: ${mapping}`)]),
  ];
  const whole = draft("ignore", [`id: ${id}`, `section: ${quoted(section)}`, "reason: REASON"]);
  const lines = draft("tables", [`id: ${id}`, ...where, ...set("null"), "# REASON"]);
  return {
    ignore: section === "" ? lines : whole,
    map: draft("tables", [`id: ${id}`, ...where, ...set("INDICATOR")]),
  };
}

const draft = (list: RuleDraft["list"], lines: readonly string[]): RuleDraft => ({
  list,
  text: `${lines.join("\n")}\n`,
});
