import type { Language } from "../model/index.js";

/** Numbers as readers write them; for the tables of a report and for its charts, which a browser draws. */

const NARROW_SPACE = "\u202f";
const NO_BREAK_SPACE = "\u00a0";
const UNITS: Readonly<Record<string, string>> = { PT: "%", PP: "pt", EUR: "€", HOURS: "h" };
const MULTIPLES: Readonly<Record<number, string>> = { 3: "k", 6: "M" };

/** An exact decimal: `1 234,5`, `1,234.5`. */
export function written(value: string, language: Language): string {
  const [whole = "", fraction] = value.replace("-", "").split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? NARROW_SPACE : ",");
  const point = language === "fr" ? "," : ".";
  return `${value.startsWith("-") ? "−" : ""}${digits}${fraction === undefined ? "" : `${point}${fraction}`}`;
}

/** `k€` for thousands of euros; empty for persons. */
export const unitSign = (unit: string, mult: number): string =>
  `${MULTIPLES[mult] ?? ""}${UNITS[unit] ?? ""}`;

/** An exact decimal with its unit: `1 234,5 k€`, `12,5 %`; `1,234.5 k€`, `12.5%`. */
export function quantity(value: string, unit: string, mult: number, language: Language): string {
  const sign = unitSign(unit, mult);
  const space = sign === "" || (sign === "%" && language === "en") ? "" : NO_BREAK_SPACE;
  return `${written(value, language)}${space}${sign}`;
}
