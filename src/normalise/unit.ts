import { endOf } from "./shape.js";

/** Units a numeral can be printed with: those of the catalogue, and spans of time it has no use for. */
export type PrintedUnit = "" | "PT" | "PP" | "EUR" | "HOURS" | "DAYS" | "WEEKS" | "MONTHS" | "YEARS" | "FTE";
export type Multiplier = 0 | 3 | 6 | 9;

/** The unit read right after a number. */
export interface UnitAfter {
  unit: PrintedUnit;
  mult: Multiplier;
  /** End of the signs that belong to the value: "%", "k€", "h", "millions". */
  end: number;
  /** End of the unit's word: "heures", "ETP". Equal to `end` where there is none. */
  to: number;
}

const MULTIPLIER: [RegExp, Multiplier][] = [
  [/\s?(?:Mds?|Mrd)\s?(?=€)/y, 9],
  [/\s?M\s?(?=€)/y, 6],
  [/\s?[kK]\s?(?=€|(?:[Ee]uros?|EUR)(?!\p{L}))/uy, 3],
  [/\smilliards?(?!\p{L})/iuy, 9],
  [/\smillions?(?!\p{L})/iuy, 6],
  [/\smilliers(?!\p{L})/iuy, 3],
  [/\s?[kK](?![\p{L}\d/])/uy, 3],
];

const SIGN: [RegExp, PrintedUnit][] = [
  [/\s?[%％]/y, "PT"],
  [/\s?(?:d['’])?€/y, "EUR"],
  [/\s?h(?![\p{L}\d])/uy, "HOURS"],
  [/H(?![\p{L}\d])/uy, "HOURS"],
];

const WORD: [RegExp, PrintedUnit][] = [
  [/\s?(?:d['’])?(?:euros?|eur)(?!\p{L})/iuy, "EUR"],
  [/\s?pour\s?cent(?!\p{L})/iuy, "PT"],
  [/\s?points?\sde\s(?:pourcentage|%)/iuy, "PP"],
  [
    /\s?(?:points|pts)(?!\p{L})(?!\s(?:d['’]|de\s|du\s|relais|info|numéri|emploi|conseil|accueil|contact))/iuy,
    "PP",
  ],
  [/\s?(?:heures?|hrs?)(?!\p{L})/iuy, "HOURS"],
  [/\s?(?:jours?|journées?)(?!\p{L})/iuy, "DAYS"],
  [/\s?semaines?(?!\p{L})/iuy, "WEEKS"],
  [/\s?mois(?!\p{L})/iuy, "MONTHS"],
  [/\s?(?:ans?|années?)(?!\p{L})/iuy, "YEARS"],
  [/\s?(?:ETP|équivalents?[\s-]temps[\s-]pleins?)(?!\p{L})/iuy, "FTE"],
];

function firstAt<T>(table: [RegExp, T][], text: string, at: number): { end: number; what: T } | null {
  for (const [pattern, what] of table) {
    const end = endOf(pattern, text, at);
    if (end !== null) return { end, what };
  }
  return null;
}

/** Multiplier and unit printed after the number that ends at `at`. */
export function unitAfter(text: string, at: number): UnitAfter {
  const multiplied = firstAt(MULTIPLIER, text, at);
  const mult = multiplied?.what ?? 0;
  const from = multiplied?.end ?? at;
  const sign = firstAt(SIGN, text, from);
  if (sign !== null) return { unit: sign.what, mult, end: sign.end, to: sign.end };
  const word = firstAt(WORD, text, from);
  if (word !== null) return { unit: word.what, mult, end: from, to: word.end };
  return { unit: "", mult, end: from, to: from };
}

const HEADER: [RegExp, { unit: PrintedUnit; mult: Multiplier }][] = [
  [/(?:^|[\s(])(?:M€|millions?\sd['’](?:euros?|€))/iu, { unit: "EUR", mult: 6 }],
  [/(?:^|[\s(])(?:k€|milliers?\sd['’](?:euros?|€)|keuros?)/iu, { unit: "EUR", mult: 3 }],
  [/€|(?:^|\P{L})euros?(?!\p{L})/iu, { unit: "EUR", mult: 0 }],
  [/%|(?:^|\P{L})pourcentages?(?!\p{L})/iu, { unit: "PT", mult: 0 }],
  [/(?:^|\P{L})en\smilliers(?!\p{L})/iu, { unit: "", mult: 3 }],
  [/(?:^|\P{L})(?:ETP|équivalents?[\s-]temps[\s-]pleins?)(?!\p{L})/iu, { unit: "FTE", mult: 0 }],
  [
    /(?:^|\P{L})(?:nombre|volume|total)\sd['’]heures(?!\p{L})|(?:^|[\s(])en\sheures(?!\p{L})/iu,
    { unit: "HOURS", mult: 0 },
  ],
];

/** The unit that a header or caption gives to the bare numbers under it ("Montant en k€"), if it tells. */
export function unitOfHeader(label: string): { unit: PrintedUnit; mult: Multiplier } | null {
  return HEADER.find(([pattern]) => pattern.test(label))?.[1] ?? null;
}
