import type { Block, Box, Language, Page, Table, Text } from "../model/index.js";

/** Nouns for one and for several, and what else is said. */
const WORDS = {
  fr: {
    page: "page",
    of: "sur",
    counted: { words: "mots", edges: "traits", fills: "aplats", pictures: "images" },
    one: { words: "mot", edges: "trait", fills: "aplat", pictures: "image" },
    methods: { text: "texte", ocr: "reconnue", mixed: "en partie reconnue" },
    kinds: {
      heading: "titre",
      paragraph: "paragraphe",
      list: "liste",
      table: "tableau",
      keyFigure: "chiffre clé",
      note: "note",
      furniture: "mobilier de page",
      chart: "graphique",
    },
    ruling: { ruled: "tracé", partial: "tracé en partie", unruled: "sans traits", shaded: "en aplats" },
    caption: "titre :",
    note: "note :",
  },
  en: {
    page: "page",
    of: "of",
    counted: { words: "words", edges: "edges", fills: "fills", pictures: "pictures" },
    one: { words: "word", edges: "edge", fills: "fill", pictures: "picture" },
    methods: { text: "text", ocr: "ocr", mixed: "mixed" },
    kinds: {
      heading: "heading",
      paragraph: "paragraph",
      list: "list",
      table: "table",
      keyFigure: "keyFigure",
      note: "note",
      furniture: "furniture",
      chart: "chart",
    },
    ruling: { ruled: "ruled", partial: "partial", unruled: "unruled", shaded: "shaded" },
    caption: "caption:",
    note: "note:",
  },
} as const;

type Words = (typeof WORDS)[Language];

/** What was seen on a page, in words: a head line, then each block with its box and what it says. */
export function listingOf(
  page: Page,
  pageCount: number,
  blocks: readonly Block[],
  language: Language = "en",
): string {
  const w = WORDS[language];
  return [headOf(page, pageCount, language), ...blocks.flatMap((block) => linesOf(block, w))].join("\n");
}

const THINGS = ["words", "edges", "fills", "pictures"] as const;

function headOf(page: Page, pageCount: number, language: Language): string {
  const w = WORDS[language];
  const counts = THINGS.map((thing) => {
    const count = page[thing].length;
    return `${count} ${(count === 1 ? w.one : w.counted)[thing]}`;
  }).join(", ");
  const label = page.label === undefined ? "" : ` (${page.label})`;
  const size = `${Math.round(page.width)} × ${Math.round(page.height)} pt`;
  const fault = page.fault === undefined ? "" : `\n  ! ${page.fault[language]}`;
  return `${w.page} ${page.number}${label} ${w.of} ${pageCount}, ${size}, ${w.methods[page.method]}: ${counts}${fault}`;
}

function linesOf(block: Block, w: Words): string[] {
  const section = block.section.length === 0 ? "" : `  § ${block.section.join(" › ")}`;
  return [
    `  ${nameOf(block, w)} ${corners(block.box)}${section}`,
    ...contentOf(block, w).map((line) => `      ${line}`),
  ];
}

function nameOf(block: Block, w: Words): string {
  const name = w.kinds[block.kind];
  if (block.kind === "heading") return `${name} ${block.level}`;
  if (block.kind === "table") return `${name} ${block.rows} × ${block.columns}, ${w.ruling[block.ruling]}`;
  return name;
}

function corners({ x0, top, x1, bottom }: Box): string {
  return `[${[x0, top, x1, bottom].map((v) => Math.round(v)).join(" ")}]`;
}

function contentOf(block: Block, w: Words): string[] {
  switch (block.kind) {
    case "table":
      return tableLines(block, w);
    case "list":
      return block.items.map(({ depth, marker, text }) => `${"  ".repeat(depth)}${marker} ${text.text}`);
    case "keyFigure":
      return [`${block.value.text} · ${block.label.text}`];
    case "note":
      return [`${block.mark} ${block.text.text}`.trim()];
    default:
      return [block.text.text];
  }
}

function tableLines(table: Table, w: Words): string[] {
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells = table.cells.filter((cell) => cell.row === row).sort((p, q) => p.column - q.column);
    return `${roleOf(table, row)} ${cells.map((cell) => cell.text.text || "∅").join(" | ")}`;
  });
  const beside = (label: string, text: Text): string => `${label} ${text.text}`;
  return [
    ...(table.caption === undefined ? [] : [beside(w.caption, table.caption)]),
    ...rows,
    ...table.notes.map((note) => beside(w.note, note)),
  ];
}

/** `h` header, `t` total, `g` group, `·` a row of figures. */
function roleOf(table: Table, row: number): string {
  if (row < table.headerRows) return "h";
  if (table.totalRows.includes(row)) return "t";
  return table.groupRows.includes(row) ? "g" : "·";
}
