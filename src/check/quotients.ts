import type Big from "big.js";
import type { Dimension, Measure, Observation } from "../model/index.js";
import type { Constraint } from "./constraint.js";
import { holds, implied } from "./constraint.js";
import {
  derived,
  distance,
  everyCell,
  type Finder,
  type Found,
  role,
  worthOf,
  worthOfAll,
} from "./finder.js";
import { asIndicator } from "./hierarchy.js";
import { contains, HUNDRED, ONE, ZERO } from "./interval.js";
import { type Key, keyOf, placeOf, without } from "./key.js";

/** Shares, rates and averages against the counts they are made of. */
export function quotientConstraints(finder: Finder): Constraint[] {
  return everyCell(finder).flatMap(({ found, key }) => {
    const stated = ratioOf(finder, found, key);
    if (stated.length > 0) return stated;
    return key.measure === "SHARE" ? shareOf(finder, found, key) : [];
  });
}

const LEVELS: ReadonlySet<Measure> = new Set(["SHARE", "RATE", "AVERAGE"]);

/** The catalogue's `ratio_of`: contacts per young person, budget per head. */
function ratioOf(finder: Finder, found: Found, key: Key): Constraint[] {
  const ratio = finder.context.catalogue[key.indicator]?.ratio_of;
  if (!ratio || !LEVELS.has(key.measure)) return [];
  const near = found.observation;
  const numerator = finder.nearest(asIndicator(finder, key, ratio.numerator), near);
  const denominator = finder.nearest(asIndicator(finder, key, ratio.denominator), near);
  if (!numerator || !denominator || worthOf(finder, denominator).lte(0)) return [];
  const percent = key.unit === "PT";
  return [
    derived(
      percent ? "share" : "ratio",
      { kind: "quotient", numerators: 1, scale: percent ? HUNDRED : ONE, offset: ZERO },
      [
        role(found, percent ? "share" : "average"),
        role(numerator, "numerator"),
        role(denominator, "denominator"),
      ],
    ),
  ];
}

const countOf = (key: Key): Key => ({ ...key, measure: "COUNT" });

/** What a share can be a share of: the same count with one cut less, the whole area, the broader indicator. */
export function wholesOf(finder: Finder, key: Key): Key[] {
  const count = countOf(key);
  const wholes = [...key.cuts.keys()].map((dimension) => without(count, dimension));
  const parent = finder.context.catalogue[key.indicator]?.part_of;
  if (parent !== undefined) wholes.push(asIndicator(finder, count, parent));
  const area = finder.territory?.area;
  if (area !== undefined && area !== key.area) wholes.push({ ...count, area });
  return wholes;
}

/**
 * A printed percentage with the counts of its numerator and of a whole. Where the counts of several wholes
 * are told, one that agrees is enough; where none does, the first is meant and the relation is a guess.
 */
function shareOf(finder: Finder, found: Found, key: Key): Constraint[] {
  const numerators = numeratorsOf(finder, found, key);
  if (numerators.length === 0) return [];
  const candidates = wholesOf(finder, key).flatMap((whole) => {
    const denominator = finder.nearest(whole, found.observation);
    if (!denominator || worthOf(finder, denominator).lte(0)) return [];
    if (numerators.some((n) => n.cell === denominator.cell)) return [];
    // More than its whole: it is not a part of this one.
    if (worthOfAll(finder, numerators).gt(worthOf(finder, denominator))) return [];
    const terms = [
      role(found, "share"),
      ...numerators.map((n) => role(n, "numerator")),
      role(denominator, "denominator"),
    ];
    return [
      derived(
        "share",
        { kind: "quotient", numerators: numerators.length, scale: HUNDRED, offset: ZERO },
        terms,
      ),
    ];
  });
  const agreeing = candidates.find((c) => holds(c, printed(finder, c)));
  if (agreeing) return [agreeing];
  const [meant] = candidates;
  if (!meant || hasOtherBase(finder, found, numerators)) return [];
  return [candidates.length === 1 ? meant : { ...meant, strength: "soft" }];
}

