import { readFileSync, writeFileSync } from "node:fs";

const CHECKS = "docs/checks.md";

/**
 * Puts what was measured in its place in the documentation, between `<!-- measured: NAME -->` and
 * `<!-- end of NAME -->`. Throws where there is no such place.
 */
export function writeMeasured(name: string, lines: readonly string[], document = CHECKS): void {
  const text = readFileSync(document, "utf8");
  const [start, end] = [`<!-- measured: ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document} has no place for what was measured of ${name}`);
  const body = `\n${lines.join("\n").trim()}\n\n`;
  writeFileSync(document, text.slice(0, from + start.length) + body + text.slice(to));
}
