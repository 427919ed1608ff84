import { ENOUGH_BITS, type Lines, newcomers, type Pattern, REGULAR } from "./grid.js";

/** Terms beyond this distance are not sought. */
const REACH = 400;
/** Other than contiguous cells: every second, third or fourth one. */
const STRIDES = [1, 2, 3, 4];
/** Cells that may stand between a total and its first part. */
const FARTHEST_START = 6;
/** Two parts may stand anywhere within so many cells of their total. */
const WINDOW = 10;

/** Three standard deviations of the rounding error of a sum of so many terms, in units; at least one unit. */
const slack = (terms: number): number => Math.max(1, 0.87 * Math.sqrt(terms + 1)) + 1e-6;

/** What doubles leave of nothing. */
const HAIR = 1e-9;

interface Candidate {
  operator: "sum" | "average";
  result: number;
  terms: number[];
  /** Bits spent on picking it among the candidates of its kind. */
  cost: number;
}

/** All sums and averages that lines of the table share, best first; each position is a result once. */
export function sumPatterns(lines: Lines): Pattern[] {
  const found: Pattern[] = [];
  let active = Array.from({ length: lines.size }, (_, i) => i);
  // Found subtotals stand for their parts: what is left is searched again, for totals of totals.
  for (let round = 0; round < 4; round++) {
    const taken = new Set(found.map((p) => p.result));
    const fresh = chosen(evaluated(lines, candidatesOf(lines, active)), found).filter(
      (p) => !taken.has(p.result),
    );
    if (fresh.length === 0) break;
    found.push(...fresh);
    const consumed = new Set(found.filter((p) => p.operator === "sum").flatMap((p) => p.terms));
    const averages = new Set(found.filter((p) => p.operator === "average").map((p) => p.result));
    const next = active.filter((p) => !consumed.has(p) && !averages.has(p));
    if (next.length === active.length) break;
    active = next;
  }
  return nested(found);
}

/** Evidence from which a sum is taken for one wherever its parts stand. */
const SURE_BITS = 24;

/**
 * A total of all that makes a subtotal, and of more, is told by the subtotal: `all = men + women + children` and
 * `adults = men + women` make `all = adults + children`.
 */
function nested(patterns: readonly Pattern[]): Pattern[] {
  const sums = patterns
    .filter((p) => p.operator === "sum" && p.bits >= SURE_BITS)
    .sort((a, b) => b.terms.length - a.terms.length);
  return patterns.map((pattern) => {
    if (pattern.operator !== "sum") return pattern;
    let terms = pattern.terms;
    for (const part of sums) {
      const own = new Set(terms);
      const inside = part.terms.length < terms.length && part.terms.every((term) => own.has(term));
      if (part === pattern || !inside || own.has(part.result) || part.result === pattern.result) continue;
      if (part.support.length < REGULAR * pattern.support.length) continue;
      const without = new Set(part.terms);
      terms = [...terms.filter((term) => !without.has(term)), part.result].sort((a, b) => a - b);
    }
    return terms === pattern.terms ? pattern : { ...pattern, terms };
  });
}

function candidatesOf(lines: Lines, active: readonly number[]): Map<string, Candidate> {
  const candidates = new Map<string, Candidate>();
  const note = (operator: "sum" | "average", result: number, terms: number[], cost: number): void => {
    const key = `${operator}|${result}|${terms.join(",")}`;
    if (!candidates.has(key)) candidates.set(key, { operator, result, terms, cost });
  };
  for (let line = 0; line < lines.count; line++) {
    walks(lines, line, active, note);
    pairs(lines, line, active, note);
  }
  return candidates;
}

type Note = (operator: "sum" | "average", result: number, terms: number[], cost: number) => void;

/** From each cell outwards, adding up cells until they make it. */
function walks(lines: Lines, line: number, active: readonly number[], note: Note): void {
  const values = lines.values[line] as Float64Array;
  for (let at = 0; at < active.length; at++) {
    const target = values[active[at] as number] as number;
    if (Number.isNaN(target) || target === 0) continue;
    for (const direction of [1, -1])
      for (const stride of STRIDES)
        for (let start = 1; start <= FARTHEST_START; start++)
          walk({ lines, line, active, at, start, step: direction * stride, note });
  }
}

