import { rename, writeFile } from "node:fs/promises";

/** Replaces a file as a whole: after an interruption it is the old one or the new one. `mode` is that of a new file. */
export async function replaceFile(path: string, text: string, mode?: number): Promise<void> {
  await writeFile(`${path}.new`, text, { flush: true, ...(mode === undefined ? {} : { mode }) });
  await rename(`${path}.new`, path);
}
