import { MONTH_NAMES, monthNumber } from "./month.js";
import { numeralsIn } from "./numeral.js";

/** A period as SDMX writes it: `2023`, `2023-12-31`, `2023-05`, `2023-S1`, `2023-Q2`. */
export interface Period {
  time: string;
  year: number;
  /** True for a day: the figure is a stock. */
  stock: boolean;
  start: number;
  end: number;
}

const DAY = new RegExp(`(\\d{1,2})(?:er|ᵉʳ)?\\s(${MONTH_NAMES})\\s$`, "iu");
const MONTH = new RegExp(`(?:^|\\P{L})(${MONTH_NAMES})\\s$`, "iu");
const PART =
  /(?:^|[^\d])([1-4])\s?(?:ers?|ères?|[eè]mes?|[eè]|nde?|ᵉʳ|ᵉ)?\s(semestre|trimestre)(?:\sde)?\s$|(?:^|\P{L})([ST])([1-4])\s$/iu;
const BEFORE = 32;

const two = (digits: string | number): string => String(digits).padStart(2, "0");

/** Every period a text names, in order. Spans of years ("2022-2023") have no one period and are left out. */
export function periodsIn(text: string): Period[] {
  return numeralsIn(text).flatMap((numeral) => {
    const { year, kind, raw, start, end } = numeral;
    if (year === null) return [];
    if (kind === "date") return [numericDate(raw, year, start, end)];
    const base = Math.max(0, start - BEFORE);
    return [namedPeriod(text.slice(base, start), base, year, start, end)];
  });
}

/** The one period a label names; null where it names none, or several. */
export function periodOf(label: string): Period | null {
  const periods = periodsIn(label);
  const [first] = periods;
  return first !== undefined && periods.every(({ time }) => time === first.time) ? first : null;
}

function numericDate(raw: string, year: number, start: number, end: number): Period {
  const parts = raw.split(/[/.-]/);
  const iso = parts[0]?.length === 4;
  const month = two((iso ? parts[1] : parts.at(-2)) ?? "");
  if (parts.length === 2) return { time: `${year}-${two(parts[0] ?? "")}`, year, stock: false, start, end };
  const day = two((iso ? parts[2] : parts[0]) ?? "");
  return { time: `${year}-${month}-${day}`, year, stock: true, start, end };
}

function namedPeriod(before: string, base: number, year: number, start: number, end: number): Period {
  const day = DAY.exec(before);
  if (day !== null) {
    const time = `${year}-${two(monthNumber(day[2] ?? ""))}-${two(day[1] ?? "")}`;
    return { time, year, stock: true, start: base + day.index, end };
  }
  const month = MONTH.exec(before);
  if (month !== null) {
    const name = month[1] ?? "";
    return {
      time: `${year}-${two(monthNumber(name))}`,
      year,
      stock: false,
      start: start - name.length - 1,
      end,
    };
  }
  const part = PART.exec(before);
  if (part !== null) {
    const half = /^s/i.test(part[2] ?? part[3] ?? "");
    return { time: `${year}-${half ? "S" : "Q"}${part[1] ?? part[4] ?? ""}`, year, stock: false, start, end };
  }
  return { time: String(year), year, stock: false, start, end };
}
