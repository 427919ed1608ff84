import damerau from "damerau-levenshtein";

/** A word of a label: a run of letters, or a run of digits. */
export interface Token {
  /** Lower case, without accents or ligatures. */
  text: string;
  /** `text` without a plural *s* or *x*: what matching compares. */
  stem: string;
  /** Where it stands in the label: `[start, end)`. */
  start: number;
  end: number;
}

/** A sign before "de" and a number is a word: "CDD + de 6 mois". */
const RUN = /\p{L}[\p{L}\p{M}]*|[0-9]+|(?<![^\s(])[+–−-](?=\s?de\s\d)/gu;
/** "1er", "1ère", "2ème", "27e": one suffix, whatever its spelling. */
const ORDINAL_SUFFIX = new Set([
  "er",
  "ers",
  "ere",
  "eres",
  "re",
  "eme",
  "emes",
  "ieme",
  "nd",
  "nde",
  "e",
  "es",
]);

/** Lower case, ligatures and accents resolved; other characters stay. */
export function foldCharacters(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

/** Words kept folded: reports use few different ones, and each is met many times. */
const KEPT = 20_000;
const foldedWords = new Map<string, string>();

/** A run of letters or digits, folded; empty where nothing of it is left. */
function foldedRun(run: string): string {
  const known = foldedWords.get(run);
  if (known !== undefined) return known;
  // Some letters of other scripts unfold into marks and spaces.
  const folded = wordOfSign(run) ?? foldCharacters(run).replace(/[^\p{L}\d]/gu, "");
  if (foldedWords.size >= KEPT) foldedWords.clear();
  foldedWords.set(run, folded);
  return folded;
}

/** Words shorter than three letters keep their last letter ("as"); "ans" and "an" are one. */
function stem(word: string): string {
  return word.length >= 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

function wordOfSign(run: string): string | null {
  if (run === "+") return "plus";
  return /^[–−-]$/.test(run) ? "moins" : null;
}

/** Words and digit runs in order. Hyphens, apostrophes, punctuation and spaces of any kind part them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const run of text.matchAll(RUN)) {
    const start = run.index;
    let folded = foldedRun(run[0]);
    if (folded === "") continue;
    const before = tokens.at(-1);
    const afterDigits = before !== undefined && /[0-9]$/.test(before.text);
    if (afterDigits && ORDINAL_SUFFIX.has(folded) && suffixGap(text, before.end, start, folded)) folded = "e";
    tokens.push({ text: folded, stem: stem(folded), start, end: start + run[0].length });
  }
  return tokens;
}

/** A suffix follows its digits at once; "1 er" also occurs, where the suffix is set high. */
function suffixGap(text: string, from: number, to: number, suffix: string): boolean {
  return from === to || (suffix.length > 1 && /^\s$/.test(text.slice(from, to)));
}

/** The label as matching sees it: folded words joined by one space. */
export function fold(text: string): string {
  return tokensOf(text)
    .map((token) => token.text)
    .join(" ");
}

/** Like `fold`, plurals folded too: equal for labels that differ in nothing but printing. */
export function labelKey(text: string): string {
  return tokensOf(text)
    .map((token) => token.stem)
    .join(" ");
}

/** Edits that turn one text into the other: letter changed, dropped, added, or two neighbours swapped. */
export function editDistance(a: string, b: string): number {
  return damerau(a, b).steps;
}

/** 1 for labels alike once folded, 0 for nothing in common: 1 − edits ÷ longer length. */
export function similarity(a: string, b: string): number {
  const [x, y] = [fold(a), fold(b)];
  const longest = Math.max(x.length, y.length);
  return longest === 0 ? 1 : 1 - editDistance(x, y) / longest;
}

/** Whether two different words are one edit apart. Linear, for use on every word of a document. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i)) i += 1;
  if (a.length > b.length) return sameFrom(a, i + 1, b, i);
  if (a.length < b.length) return sameFrom(a, i, b, i + 1);
  if (sameFrom(a, i + 1, b, i + 1)) return true;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && sameFrom(a, i + 2, b, i + 2);
}

/** Whether what follows `i` in one and `j` in the other is the same, and as long. */
function sameFrom(a: string, i: number, b: string, j: number): boolean {
  if (a.length - i !== b.length - j) return false;
  for (let k = a.length - i; k > 0; k -= 1)
    if (a.charCodeAt(a.length - k) !== b.charCodeAt(b.length - k)) return false;
  return true;
}
