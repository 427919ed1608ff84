import type { Component } from "./components.js";

/** Heights of marks, shares of that of the capitals: lower ones are quotes, accents and raised letters. */
const LOWEST = 0.5;
const HIGHEST = 0.97;
/** How far over the baseline they stand, and how high they reach, at the least. */
const LIFT = 0.18;
const REACH = 0.8;
/** Feet this level stand on one baseline; so many letters tell where it is. */
const LEVEL = 0.1;
const LETTERS = 3;
/** Most pieces of a mark: "(12)". */
const PIECES = 4;
/** White before a mark and within one. */
const BEFORE = 0.9;
const WITHIN = 0.4;
/** Ink over or under other ink, by this share of its width, is part of a letter. */
const SHARED = 0.3;

/** A line of writing and the marks of notes that stand raised in it. */
export interface Called {
  line: Component[];
  calls: Component[][];
}

/** Takes raised marks, as in "CEJ (1)", out of a line: among larger writing the engine makes other signs of them. */
export function withoutCalls(components: readonly Component[]): Called {
  const sorted = components.toSorted((p, q) => p.x0 - q.x0);
  const foot = baselineOf(sorted);
  if (foot === undefined) return { line: sorted, calls: [] };
  const { baseline, height } = foot;
  const isRaised = (c: Component): boolean =>
    c.bottom - c.top >= LOWEST * height &&
    c.bottom - c.top <= HIGHEST * height &&
    baseline - c.bottom >= LIFT * height &&
    baseline - c.top >= REACH * height &&
    !sorted.some((other) => other !== c && overlap(c, other) > SHARED * (c.x1 - c.x0));
  const calls: Component[][] = [];
  sorted.forEach((c, i) => {
    if (!isRaised(c)) return;
    const before = sorted[i - 1];
    const last = calls.at(-1);
    if (last !== undefined && last.at(-1) === before) last.push(c);
    else calls.push([c]);
  });
  const marks = calls.filter((call) => isMark(call, sorted, height));
  const taken = new Set(marks.flat());
  return { line: sorted.filter((c) => !taken.has(c)), calls: marks };
}

const overlap = (a: Component, b: Component): number => Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);

/** A few pieces close together, right behind writing. */
function isMark(call: readonly Component[], sorted: readonly Component[], height: number): boolean {
  const [first] = call;
  const before = first === undefined ? undefined : sorted[sorted.indexOf(first) - 1];
  if (before === undefined || first === undefined || call.length > PIECES) return false;
  return (
    first.x0 - before.x1 <= BEFORE * height &&
    call.slice(1).every((c, i) => c.x0 - (call[i]?.x1 ?? c.x0) <= WITHIN * height)
  );
}

/** Where most letters have their feet, and how high the highest of those are; undefined where too few stand level. */
function baselineOf(components: readonly Component[]): { baseline: number; height: number } | undefined {
  const highest = Math.max(...components.map((c) => c.bottom - c.top));
  const letters = components.filter((c) => c.bottom - c.top >= 0.4 * highest);
  const level = (a: Component): Component[] =>
    letters.filter((c) => Math.abs(c.bottom - a.bottom) <= LEVEL * highest);
  const [most] = letters.map(level).sort((p, q) => q.length - p.length);
  if (most === undefined || most.length < LETTERS) return undefined;
  const feet = most.map((c) => c.bottom).sort((p, q) => p - q);
  return {
    baseline: feet[feet.length >> 1] ?? 0,
    height: Math.max(...most.map((c) => c.bottom - c.top)),
  };
}
