/**
 * What a run of digits is. `name` is part of a name ("PSC1", "BAC+2", "COVID-19"), `note` a raised
 * call of a footnote, `fraction` "1 sur 5", `range` "16-17", `year` also a span of years.
 */
export type NumeralKind =
  | "number"
  | "range"
  | "fraction"
  | "year"
  | "date"
  | "time"
  | "telephone"
  | "postcode"
  | "address"
  | "law"
  | "url"
  | "ordinal"
  | "name"
  | "note";

/** What a digit run is when it is not a plain number: telephone, date, range, ordinal … */
export interface Shape {
  kind: NumeralKind;
  /** End of the printed characters that belong to it. */
  end: number;
  /** Value where it has one, as digits. */
  digits?: string;
  year?: number;
}

/** Looks at the digit run that starts at `at`, and at the few words `before` it. */
export type Look = (text: string, at: number, before: string) => Shape | null;

/** A pattern that matches exactly at a place. */
export const sticky = (source: string, flags = ""): RegExp => new RegExp(source, `uy${flags}`);

export function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

export function groupsOf(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Suffixes of ordinals, raised letters included. */
export const SUFFIX = "(?:ers?|ères?|eres?|re|i?[èe]mes?|[èe]|es|ndes?|nd|ᵉʳ|ᵉ)";

/** Words that make a pair of numbers a stretch of ages or of time. */
export const SPAN_UNIT = "(?:ans|h|heures?|mois|jours?|semaines?)(?!\\p{L})";
