import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { type ImagePage, imagePdf } from "../scan/image-pdf.js";
import { type Scanning, scanOf } from "../scan/scanner.js";

/** How the text of pages is taken from them. */
export type Loss =
  /** Pages are pictures. */
  | "scan"
  /** The same in colour, on paper as white as can be. */
  | "colour"
  /** The same with points of salt and pepper. */
  | "peppered"
  /** Letters are shapes. */
  | "outlines"
  /** Fonts do not say which characters they show. */
  | "unmapped"
  /** Fonts give private codes for characters. */
  | "private"
  /** Fonts give the next character for each: what is written contradicts what is drawn. */
  | "shifted";

/** What scanners do otherwise than the one given. */
const SCANNERS: Partial<Record<Loss, Partial<Scanning>>> = {
  scan: {},
  colour: { grey: false, paper: 255, noise: 8 },
  peppered: { salt: 0.004, noise: 0, skew: -0.5 },
};

export const LOSSES: readonly Loss[] = [
  "scan",
  "colour",
  "peppered",
  "outlines",
  "unmapped",
  "private",
  "shifted",
];

interface Preparing {
  from: string;
  to: string;
  loss: Loss;
  scanning: Scanning;
  /** Numbers of the pages to take; left out: all. */
  pages?: readonly number[];
}

/**
 * Writes pages of a report without their text, and gives their pictures where they are scans. Throws where Ghostscript
 * (for outlines) or qpdf (for fonts) is missing or fails.
 */
export async function prepare({ from, to, loss, scanning, pages }: Preparing): Promise<ImagePage[]> {
  const scanner = SCANNERS[loss];
  if (scanner !== undefined) {
    const pictures = await scanOf(from, { ...scanning, ...scanner }, pages);
    writeFileSync(to, imagePdf(pictures));
    return pictures;
  }
  const chosen = pages?.join(",");
  if (loss === "outlines")
    ask("gs", [
      ...["-q", "-o", to, "-sDEVICE=pdfwrite", "-dNoOutputFonts"],
      ...(chosen === undefined ? [] : [`-sPageList=${chosen}`]),
      from,
    ]);
  else {
    // Plain, so that its character maps can be rewritten in place.
    ask("qpdf", [
      ...["--warning-exit-0", "--qdf", "--object-streams=disable", from],
      ...(chosen === undefined ? [] : ["--pages", ".", chosen, "--"]),
      to,
    ]);
    writeFileSync(to, Buffer.from(withoutMaps(readFileSync(to, "latin1"), loss), "latin1"));
  }
  return [];
}

function ask(program: string, words: readonly string[]): void {
  const { status, error, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
}

/** What the codes of a character map stand for, behind them. */
const ENTRIES = {
  char: /(<\w+>\s*)(<\w+>)/g,
  range: /(<\w+>\s*<\w+>\s*)(<\w+>|\[[^\]]*\])/g,
};

/** The same file, to the byte as long, whose fonts tell their characters no more, or falsely (ISO 32000-1, 9.10.3). */
function withoutMaps(file: string, loss: Loss): string {
  if (loss === "unmapped") return file.replaceAll("/ToUnicode", "/FormerMap");
  const other = (code: number): number =>
    loss === "private" ? PRIVATE + (code & 0xff) : code > SPACE ? code + 1 : code;
  // UTF-16 in hexadecimal digits.
  const changed = (text: string): string =>
    text.replace(/[\da-f]{4}/gi, (unit) => other(Number.parseInt(unit, 16)).toString(16).padStart(4, "0"));
  return file.replace(/beginbf(char|range)[\s\S]*?endbf/g, (all, kind: keyof typeof ENTRIES) =>
    all.replace(ENTRIES[kind], (_, codes: string, texts: string) => codes + changed(texts)),
  );
}

const SPACE = 0x20;
/** The private use area of Unicode begins here. */
const PRIVATE = 0xe000;
