import { type Numeral, numeralsIn } from "../normalise/index.js";
import { isTotalLabel } from "./axis.js";
import { type Nil, nilOf } from "./nil.js";

/** What a cell of a table's body says. */
export interface CellValue {
  numeral: Numeral | null;
  nil: Nil | null;
  /** The cell names itself a total: "Total : 1 634 jeunes". */
  total: boolean;
  /** The same quantity in another year: "39 % (contre 38 % en 2022)". */
  compared: { numeral: Numeral; year: number }[];
  /** Amounts within it, in its unit: "10 029 € (dont 29 € de frais)". */
  included: Numeral[];
}

/** A number as a cell holds it: a bare "2010" among counts is no year. */
const asNumber = (numeral: Numeral): Numeral | null =>
  numeral.value !== null && (numeral.kind === "number" || numeral.kind === "year")
    ? { ...numeral, kind: "number" }
    : null;

const BEFORE_COMPARED = /^[\s(,;:]*(?:contre|vs|après|pour)?\s*$/iu;
const BEFORE_YEAR = /^[\s)]*(?:en|fin|pour|au titre de)\s*$/iu;
const INCLUDED = /(?:dont|y compris|incluant)\s*$/iu;

function comparedIn(text: string, numerals: readonly Numeral[]): CellValue["compared"] {
  const [first, second, third] = numerals;
  if (first === undefined || second === undefined || third === undefined || third.year === null) return [];
  const alike = second.kind === "number" && second.unit === first.unit;
  const between = text.slice(first.to, second.start);
  if (!alike || !BEFORE_COMPARED.test(between) || !BEFORE_YEAR.test(text.slice(second.to, third.start)))
    return [];
  return [{ numeral: second, year: third.year }];
}

/**
 * The value of a cell: its first number, where nothing but a total's label stands before it; or a
 * sign for none. Null for an empty cell and for one of words.
 */
export function cellValue(text: string): CellValue | null {
  const nil = nilOf(text);
  if (nil !== null) return { numeral: null, nil, total: false, compared: [], included: [] };
  const numerals = numeralsIn(text);
  const numeral = numerals[0] === undefined ? null : asNumber(numerals[0]);
  if (numeral === null) return null;
  const before = text.slice(0, numeral.from);
  const total = isTotalLabel(before);
  if (/\p{L}/u.test(before) && !total) return null;
  const included = numerals
    .slice(1)
    .filter(
      (other) =>
        other.unit !== "" && other.unit === numeral.unit && INCLUDED.test(text.slice(numeral.to, other.from)),
    );
  return { numeral, nil: null, total, compared: comparedIn(text, numerals), included };
}
