import type { Language } from "../../model/index.js";

const NARROW = "\u202f";

/** An exact decimal as one writes it: `12345.6` → `12 345,6` or `12,345.6`. Other text stays as it is. */
export function written(value: string, language: Language): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (found === null) return value;
  const [, sign, whole = "", fraction] = found;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? NARROW : ",");
  const tail = fraction === undefined ? "" : `${language === "fr" ? "," : "."}${fraction}`;
  return `${sign === "-" ? "−" : ""}${grouped}${tail}`;
}

/** What somebody typed, as an exact decimal: `1 254,50 €` → `1254.50`; null where it is no number. */
export function typedDecimal(text: string): string | null {
  const compact = text
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(/[%€]$/, "")
    .replace("−", "-")
    .replace(",", ".");
  const found = /^([+-]?)0*(\d+)(\.\d+)?$/.exec(compact);
  if (found === null) return null;
  const [, sign, whole = "", fraction = ""] = found;
  const zero = /^0*$/.test(whole) && /^\.?0*$/.test(fraction);
  return `${sign === "-" && !zero ? "-" : ""}${whole}${fraction}`;
}

/** A probability in whole percent, never rounded up to certainty. */
export const percent = (probability: number): string => `${Math.min(99, Math.round(probability * 100))} %`;

/** A share with one decimal: `0.0834` → `8,3 %`. */
export const percentage = (share: number, language: Language): string =>
  `${written((share * 100).toFixed(1), language)} %`;