/** The positions stepped on, ascending. */
function steps(active: readonly number[], first: number, last: number, step: number): number[] {
  const own: number[] = [];
  for (let i = first; i !== last + step; i += step) own.push(active[i] as number);
  return own.sort((a, b) => a - b);
}

interface Walk {
  lines: Lines;
  line: number;
  active: readonly number[];
  at: number;
  start: number;
  step: number;
  note: Note;
}

function walk({ lines, line, active, at, start, step, note }: Walk): void {
  const values = lines.values[line] as Float64Array;
  const units = lines.units[line] as Float64Array;
  const result = active[at] as number;
  const target = values[result] as number;
  let [sum, terms, numbers, unit] = [0, 0, 0, units[result] as number];
  let mixed = false;
  const first = at + (step > 0 ? start : -start);
  const cost = Math.log2(active.length * STRIDES.length * FARTHEST_START);
  const mayBeMean = start === 1 && Math.abs(step) === 1;
  for (let i = first; i >= 0 && i < active.length && terms < REACH; i += step) {
    const position = active[i] as number;
    const value = values[position] as number;
    terms++;
    if (!Number.isNaN(value)) {
      sum += value;
      if (value !== 0) numbers++;
      if (value < 0) mixed = true;
      unit = Math.max(unit, units[position] as number);
    }
    if (numbers < 2 || Number.isNaN(value)) continue;
    if (Math.abs(sum - target) <= unit * slack(numbers))
      note("sum", result, steps(active, first, i, step), cost);
    if (terms >= 3 && mayBeMean && Math.abs(sum / numbers - target) <= (units[result] as number) * 0.51)
      note("average", result, steps(active, first, i, step), cost);
    if (!mixed && target > 0 && sum > target * Math.max(1.0001, terms)) break;
  }
}

/** Two cells anywhere near that make a third: differences as well. */
function pairs(lines: Lines, line: number, active: readonly number[], note: Note): void {
  const values = lines.values[line] as Float64Array;
  const units = lines.units[line] as Float64Array;
  for (let at = 0; at < active.length; at++) {
    const result = active[at] as number;
    const target = values[result] as number;
    if (Number.isNaN(target) || target === 0) continue;
    const from = Math.max(0, at - WINDOW);
    const to = Math.min(active.length - 1, at + WINDOW);
    for (let i = from; i <= to; i++) {
      const one = values[active[i] as number] as number;
      if (i === at || Number.isNaN(one) || one === 0) continue;
      for (let j = i + 1; j <= to; j++) {
        const other = values[active[j] as number] as number;
        if (j === at || Number.isNaN(other) || other === 0) continue;
        const unit = Math.max(units[result] as number, units[active[i] as number] as number);
        if (Math.abs(one + other - target) <= unit * slack(2))
          note("sum", result, [active[i] as number, active[j] as number], 2 * Math.log2(2 * WINDOW));
      }
    }
  }
}

function evaluated(lines: Lines, candidates: ReadonlyMap<string, Candidate>): Sum[] {
  return [...candidates.values()].flatMap((candidate) => {
    const pattern = evaluate(lines, candidate);
    const regular = pattern.support.length >= REGULAR * pattern.asked.length;
    const repeated = pattern.support.length >= 2 || lines.isTotal[candidate.result];
    const exact = pattern.exact >= exactShare(pattern.terms.length) * pattern.support.length;
    return regular && repeated && exact && pattern.bits >= ENOUGH_BITS ? [pattern] : [];
  });
}

/**
 * Share of the sums that come out exactly where all numbers are rounded, at the least: of sums that only come near by
 * chance, one in three does.
 */
const exactShare = (terms: number): number => (terms <= 2 ? 0.45 : terms <= 5 ? 0.3 : 0.15);

/** A pattern, and how many of its lines come out to the last digit. */
interface Sum extends Pattern {
  exact: number;
}

