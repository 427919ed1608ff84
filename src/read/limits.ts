import { Fault } from "../model/index.js";

/** What a report may ask of the reader: far above any real one, well below what a machine can bear. */
export interface ReadLimits {
  /** Of the file. */
  bytes: number;
  pages: number;
  /** Bytes that one stream, pictures aside, may unpack to; all together sixteen times as many. */
  unpacked: number;
  /** Pixels of one picture in the file. */
  pixels: number;
  /** Pixels of a page drawn in order to be shown or recognised. */
  drawn: number;
  /** Drawing operators of one page, with those of the forms it calls. */
  operators: number;
  /** Spent on what one page draws. */
  seconds: number;
  /** Spent on recognising the characters of one page. */
  recognising: number;
  /** Points along one side of a page. */
  side: number;
  glyphs: number;
  /** Ruling lines of one page. */
  lines: number;
  /** Words of one page. */
  words: number;
  /** Characters of one word: what runs on longer is cut. */
  characters: number;
}

/** Environment variable that sets limits otherwise: `pages=500,operators=1000000`. */
export const LIMITS_VARIABLE = "RECOUPE_LIMITS";

/** Seconds that one report may take in all, and megabytes of objects that its thread may hold. */
export const THREAD_LIMITS = { seconds: 900, megabytes: 2048 } as const;

export const READ_LIMITS: Readonly<ReadLimits> = {
  bytes: 256 * 2 ** 20,
  pages: 2_000,
  unpacked: 64 * 2 ** 20,
  pixels: 100_000_000,
  drawn: 50_000_000,
  operators: 300_000,
  seconds: 60,
  recognising: 120,
  side: 100_000,
  glyphs: 200_000,
  lines: 10_000,
  words: 5_000,
  characters: 2_000,
};

const REMEDY: Readonly<Record<keyof ReadLimits, string>> = {
  bytes: "Split the report, or save it with smaller pictures.",
  pages: "Split the report.",
  unpacked: "Print the report to a new PDF, and use that one.",
  pixels: "Save the report with smaller pictures.",
  drawn: "Print the page on ordinary paper size.",
  operators: "Print that page as a picture, and use that one.",
  seconds: "Print that page as a picture, and use that one.",
  recognising: "Scan that page anew, or set the limit higher.",
  side: "Print the page on ordinary paper size.",
  glyphs: "Split the page.",
  lines: "Print that page as a picture, and use that one.",
  words: "Split the page.",
  characters: "Look at the page.",
};

const UNIT: Readonly<Record<keyof ReadLimits, string>> = {
  bytes: "bytes in the file",
  pages: "pages",
  unpacked: "bytes in one part of the file, or sixteen times as many in all, once unpacked",
  pixels: "pixels in one picture",
  drawn: "pixels in a picture of the page",
  operators: "drawing operators on the page",
  seconds: "seconds spent on what the page draws",
  recognising: "seconds spent on recognising the page",
  side: "points along one side of the page",
  glyphs: "characters on the page",
  lines: "ruling lines on the page",
  words: "words on the page",
  characters: "characters in one word",
};

const given = new Map<string, Readonly<ReadLimits>>();

/** The limits that hold: those of `RECOUPE_LIMITS` first. Throws `Fault` for a limit that is none. */
export function readLimits(env: Record<string, string | undefined> = process.env): Readonly<ReadLimits> {
  const text = env[LIMITS_VARIABLE] ?? "";
  const known = given.get(text);
  if (known !== undefined) return known;
  const limits = { ...READ_LIMITS };
  for (const part of text.split(",").filter((one) => one.trim() !== "")) {
    const [name = "", value = ""] = part.split("=").map((side) => side.trim());
    const number = Number(value);
    if (!Object.hasOwn(READ_LIMITS, name) || value === "" || !(number > 0 && Number.isFinite(number)))
      throw new Fault({
        file: LIMITS_VARIABLE,
        message: `“${part.trim()}” is no limit.`,
        remedy: `Write NAME=NUMBER, separated by commas; names are ${Object.keys(READ_LIMITS).join(", ")}.`,
      });
    limits[name as keyof ReadLimits] = number;
  }
  given.set(text, limits);
  return limits;
}

/** One sentence that names the limit. */
export function excess(limits: ReadLimits, limit: keyof ReadLimits): string {
  return `There are more than ${limits[limit].toLocaleString("en-GB")} ${UNIT[limit]} (limit “${limit}”).`;
}

/** A fault for a file that is beyond a limit. */
export function beyond(limits: ReadLimits, limit: keyof ReadLimits, file: string): Fault {
  const raise = `or raise it: --limits ${limit}=NUMBER (${LIMITS_VARIABLE}).`;
  return new Fault({
    file,
    message: excess(limits, limit),
    remedy: `${REMEDY[limit].replace(/\.$/, "")}, ${raise}`,
  });
}

/** A page is beyond a limit. */
export class Beyond extends Error {
  constructor(readonly limit: keyof ReadLimits) {
    super(`more ${UNIT[limit]} than may be`);
  }
}