/** Whether a number told in the same sentence or table line is what the share is of: "16 sur 25, soit 64 %". */
function hasOtherBase(finder: Finder, found: Found, numerators: readonly Found[]): boolean {
  const share = finder.ledger.cells[found.cell];
  const numerator = worthOfAll(finder, numerators);
  if (!share) return false;
  return finder.beside(found.observation).some((index) => {
    const cell = finder.ledger.cells[index];
    if (!cell || numerators.some((n) => n.cell === index) || cell.value.lte(numerator)) return false;
    if (!cell.mentions.some((m) => m.measure === "COUNT" && isBeside(m, found.observation))) return false;
    const rate = numerator.times(HUNDRED).div(cell.value);
    return contains(share.interval, rate);
  });
}

function isBeside(one: Observation, other: Observation): boolean {
  if (placeOf(one) !== placeOf(other)) return false;
  return one.source_row === other.source_row || one.source_column === other.source_column;
}

const printed = (finder: Finder, constraint: Constraint) => (position: number) =>
  finder.ledger.cells[constraint.cells[position] ?? -1]?.interval ?? { lo: null, hi: null };

/** The count of the share's own cut, or the counts of the narrower codes that make it up. */
export function numeratorsOf(finder: Finder, found: Found, key: Key): Found[] {
  const whole = finder.nearest(countOf(key), found.observation);
  if (whole) return [whole];
  for (const [dimension, code] of key.cuts) {
    const parts = narrower(finder, dimension, code).map((child) =>
      finder.nearest(recoded(countOf(key), dimension, child), found.observation),
    );
    if (parts.length >= 2 && parts.every((part) => part !== null)) return parts;
  }
  return [];
}

function narrower(finder: Finder, dimension: Dimension, code: string): string[] {
  return (finder.context.codeLists[dimension] ?? []).filter((c) => c.parent === code).map((c) => c.code);
}

function recoded(key: Key, dimension: Dimension, code: string): Key {
  return { ...key, cuts: new Map([...key.cuts, [dimension, code]]) };
}

/**
 * The share of a whole area is the mean of its members' shares, weighted by their counts: a witness where
 * the count behind the share is not printed. So is a change in %, near enough, of what is counted now.
 */
export function mixtureConstraints(finder: Finder): Constraint[] {
  const mixtures = mixturesOf(finder);
  const alike = mixtures.filter((mixture) => offBy(finder, mixture).lte(NEARLY)).length;
  const known = alike >= LEAST_ALIKE && alike >= MOSTLY * mixtures.length;
  return mixtures.map((mixture) => ({ ...mixture, known }));
}

/** So many means that come out, and so large a share of them, show that the weights are the right ones. */
const LEAST_ALIKE = 8;
const MOSTLY = 0.75;
/** Points by which a mean of rounded shares may be off. */
const NEARLY = 0.25;

function offBy(finder: Finder, mixture: Constraint): Big {
  const { lo, hi } = implied(mixture, 0, printed(finder, mixture));
  const stated = finder.ledger.cells[mixture.cells[0] ?? -1]?.value ?? ZERO;
  return lo && hi ? lo.plus(hi).div(2).minus(stated).abs() : HUNDRED;
}

function mixturesOf(finder: Finder): Constraint[] {
  const territory = finder.territory;
  if (!territory) return [];
  return everyCell(finder).flatMap(({ found, key }) => {
    if (key.area !== territory.area || key.unit !== "PT") return [];
    if (key.measure !== "SHARE" && key.measure !== "CHANGE") return [];
    const near = found.observation;
    const members = territory.members.map((member) => areaCode(territory.level, member));
    for (const whole of key.measure === "SHARE" ? wholesOf(finder, key) : [countOf(key)]) {
      const base = finder.nearest(whole, near);
      if (!base || worthOf(finder, base).lte(0)) continue;
      const pairs = members.map((area) => {
        const share = finder.nearest({ ...keyOf(near), area }, near);
        const part = finder.nearest({ ...whole, area }, near);
        return share && part ? [role(share, "part"), role(part, "numerator")] : null;
      });
      if (pairs.length < 2 || pairs.some((pair) => pair === null)) continue;
      // Another reading of the whole's share, told elsewhere, is compared with this one already.
      if (pairs.some((pair) => pair?.[0] && distance(pair[0].found.observation, near) > 0)) continue;
      const terms = [role(found, "share"), role(base, "denominator"), ...pairs.flatMap((pair) => pair ?? [])];
      return [derived("share", { kind: "mixture" }, terms)];
    }
    return [];
  });
}

export const areaCode = (level: "COM" | "DEP", member: string): string =>
  member.includes("-") ? member : `${level}-${member}`;
