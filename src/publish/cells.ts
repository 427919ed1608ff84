import type { Box } from "../model/index.js";

/** Characters with which a spreadsheet begins a formula. */
const FORMULA_START = /^[=@\t\r\n+-]/;
const SIGNED_NUMBER = /^[+-]\s?[\d\s\u00a0\u202f.,]*\d[\d\s\u00a0\u202f.,]*([%€]|k€|K€|M€)?$/;

/**
 * Text that a spreadsheet cannot take for a formula: a leading apostrophe is added where it could.
 * Signed numbers as printed ("-3,4 %", "+ 704 k€") and a lone sign for "none" stay as they are.
 */
export function inert(text: string): string {
  if (!FORMULA_START.test(text) || text === "-" || SIGNED_NUMBER.test(text)) return text;
  return `'${text}`;
}

/** `x0 top x1 bottom` in points, one decimal. */
export function boxCell(box: Box): string {
  return [box.x0, box.top, box.x1, box.bottom].map((n) => n.toFixed(1)).join(" ");
}
