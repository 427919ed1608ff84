import type { Block, Box, Page, Table, Text } from "../model/index.js";

/** What was seen on a page, in words: a head line, then each block with its box and what it says. */
export function listingOf(page: Page, pageCount: number, blocks: readonly Block[]): string {
  return [headOf(page, pageCount), ...blocks.flatMap(linesOf)].join("\n");
}

function headOf(page: Page, pageCount: number): string {
  const counted = (things: readonly unknown[], noun: string): string =>
    `${things.length} ${noun}${things.length === 1 ? "" : "s"}`;
  const counts = [
    counted(page.words, "word"),
    counted(page.edges, "edge"),
    counted(page.fills, "fill"),
    counted(page.pictures, "picture"),
  ].join(", ");
  const label = page.label === undefined ? "" : ` (${page.label})`;
  const size = `${Math.round(page.width)} × ${Math.round(page.height)} pt`;
  const fault = page.fault === undefined ? "" : `\n  ! ${page.fault}`;
  return `page ${page.number}${label} of ${pageCount}, ${size}, ${page.method}: ${counts}${fault}`;
}

function linesOf(block: Block): string[] {
  const section = block.section.length === 0 ? "" : `  § ${block.section.join(" › ")}`;
  return [
    `  ${nameOf(block)} ${corners(block.box)}${section}`,
    ...contentOf(block).map((line) => `      ${line}`),
  ];
}

function nameOf(block: Block): string {
  if (block.kind === "heading") return `heading ${block.level}`;
  if (block.kind === "table") return `table ${block.rows} × ${block.columns}, ${block.ruling}`;
  return block.kind;
}

function corners({ x0, top, x1, bottom }: Box): string {
  return `[${[x0, top, x1, bottom].map((v) => Math.round(v)).join(" ")}]`;
}

function contentOf(block: Block): string[] {
  switch (block.kind) {
    case "table":
      return tableLines(block);
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

function tableLines(table: Table): string[] {
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells = table.cells.filter((cell) => cell.row === row).sort((p, q) => p.column - q.column);
    return `${roleOf(table, row)} ${cells.map((cell) => cell.text.text || "∅").join(" | ")}`;
  });
  const beside = (label: string, text: Text): string => `${label} ${text.text}`;
  return [
    ...(table.caption === undefined ? [] : [beside("caption:", table.caption)]),
    ...rows,
    ...table.notes.map((note) => beside("note:", note)),
  ];
}

/** `h` header, `t` total, `g` group, `·` a row of figures. */
function roleOf(table: Table, row: number): string {
  if (row < table.headerRows) return "h";
  if (table.totalRows.includes(row)) return "t";
  return table.groupRows.includes(row) ? "g" : "·";
}
