/** What a sign printed in place of a number says. */
export interface Nil {
  /** True for "/", "-" and the like: none, where the rulebook says so. */
  none: boolean;
  /** CL_OBS_STATUS where it does not mean zero. */
  status: "O" | "L" | "N" | "Q" | "M";
}

const SIGNS: [RegExp, Nil][] = [
  [/^[/–—\-−‒―.…]+$/u, { none: true, status: "O" }],
  [/^(?:néant|aucune?)$/iu, { none: true, status: "O" }],
  [/^(?:n\.?\s?d\.?|n\.?\s?c\.?|nr|n\.?\s?r\.?)$/iu, { none: false, status: "L" }],
  [/^(?:n\.?\s?s\.?|ε)$/iu, { none: false, status: "N" }],
  [/^(?:s|secret|x)$/iu, { none: false, status: "Q" }],
  [/^(?:s\.?\s?o\.?|n\/a|n\.?\s?a\.?)$/iu, { none: false, status: "M" }],
];

/** The sign for "none", "not known", "not significant", "secret" that a cell holds; null for anything else. */
export function nilOf(text: string): Nil | null {
  const trimmed = text.trim();
  return SIGNS.find(([sign]) => sign.test(trimmed))?.[1] ?? null;
}

/** Status of a value 0 read from a sign for none: tells it from a printed 0. */
export const NIL_AS_ZERO = "N";
