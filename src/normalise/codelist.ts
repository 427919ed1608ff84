import type { Code } from "../model/index.js";
import { labelKey, oneEditApart } from "./label.js";
import { type Span, sameSpan, spanOf, spanOfCode } from "./span.js";

export interface ResolvedCode {
  code: Code;
  /** `exact`: the label is the code's; `within`: the code's label stands in it; `misprint`: one letter off. */
  how: "exact" | "within" | "misprint";
  /** Share of the label's words that told. */
  coverage: number;
}

/** From this many letters on, one may be wrong. */
const MISPRINT_FROM = 7;

/**
 * The code that a printed label means. Ages and lengths of time are compared as spans, all else by
 * label and synonyms with case, accents and plurals folded; of several that stand in the label the
 * longest tells. Null where nothing does, or two codes equally.
 */
export function resolveCode(label: string, codes: readonly Code[]): ResolvedCode | null {
  const key = codeKey(label);
  if (key === "") return null;
  const names = namesIn(codes);
  const exact = names.find(({ name }) => name === key);
  if (exact !== undefined) return { code: exact.code, how: "exact", coverage: 1 };
  const span = spanOf(label);
  if (span !== null) {
    const code = codeOfSpan(span, codes);
    if (code !== null) return { code, how: "exact", coverage: 1 };
    if (codes.some((one) => spanOfCode(one.code) !== null)) return null;
  }
  return within(key, names) ?? misprinted(key, names);
}

/** Signs that carry sense in labels become words: "BAC et +", "≤ CAP". */
function codeKey(text: string): string {
  return labelKey(
    text
      .replace(/(?<=\s)\+(?=\s|$)(?!\s?\d)/g, " plus ")
      .replace(/[≤]/g, " inférieur ou égal ")
      .replace(/[<]/g, " inférieur ")
      .replace(/[≥]/g, " supérieur ou égal ")
      .replace(/[>]/g, " supérieur "),
  );
}

interface Name {
  code: Code;
  name: string;
}

const namesOf = (code: Code): Name[] =>
  [...new Set([code.label_fr, ...code.synonyms].map(codeKey).filter((name) => name !== ""))].map((name) => ({
    code,
    name,
  }));

/** Names of a code list, folded once for as long as the list is kept. */
const known = new WeakMap<readonly Code[], Name[]>();

function namesIn(codes: readonly Code[]): Name[] {
  const names = known.get(codes) ?? codes.flatMap(namesOf);
  known.set(codes, names);
  return names;
}

/** "plus de 25 ans" is from 26 on; where no code begins there, "plus de 26 ans" is taken for 26 on. */
function codeOfSpan(span: Span, codes: readonly Code[]): Code | null {
  const find = (wanted: Span): Code | null =>
    codes.find((code) => {
      const own = spanOfCode(code.code);
      return own !== null && sameSpan(own, wanted);
    }) ?? null;
  const open = span.from !== null && span.to === null;
  return find(span) ?? (open ? find({ ...span, from: (span.from ?? 0) - 1 }) : null);
}

function within(key: string, names: readonly Name[]): ResolvedCode | null {
  const padded = ` ${key} `;
  const found = names
    .filter(({ name }) => padded.includes(` ${name} `))
    .sort((a, b) => words(b.name) - words(a.name) || b.name.length - a.name.length);
  const [best] = found;
  if (best === undefined) return null;
  const rival = found.some(
    ({ code, name }) => code !== best.code && words(name) === words(best.name) && !best.name.includes(name),
  );
  if (rival) return null;
  return { code: best.code, how: "within", coverage: words(best.name) / words(key) };
}

const words = (key: string): number => key.split(" ").length;

function misprinted(key: string, names: readonly Name[]): ResolvedCode | null {
  const near = names.filter(({ name }) => name.length >= MISPRINT_FROM && oneEditApart(name, key));
  const codes = new Set(near.map(({ code }) => code));
  const [code] = codes;
  return code !== undefined && codes.size === 1 ? { code, how: "misprint", coverage: 1 } : null;
}
