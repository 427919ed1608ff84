import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Drawn, inspect, terminal } from "../run/index.js";

interface Options {
  page?: number;
  draw?: Drawn;
  out: string;
}

export async function inspectCommand(file: string, options: Options): Promise<void> {
  const { page, draw, out } = options;
  const seen = inspect(file, {
    ...(page === undefined ? {} : { page }),
    ...(draw === undefined ? {} : { draw }),
  });
  for await (const { page: number, listing, picture } of seen) {
    terminal.say(listing);
    if (picture === undefined || draw === undefined) continue;
    await mkdir(out, { recursive: true });
    const path = join(out, `${basename(file).replace(/\.pdf$/i, "")}-p${number}-${draw}.png`);
    await writeFile(path, picture);
    terminal.say(`→ ${path}`);
  }
}
