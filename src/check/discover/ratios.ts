import { ENOUGH_BITS, type Lines, newcomers, type Operator, type Pattern, REGULAR } from "./grid.js";

/** Positions farther apart than this are not set in relation. */
const WINDOW = 12;
/** Lines with the most digits, on which candidates are tried first. */
const SAMPLE = 6;

type Ratio = Extract<Operator, "share" | "change">;

interface Candidate {
  operator: Ratio;
  result: number;
  /** Share: numerator, denominator; change: base, current. */
  terms: readonly [number, number];
  scale: 1 | 100;
}

/** Shares and relative changes that lines of the table share; each position is a result once. */
export function ratioPatterns(lines: Lines): Pattern[] {
  const best = new Map<number, Pattern>();
  for (let result = 0; result < lines.size; result++) {
    const sample = sampleOf(lines, result);
    if (sample.length < 2) continue;
    for (const candidate of candidatesOf(lines, result, sample)) {
      const pattern = evaluate(lines, candidate);
      const regular = pattern.support.length >= REGULAR * pattern.asked.length;
      if (!regular || pattern.support.length < 2 || pattern.bits < ENOUGH_BITS) continue;
      const known = best.get(result);
      if (!known || isBetter(pattern, known)) best.set(result, pattern);
    }
  }
  return once([...best.values()]);
}

/** Three numbers in a product can be read three ways: the one with most evidence, else the smallest result. */
function once(patterns: readonly Pattern[]): Pattern[] {
  const byTriple = new Map<string, Pattern>();
  for (const pattern of patterns.toSorted((a, b) => b.support.length - a.support.length || b.bits - a.bits)) {
    const triple = [pattern.result, ...pattern.terms].sort((a, b) => a - b).join(",");
    if (!byTriple.has(triple)) byTriple.set(triple, pattern);
  }
  return [...byTriple.values()].sort((a, b) => a.result - b.result);
}

const isBetter = (a: Pattern, b: Pattern): boolean =>
  a.support.length !== b.support.length
    ? a.support.length > b.support.length
    : a.bits !== b.bits
      ? a.bits > b.bits
      : nearness(a) < nearness(b);

const nearness = (p: Pattern): number => p.terms.reduce((sum, t) => sum + Math.abs(t - p.result), 0);

/** Lines where the position's value has most digits: they tell candidates apart soonest. */
function sampleOf(lines: Lines, position: number): number[] {
  const digits = (line: number): number => {
    const value = lines.values[line]?.[position] ?? Number.NaN;
    return Number.isNaN(value) || value === 0 ? 0 : Math.abs(value) / (lines.units[line]?.[position] ?? 1);
  };
  return Array.from({ length: lines.count }, (_, line) => line)
    .filter((line) => digits(line) > 0)
    .sort((a, b) => digits(b) - digits(a))
    .slice(0, SAMPLE);
}

function candidatesOf(lines: Lines, result: number, sample: readonly number[]): Candidate[] {
  const from = Math.max(0, result - WINDOW);
  const to = Math.min(lines.size - 1, result + WINDOW);
  const found: Candidate[] = [];
  const near: number[] = [];
  for (let at = from; at <= to; at++)
    if (at !== result && sample.some((line) => !Number.isNaN(lines.values[line]?.[at]))) near.push(at);
  for (const a of near)
    for (const b of near) {
      if (a === b) continue;
      for (const operator of ["share", "change"] as const)
        for (const scale of [1, 100] as const) {
          const candidate: Candidate = { operator, result, terms: [a, b], scale };
          let [held, failed, left] = [0, 0, sample.length];
          for (const line of sample) {
            const fit = fitOf(lines, line, candidate);
            left--;
            if (fit >= 0) held++;
            else if (fit === FAILS) failed++;
            if (2 * failed > sample.length || held + left < 2) break;
          }
          if (held >= 2 && held >= failed) found.push(candidate);
        }
    }
  return found;
}

/** Half a unit of the last digit is rounding. */
const ROOM = 0.5 + 1e-6;
const FAILS = -1;

/**
 * How a line fits: the bits that tell how unlikely it is that other numbers would fit as well, FAILS where it
 * does not, NaN where it cannot be asked. Runs for every line and candidate, so it makes no objects.
 */
function fitOf(lines: Lines, line: number, { operator, result, terms, scale }: Candidate): number {
  const values = lines.values[line] as Float64Array;
  const target = values[result] as number;
  const a = values[terms[0]] as number;
  const b = values[terms[1]] as number;
  const base = operator === "share" ? b : a;
  if (Number.isNaN(target) || Number.isNaN(a) || Number.isNaN(b) || base === 0) return Number.NaN;
  if (a === 0 && target === 0) return Number.NaN;
  const units = lines.units[line] as Float64Array;
  const unit = units[result] as number;
  const made = (operator === "share" ? a / b : (b - a) / a) * scale;
  const off = Math.abs(made - target) / unit;
  // The terms are rounded too, where they have decimals; what that can do to the result is forgiven.
  const ua = (units[terms[0]] as number) < 1 ? (units[terms[0]] as number) : 0;
  const ub = (units[terms[1]] as number) < 1 ? (units[terms[1]] as number) : 0;
  const over = operator === "share" ? ua + Math.abs(a / b) * ub : ub + Math.abs(b / a) * ua;
  const room = ROOM + (over * scale) / (2 * Math.abs(base) * unit);
  return off <= room ? Math.log2(1 + Math.abs(target) / (2 * unit * room)) : FAILS;
}

function evaluate(lines: Lines, candidate: Candidate): Pattern {
  const support: number[] = [];
  const asked: number[] = [];
  // Among so many pairs, two operators and two scales it was picked.
  let bits = -Math.log2((2 * WINDOW) ** 2 * 4);
  const isNew = newcomers();
  for (let line = 0; line < lines.count; line++) {
    const fit = fitOf(lines, line, candidate);
    if (Number.isNaN(fit)) continue;
    asked.push(line);
    if (fit === FAILS) {
      bits -= 3;
      continue;
    }
    support.push(line);
    const values = lines.values[line] as Float64Array;
    if (!isNew(candidate.terms.map((t) => values[t] as number))) continue;
    bits += fit;
  }
  return {
    operator: candidate.operator,
    result: candidate.result,
    terms: candidate.terms,
    support,
    asked,
    bits,
  };
}
