import type { Numeral } from "../normalise/index.js";
import type { Meaning } from "./meaning.js";
import type { Nil } from "./nil.js";
import type { Stretch } from "./source-text.js";

/** Labels around a value, exactly as printed. */
export interface PrintedLabels {
  section: string[];
  table: string;
  row: string;
  column: string;
  context: string;
}

/**
 * How strongly a rule holds a figure: compared from the first part to the last, less is stronger. Last
 * come, for a statement, how far above it the rule's section stands, and the rule's order in its file.
 */
export type Strength = [book: number, place: number, words: number, ...last: number[]];

interface Held {
  /** The value's printed characters. */
  stretch: Stretch;
  /** `mno.yaml#first-contacts`. */
  rule: string;
  strength: Strength;
  /** What the rule found: the words of its pattern, or of its `where`. */
  found: string;
}

/** A rule says what a figure is. */
export interface ValueClaim extends Held {
  kind: "value";
  /** Null for a sign for "none". */
  numeral: Numeral | null;
  nil: { nil: Nil; zero: boolean } | null;
  meaning: Meaning;
  labels: PrintedLabels;
  /** Words taken for others one letter away, place names included. */
  misprints: number;
  /** Most decimals printed in its column. */
  decimals: number;
  /** True for rules that all publishers share. */
  common: boolean;
  /** The rule's own bound of confidence. */
  atMost: number;
  /** Parts of one paragraph, list or table share it. */
  group: string;
  /** The rule says that its figures are a selection. */
  partial: boolean;
  /** True for a rule that names no section. */
  anywhere: boolean;
  /** Row and column in its grid; null outside of tables. */
  at: { grid: number; row: number; column: number } | null;
}

/** A rule says that a figure is known and of no interest. */
export interface IgnoreClaim extends Held {
  kind: "ignore";
  reason: string;
}

export type Claim = ValueClaim | IgnoreClaim;

export function stronger(a: Strength, b: Strength): number {
  for (const [i, part] of a.entries()) {
    const difference = part - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
