import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("../../docs/scale.md", import.meta.url));

export type Row = readonly (string | number)[];

/** A table in Markdown: its head, and a row for each measurement. */
export const tableOf = (head: readonly string[], rows: readonly Row[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** Puts what was measured between `<!-- part -->` and `<!-- /part -->` of docs/scale.md. */
export async function writePart(part: string, text: string): Promise<void> {
  const page = await readFile(PAGE, "utf8");
  const [from, to] = [`<!-- ${part} -->`, `<!-- /${part} -->`];
  const [start, end] = [page.indexOf(from), page.indexOf(to)];
  if (start < 0 || end < start) throw new Error(`docs/scale.md has no part ${part}`);
  await writeFile(PAGE, `${page.slice(0, start)}${from}\n\n${text}\n\n${page.slice(end)}`);
}
