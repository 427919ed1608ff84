import { type Language, plainLine } from "../model/index.js";
import { duration } from "./duration.js";
import type { Progress } from "./progress.js";

const WORDS = {
  fr: { page: "page", of: "sur", left: (time: string) => `encore ${time} environ` },
  en: { page: "page", of: "of", left: (time: string) => `about ${time} left` },
} as const;

const BAR_WIDTH = 30;
const LEAST_NAME = 10;

/** `█████░░░░░ 3/12 archive.pdf, p. 14/60, ~2 min`: in so many columns. */
export function progressBar({ done, total, file, page, share, left }: Progress, columns: number): string {
  const filled = Math.round(share * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const where = page === undefined ? "" : `, p. ${page.page}/${page.pages}`;
  const time = left === undefined ? "" : `, ~${duration(left)}`;
  const room = columns - BAR_WIDTH - `  ${done}/${total} `.length - where.length - time.length;
  return `${bar} ${done}/${total} ${shortened(plainLine(file), Math.max(LEAST_NAME, room))}${where}${time}`;
}

/** `[3/12] archive.pdf, page 14 of 60, about 2 min left`: a line by itself. */
export function progressLine({ done, total, file, page, left }: Progress, language: Language): string {
  const w = WORDS[language];
  const where = page === undefined ? "" : `, ${w.page} ${page.page} ${w.of} ${page.pages}`;
  const time = left === undefined ? "" : `, ${w.left(duration(left))}`;
  return `[${done}/${total}] ${plainLine(file)}${where}${time}`;
}

/** A name's end tells reports apart. */
const shortened = (name: string, most: number): string =>
  name.length <= most ? name : `…${name.slice(name.length - most + 1)}`;
