import { type Box, plainLine } from "../model/index.js";

/** Characters with which a spreadsheet begins a formula. */
const FORMULA_START = /^[=@\t\r\n+-]/;
const SIGNED_NUMBER = /^[+-][\s.,]*\d[\d\s.,]*([%€]|k€|K€|M€)?$/;

/**
 * Text on one line that a spreadsheet cannot take for a formula: a leading apostrophe is added where it could.
 * Signed numbers as printed ("-3,4 %", "+ 704 k€") and a lone sign for "none" stay as they are.
 */
export function inert(given: string): string {
  const text = plainLine(given);
  if (!FORMULA_START.test(text) || text === "-" || SIGNED_NUMBER.test(text)) return text;
  return `'${text}`;
}

/** The text that `inert` was given. */
export function printed(cell: string): string {
  return cell.startsWith("'") && inert(cell.slice(1)) === cell ? cell.slice(1) : cell;
}

/** `x0 top x1 bottom` in points, one decimal. */
export function boxCell(box: Box): string {
  return [box.x0, box.top, box.x1, box.bottom].map((n) => n.toFixed(1)).join(" ");
}

/** The box that `boxCell` wrote. */
export function boxIn(cell: string): Box {
  const [x0 = 0, top = 0, x1 = 0, bottom = 0] = cell.split(" ").map(Number);
  return { x0, top, x1, bottom };
}
