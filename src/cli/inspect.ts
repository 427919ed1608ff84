import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Block, Page } from "../model/index.js";
import { terminal } from "../run/effects.js";
import { type Drawn, inspect } from "../run/inspect.js";
import { languageOf } from "../run/language.js";

interface Options {
  page?: number;
  draw?: Drawn;
  out: string;
  json?: true;
}

export async function inspectCommand(file: string, options: Options): Promise<void> {
  const { page, draw, out, json } = options;
  const seen = inspect(file, {
    language: languageOf(terminal.env),
    ...(page === undefined ? {} : { page }),
    ...(draw === undefined ? {} : { draw }),
  });
  for await (const { page: sheet, blocks, listing, picture } of seen) {
    const path =
      picture === undefined || draw === undefined
        ? undefined
        : join(out, pictureName(file, sheet.number, draw));
    if (json) terminal.say(JSON.stringify(plain(sheet, blocks, path)));
    else terminal.say(listing);
    if (path === undefined || picture === undefined) continue;
    await mkdir(out, { recursive: true });
    await writeFile(path, picture);
    if (!json) terminal.say(`→ ${path}`);
  }
}

const pictureName = (file: string, page: number, draw: Drawn): string =>
  `${basename(file).replace(/\.pdf$/i, "")}-p${page}-${draw}.png`;

/** One page for programs, on one line: its blocks, texts without their single words. */
function plain(
  { number, width, height, method, fault }: Page,
  blocks: readonly Block[],
  picture?: string,
): object {
  const texts = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && "spans" in value && "text" in value ? value.text : value;
  const told = JSON.parse(JSON.stringify(blocks, texts)) as object[];
  return { page: number, width, height, method, fault, picture, blocks: told };
}
