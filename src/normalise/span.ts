import { plainCharacters } from "./character.js";

/** A stretch of ages or lengths of time, ends included; null where it is open. */
export interface Span {
  unit: "years" | "months";
  from: number | null;
  to: number | null;
}

const UNIT = "(?<unit>ans?|mois)";
const UNITED = `\\s?${UNIT}`;
const TWO = "(?<a>\\d{1,2})\\s?(?:ans\\s)?(?:-|–|/|à|a|et|au)\\s?(?<b>\\d{1,2})";

/** In order: the first that is found tells. Bare ranges ("18-21", "26 et +") count only as a whole label. */
const FORMS: [RegExp, (a: number, b: number) => [number | null, number | null]][] = [
  [new RegExp(`${TWO}${UNITED}(?!\\p{L})`, "iu"), (a, b) => [a, b]],
  [new RegExp(`^\\s*${TWO}\\s*$`, "iu"), (a, b) => [a, b]],
  [
    new RegExp(`(?:moins\\sde|<|(?:^|\\s)-\\sde)\\s?(?<a>\\d{1,2})${UNITED}(?!\\p{L})`, "iu"),
    (a) => [null, a - 1],
  ],
  [/^\s*(?:moins\sde|<)\s?(?<a>\d{1,2})\s*$/iu, (a) => [null, a - 1]],
  [new RegExp(`(?<a>\\d{1,2})${UNITED}\\s(?:et|ou)\\s(?:plus|\\+|au[- ]delà)`, "iu"), (a) => [a, null]],
  [new RegExp(`(?:≥\\s?)(?<a>\\d{1,2})${UNITED}`, "iu"), (a) => [a, null]],
  [/^\s*(?<a>\d{1,2})\s?(?:(?:et|ou)\s(?:plus|\+)|\+)\s*$/iu, (a) => [a, null]],
  [
    new RegExp(`(?:plus\\sde|>|\\+\\s(?:de\\s)?)\\s?(?<a>\\d{1,2})${UNITED}(?!\\p{L})`, "iu"),
    (a) => [a + 1, null],
  ],
  [new RegExp(`^\\s*(?<a>\\d{1,2})${UNITED}\\s*$`, "iu"), (a) => [a, a]],
];

/** The span a printed label names: "16 - 17 ans", "moins de 18 ans", "26 et +", "6 mois et plus". */
export function spanOf(label: string): Span | null {
  const text = plainCharacters(label).replace(/\s+/g, " ");
  for (const [form, ends] of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const [from, to] = ends(Number(groups.a), Number(groups.b ?? 0));
    if (from !== null && to !== null && from > to) continue;
    return { unit: /^mois$/i.test(groups.unit ?? "") ? "months" : "years", from, to };
  }
  return null;
}

/** The span a code stands for: `Y16T17`, `Y_LT18`, `Y_GE26`, `Y18`, `M_GE6`; null for other codes. */
export function spanOfCode(code: string): Span | null {
  const found = /^([YM])(?:_LT(\d+)|_GE(\d+)|(\d+)(?:T(\d+))?)$/.exec(code);
  if (found === null) return null;
  const [, letter, below, least, first, last] = found;
  const unit = letter === "M" ? "months" : "years";
  if (below !== undefined) return { unit, from: null, to: Number(below) - 1 };
  if (least !== undefined) return { unit, from: Number(least), to: null };
  return { unit, from: Number(first), to: Number(last ?? first) };
}

export const sameSpan = (a: Span, b: Span): boolean =>
  a.unit === b.unit && a.from === b.from && a.to === b.to;
