import { MONTH_NAMES } from "./month.js";
import { endOf, groupsOf, type Look, type Shape, SPAN_UNIT, sticky } from "./shape.js";

const MONTH = `(?:${MONTH_NAMES})`;
const NUMERIC = sticky("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)");
const ISO = sticky("((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)(?!\\d)");
const MONTH_YEAR = sticky("(\\d{1,2})/((?:19|20)\\d\\d)(?!\\d)");
const DAY_MONTH = sticky(`(\\d\\d)/(\\d\\d)(?!\\d|/\\d|\\s?%|\\s?${SPAN_UNIT})`, "i");
const NAMED_DAY = sticky(
  `(\\d{1,2})(?:er|ᵉʳ)?(?=\\s${MONTH}(?!\\p{L})|\\s?(?:,|et|au|&|-|–)\\s\\d{1,2}(?:er)?\\s${MONTH}(?!\\p{L}))`,
  "i",
);

const isDay = (digits: string | undefined): boolean => Number(digits) >= 1 && Number(digits) <= 31;
const isMonth = (digits: string | undefined): boolean => Number(digits) >= 1 && Number(digits) <= 12;

/**
 * "31/12/2023", "2023-12-31", "12/2023", "21/11", and the day of "20 octobre" or "du 20 au 26
 * novembre": there the year that follows stands for itself.
 */
export const date: Look = (text, at) =>
  numericDate(text, at) ??
  isoDate(text, at) ??
  monthOfYear(text, at) ??
  dayOfMonth(text, at) ??
  namedDay(text, at);

function numericDate(text: string, at: number): Shape | null {
  const found = groupsOf(NUMERIC, text, at);
  if (found === null || !isDay(found[1]) || !isMonth(found[3])) return null;
  const digits = found[4] ?? "";
  const year = Number(digits.length === 2 ? `20${digits}` : digits);
  return { kind: "date", end: at + found[0].length, year };
}

function isoDate(text: string, at: number): Shape | null {
  const found = groupsOf(ISO, text, at);
  if (found === null || !isMonth(found[2]) || !isDay(found[3])) return null;
  return { kind: "date", end: at + found[0].length, year: Number(found[1]) };
}

function monthOfYear(text: string, at: number): Shape | null {
  const found = groupsOf(MONTH_YEAR, text, at);
  return found !== null && isMonth(found[1])
    ? { kind: "date", end: at + found[0].length, year: Number(found[2]) }
    : null;
}

function dayOfMonth(text: string, at: number): Shape | null {
  const found = groupsOf(DAY_MONTH, text, at);
  return found !== null && isDay(found[1]) && isMonth(found[2])
    ? { kind: "date", end: at + found[0].length }
    : null;
}

function namedDay(text: string, at: number): Shape | null {
  const found = groupsOf(NAMED_DAY, text, at);
  return found !== null && isDay(found[1]) ? { kind: "date", end: at + found[0].length } : null;
}

const YEARS = sticky("((?:19|20)\\d\\d)(?:[-–/]|\\s[-–]\\s)(\\d{4}|\\d\\d)(?!\\d|[-/]\\d|\\s?[%€])");
const LONGEST_SPAN = 15;

/** "2024-2025", "2022/23": a stretch of years, which is no one year. "2023/2022" compares two. */
export const yearSpan: Look = (text, at) => {
  const found = groupsOf(YEARS, text, at);
  if (found === null) return null;
  const [, first = "", last = ""] = found;
  const length = Number(last.length === 2 ? `${first.slice(0, 2)}${last}` : last) - Number(first);
  return length > 0 && length <= LONGEST_SPAN ? { kind: "year", end: at + found[0].length } : null;
};

const CLOCK = sticky("(\\d{1,2})(?:\\s?[hH]\\s?|:)[0-5]\\d(?!\\d|\\s?[%€])");
const HOUR = sticky("(\\d{1,2})\\s?h(?![\\p{L}\\d/]|\\s(?:par|de|d['’]|hebdo))");
const HOURS_OPEN = sticky("\\d{1,2}\\s?h\\s?(?:à|-|–)\\s?\\d{1,2}\\s?h");
const HOURS_CLOSE = /\d\s?h(?:\d\d)?\s?(?:à|-|–)\s?$/u;

/** "17h30", "9:30", "de 9h à 12h", "dès 14h": a time of day. "24h par semaine" is a number of hours. */
export const time: Look = (text, at, before) => {
  const clock = groupsOf(CLOCK, text, at);
  if (clock !== null && Number(clock[1]) <= 24) return { kind: "time", end: at + clock[0].length };
  const hour = groupsOf(HOUR, text, at);
  if (hour === null || Number(hour[1]) > 24) return null;
  const ofDay =
    /(?:^|\P{L})(?:dès|vers)\s$/iu.test(before) ||
    HOURS_CLOSE.test(before) ||
    endOf(HOURS_OPEN, text, at) !== null;
  return ofDay ? { kind: "time", end: at + hour[0].length } : null;
};