function evaluate(lines: Lines, { operator, result, terms, cost }: Candidate): Sum {
  let exact = 0;
  const support: number[] = [];
  const asked: number[] = [];
  const used = new Set<number>();
  const isNew = newcomers();
  let bits = (lines.isTotal[result] && operator === "sum" ? 4 : 0) - cost;
  for (let line = 0; line < lines.count; line++) {
    const verdict = verdictOf(lines, line, operator, result, terms);
    if (!verdict) continue;
    asked.push(line);
    const values = lines.values[line] as Float64Array;
    for (const term of terms) if (!Number.isNaN(values[term])) used.add(term);
    if (!verdict.holds) {
      bits -= 3;
      continue;
    }
    support.push(line);
    if (verdict.exact) exact++;
    if (verdict.bits > 0 && isNew(terms.map((term) => values[term] as number))) bits += verdict.bits;
  }
  return { operator, result, terms: partsOf(lines, result, terms, used), support, asked, bits, exact };
}

/** A position blank in all lines separates the parts; between them and their total it is a part not yet filled. */
function partsOf(
  lines: Lines,
  result: number,
  terms: readonly number[],
  used: ReadonlySet<number>,
): number[] {
  const filled = terms.filter((term) => used.has(term));
  const [first, last] = [filled[0] ?? 0, filled.at(-1) ?? 0];
  const isBeside = (term: number): boolean =>
    (term > last && result > last) || (term < first && result < first);
  return terms.filter((term) => used.has(term) || (!lines.isEmpty[term] && isBeside(term)));
}

/** Whether a line meets the candidate, and how telling that is; null where it cannot be asked. */
function verdictOf(
  lines: Lines,
  line: number,
  operator: "sum" | "average",
  result: number,
  terms: readonly number[],
): { holds: boolean; exact: boolean; bits: number } | null {
  const values = lines.values[line] as Float64Array;
  const units = lines.units[line] as Float64Array;
  const target = values[result] as number;
  if (Number.isNaN(target)) return null;
  let [sum, numbers, nonzero, unit] = [0, 0, 0, units[result] as number];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const position of terms) {
    const value = values[position] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    numbers++;
    if (value !== 0) nonzero++;
    [least, most] = [Math.min(least, value), Math.max(most, value)];
    unit = Math.max(unit, units[position] as number);
  }
  if (numbers === 0) return null;
  if (operator === "average") {
    const room = (units[result] as number) * 0.51;
    return {
      holds: Math.abs(sum / numbers - target) <= room,
      exact: true,
      bits: Math.log2(1 + (most - least) / (4 * room)),
    };
  }
  const room = unit * slack(nonzero);
  const bits = nonzero >= 2 ? Math.log2(1 + Math.abs(target) / (2 * room)) : 0;
  const off = Math.abs(sum - target);
  return { holds: off <= room, exact: off <= HAIR * Math.max(unit, Math.abs(target)), bits };
}

/** One pattern for each result, none that turns in a circle; the best evidence first. */
function chosen(patterns: readonly Sum[], known: readonly Pattern[]): Pattern[] {
  const ranked = patterns.toSorted(
    (a, b) =>
      b.support.length - a.support.length ||
      b.exact - a.exact ||
      b.bits - a.bits ||
      spread(a) - spread(b) ||
      a.result - b.result ||
      b.terms.length - a.terms.length,
  );
  const kept: Pattern[] = [...known];
  const fresh: Pattern[] = [];
  for (const pattern of ranked) {
    if (kept.some((p) => p.result === pattern.result)) continue;
    if (pattern.terms.some((term) => leadsTo(kept, term, pattern.result))) continue;
    if (overlaps(kept, pattern)) continue;
    kept.push(pattern);
    fresh.push(pattern);
  }
  return fresh;
}

const spread = (p: Pattern): number => Math.max(...p.terms.map((t) => Math.abs(t - p.result)));

function leadsTo(patterns: readonly Pattern[], from: number, to: number): boolean {
  if (from === to) return true;
  const own = patterns.find((p) => p.result === from);
  return own?.terms.some((term) => leadsTo(patterns, term, to)) ?? false;
}

/** A sum that adds a total and one of its own parts counts twice. */
function overlaps(patterns: readonly Pattern[], { terms, operator }: Pattern): boolean {
  if (operator !== "sum") return false;
  const own = new Set(terms);
  return patterns.some((p) => p.operator === "sum" && own.has(p.result) && p.terms.some((t) => own.has(t)));
}
