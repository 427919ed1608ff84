import { both, type Html } from "./html.js";

const NARROW_SPACE = "\u202f";

function grouped(value: string, separator: string, point: string): string {
  const [whole = "", fraction] = value.replace("-", "").split(".");
  const digits =
    whole.length > 4 || separator === NARROW_SPACE ? whole.replace(/\B(?=(\d{3})+$)/g, separator) : whole;
  return `${value.startsWith("-") ? "−" : ""}${digits}${fraction === undefined ? "" : `${point}${fraction}`}`;
}

/** An exact decimal as it is set in French: 1 234,5. */
export const frenchNumber = (value: string): string => grouped(value, NARROW_SPACE, ",");
const englishNumber = (value: string): string => grouped(value, ",", ".");

const UNITS: Readonly<Record<string, string>> = { PT: "%", PP: "pt", EUR: "€", HOURS: "h" };
const MULTIPLES: Readonly<Record<number, string>> = { 3: "k", 6: "M" };

export const unitSign = (unit: string, mult: number): string =>
  `${MULTIPLES[mult] ?? ""}${UNITS[unit] ?? ""}`;

/** A value with its unit, in both languages. */
export function quantity(value: string, unit: string, mult = 0): Html {
  const sign = unitSign(unit, mult);
  return both(
    `${frenchNumber(value)}${sign === "" ? "" : `\u00a0${sign}`}`,
    sign === "%"
      ? `${englishNumber(value)}%`
      : `${englishNumber(value)}${sign === "" ? "" : `\u00a0${sign}`}`,
  );
}

export const integer = (n: number): Html => both(frenchNumber(String(n)), englishNumber(String(n)));

/** A share from 0 to 1 as per cent, without decimals but for what is almost all or almost none. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  const rounded = Math.round(share * 100);
  const text =
    (rounded === 100 && share < 1) || (rounded === 0 && share > 0)
      ? (share * 100).toFixed(1)
      : String(rounded);
  return `${text.replace(".", ",")}\u00a0%`;
}
