import { type Numeral, numeralsIn, type Token, tokensOf } from "../normalise/index.js";

/** One step through a statement: from the node it is listed under to the node `to`. */
export interface Step {
  to: number;
  /** Of a word: folded text and stem. */
  text: string;
  stem: string;
  /** Index into `numerals`, −1 for a word. */
  numeral: number;
}

/**
 * A text ready for matching: nodes stand between its words, steps lead from node to node. A numeral
 * is one step beside the steps of its digit runs, so a pattern may take it as a figure or word by
 * word ("16 17 ans"). Hyphenated words are also one step.
 */
export interface PreparedText {
  text: string;
  numerals: Numeral[];
  tokens: Token[];
  /** By node; there is a node before each token and one after the last. */
  steps: Step[][];
  /** Nodes that can be reached for nothing: over "environ", "plus de", and over a unit's word. */
  skips: number[][];
  /** Stems of all words, joined ones included. */
  stems: ReadonlySet<string>;
}

const MAX_JOINED = 4;
const HYPHENS = ["-", "‐", "‑"];

/** `numerals` are those of `numeralsIn(text)`; hand them over where they are known already. */
export function preparedText(text: string, numerals: Numeral[] = numeralsIn(text)): PreparedText {
  const tokens = tokensOf(text);
  const steps: Step[][] = tokens.map((token, i) => [
    { to: i + 1, text: token.text, stem: token.stem, numeral: -1 },
  ]);
  const skips: number[][] = tokens.map(() => []);
  steps.push([]);
  skips.push([]);
  addJoined(text, tokens, steps);
  for (const [index, numeral] of numerals.entries()) {
    const from = nodeAt(tokens, numeral.from);
    const start = nodeAt(tokens, numeral.start);
    const end = nodeAt(tokens, numeral.end);
    const to = nodeAt(tokens, numeral.to);
    if (start === end) continue;
    for (const node of new Set([end, endOfDigits(tokens, start, end)])) {
      steps[start]?.push({ to: node, text: "", stem: "", numeral: index });
    }
    if (from < start) skips[from]?.push(start);
    if (end < to) skips[end]?.push(to);
  }
  const stems = new Set<string>();
  for (const ways of steps) for (const { stem } of ways) stems.add(stem);
  return { text, numerals, tokens, steps, skips, stems };
}

/** The node before the first token that starts at or after `offset` (or holds it). */
function nodeAt(tokens: Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A pattern may also spell the unit that belongs to the numeral: "{} h", "{} millions". */
function endOfDigits(tokens: Token[], start: number, end: number): number {
  let node = end;
  while (node > start + 1 && !/^\d/.test(tokens[node - 1]?.text ?? "")) node -= 1;
  return node;
}

function addJoined(text: string, tokens: Token[], steps: Step[][]): void {
  for (let i = 0; i < tokens.length; i += 1) {
    let joined = tokens[i]?.text ?? "";
    for (let j = i + 1; j < Math.min(tokens.length, i + MAX_JOINED); j += 1) {
      const gap = tokens[j - 1]?.end ?? 0;
      if (!HYPHENS.includes(text.charAt(gap))) break;
      const between = text.slice(gap, tokens[j]?.start ?? 0);
      if (!/^[-‐‑]\s?$/.test(between) || /\d/.test(joined + (tokens[j]?.text ?? ""))) break;
      joined += tokens[j]?.text ?? "";
      steps[i]?.push({ to: j + 1, text: joined, stem: tokensOf(joined)[0]?.stem ?? joined, numeral: -1 });
    }
  }
}
