import { type Dimension, type Edit, isWhole, type Observation } from "../model/index.js";
import type { Constraint } from "./constraint.js";
import {
  derived,
  distance,
  everyCell,
  type Finder,
  type Found,
  isAmount,
  role,
  sumForm,
  worthOf,
  worthOfAll,
} from "./finder.js";
import { type Key, keyOf, placeOf, textOf, without } from "./key.js";
import { areaCode } from "./quotients.js";

/** Dimensions in which a person has one code only; over the others counts of persons need not add up. */
const EXCLUSIVE: ReadonlySet<Dimension> = new Set(["sex", "age", "education", "housing"]);
/** Further off than this share of the whole, parts are not all the parts of this whole. */
const NEAR_EXCLUSIVE = 0.25;
const NEAR = 0.05;
/** Share of a territory's areas that a list of all of them names at least. */
const MOST_NAMED = 0.8;
const AMONG_OTHERS = /(?<!\p{L})(?:dont|notamment|parmi lesquel(?:le)?s|principa\p{L}+)(?!\p{L})/iu;

/** One quantity cut along one dimension by one table or section, against its total told anywhere. */
export function partitionConstraints(finder: Finder, edits: readonly Edit[]): Constraint[] {
  const selections = partialMembers(edits);
  const drafts = [...cutsOf(finder).values()].flatMap((cut) => {
    if (cut.members.some((m) => selections.has(m.observation.observation_id))) return [];
    const parts = disjoint(finder, cut);
    if (parts.length < 2) return [];
    return wholesOf(finder, cut).map((whole): Draft => ({ cut, whole, parts }));
  });
  const complete = new Set(drafts.filter((d) => isExact(finder, d)).map(structureOf));
  const neighbours = countsByPlace(finder);
  return drafts.flatMap((draft) => {
    const { cut, whole, parts } = draft;
    const certain = cut.dimension === "sex" && hasCodes(cut, ["F", "M"]);
    const announced = isAnnounced(draft, neighbours);
    const known = certain || announced || complete.has(structureOf(draft));
    if (!known && !isPartition(finder, cut, whole, parts)) return [];
    if (announced && !certain && !isLikely(finder, draft)) return [];
    const terms = [role(whole, "total"), ...parts.map((p) => role(p, "part"))];
    const strength = certain ? undefined : "soft";
    return [{ ...derived("total", sumForm(parts.length, "equal"), terms, strength), known }];
  });
}

interface Draft {
  cut: Cut;
  whole: Found;
  parts: Found[];
}

const isExact = (finder: Finder, { whole, parts }: Draft): boolean =>
  worthOfAll(finder, parts).eq(worthOf(finder, whole));

/** Cuts by the same codes told by the same rule, or beside each other, are alike: where one is complete, so is the other. */
function structureOf({ cut, parts }: Draft): string {
  const codes = parts.map((part) => codeOf(cut, part)).sort();
  return `${cut.dimension}|${codes.join(",")}`;
}

/** The total told in the same table or section; only of what certainly adds up, one told elsewhere. */
function wholesOf(finder: Finder, cut: Cut): Found[] {
  const [part] = cut.members;
  const readings = finder.readings(cut.whole);
  const own = part ? readings.filter((r) => areaOfText(r.observation) === areaOfText(part.observation)) : [];
  return own.length > 0 || !EXCLUSIVE.has(cut.dimension) ? own : readings;
}

/** Whether the parts look like all the parts of the whole: near enough, and not announced as some of them. */
function isPartition(finder: Finder, cut: Cut, whole: Found, parts: readonly Found[]): boolean {
  const exclusive = EXCLUSIVE.has(cut.dimension);
  if (!exclusive && AMONG_OTHERS.test(announcement(whole, parts))) return false;
  return isNear(finder, whole, parts, exclusive ? NEAR_EXCLUSIVE : NEAR);
}

/**
 * "31 departures in 2025:" is broken down by the lines below it, where all of them that count the same are among the
 * parts: one that is cut otherwise would be left out.
 */
function isAnnounced({ cut, whole, parts }: Draft, neighbours: Neighbours): boolean {
  const { observation } = whole;
  const { source_context: context } = observation;
  if (!ENDS_IN_COLON.test(context) || AMONG_OTHERS.test(context)) return false;
  const codes = new Set(parts.map((part) => codeOf(cut, part)));
  return (
    parts.every((part) => isBelow(part.observation, observation)) &&
    (neighbours.get(neighbourhood(observation)) ?? []).every(
      (other) => other.observation_id === observation.observation_id || codes.has(other[cut.dimension]),
    )
  );
}

const ENDS_IN_COLON = /:\s*$/;

/** Some way off at most, or parts that make more than the whole: hardly anything but a misprint. */
const isLikely = (finder: Finder, { whole, parts }: Draft): boolean =>
  isNear(finder, whole, parts, NEAR_EXCLUSIVE) || worthOfAll(finder, parts).gt(worthOf(finder, whole));

const isBelow = (one: Observation, other: Observation): boolean =>
  one.source_page === other.source_page && one.source_box.top > other.source_box.top;

type Neighbours = ReadonlyMap<string, readonly Observation[]>;

/** What is counted under one heading: the same thing, of the same area and period. */
const neighbourhood = (o: Observation): string =>
  `${areaOfText(o)}|${o.indicator}|${o.measure}|${o.ref_area}|${o.time_period}`;

function countsByPlace(finder: Finder): Neighbours {
  const counts = new Map<string, Observation[]>();
  for (const o of finder.ledger.observations.values()) {
    const place = neighbourhood(o);
    const known = counts.get(place);
    if (known) known.push(o);
    else counts.set(place, [o]);
  }
  return counts;
}

/** What is said from the whole to its first part, where one sentence tells both: a later "dont" is of a part. */
function announcement(whole: Found, parts: readonly Found[]): string {
  const { source_context: context, source_text } = whole.observation;
  const from = context.indexOf(source_text);
  const starts = parts
    .filter(({ observation }) => observation.source_context === context)
    .map(({ observation }) => context.indexOf(observation.source_text, from + source_text.length))
    .filter((start) => start >= 0);
  return starts.length === 0 ? context : context.slice(from, Math.min(...starts));
}

/** A table by itself; of running text all that stands under one heading on one page. */
const areaOfText = (o: Observation): string =>
  placeOf(o).startsWith("table|") ? placeOf(o) : `text|${o.source_page}|${o.source_section}`;

interface Cut {
  dimension: Dimension;
  whole: Key;
  members: Found[];
}

const codeOf = (cut: Cut, member: Found): string => member.observation[cut.dimension];
const hasCodes = (cut: Cut, codes: string[]): boolean =>
  cut.members.length === codes.length && codes.every((c) => cut.members.some((m) => codeOf(cut, m) === c));

function cutsOf(finder: Finder): Map<string, Cut> {
  const cuts = new Map<string, Cut>();
  for (const { found, key } of everyCell(finder)) {
    if (!isAmount(key)) continue;
    const additive = finder.context.catalogue[key.indicator]?.additive ?? false;
    for (const dimension of key.cuts.keys()) {
      if (!additive && !EXCLUSIVE.has(dimension)) continue;
      for (const whole of wholeKeysOf(finder, key, dimension))
        for (const observation of mentionsByPlace(finder, found.cell)) {
          const group = `${textOf(whole)}|${dimension}|${areaOfText(observation)}`;
          const cut = cuts.get(group) ?? { dimension, whole, members: [] };
          cut.members.push({ cell: found.cell, observation });
          cuts.set(group, cut);
        }
    }
  }
  return cuts;
}

/** What a cut is a part of: the quantity uncut, and the broader code that its code list names. */
function wholeKeysOf(finder: Finder, key: Key, dimension: Dimension): Key[] {
  const code = key.cuts.get(dimension);
  const parent = finder.context.codeLists[dimension]?.find((entry) => entry.code === code)?.parent ?? "";
  const uncut = without(key, dimension);
  if (parent === "" || isWhole(parent)) return [uncut];
  return [uncut, { ...key, cuts: new Map([...key.cuts, [dimension, parent]]) }];
}

function mentionsByPlace(finder: Finder, cell: number): Observation[] {
  const places = new Map((finder.ledger.cells[cell]?.mentions ?? []).map((o) => [areaOfText(o), o]));
  return [...places.values()];
}

/** Codes that have no broader code among the others: parts that cover nothing twice. */
function disjoint(finder: Finder, cut: Cut): Found[] {
  const list = new Map((finder.context.codeLists[cut.dimension] ?? []).map((code) => [code.code, code]));
  const present = new Set(cut.members.map((m) => codeOf(cut, m)));
  const hasBroader = (code: string): boolean => {
    const parent = list.get(code)?.parent ?? "";
    return parent !== "" && !isWhole(parent) && (present.has(parent) || hasBroader(parent));
  };
  return cut.members.filter((m) => !hasBroader(codeOf(cut, m)));
}

function isNear(finder: Finder, whole: Found, parts: readonly Found[], share: number): boolean {
  const total = worthOf(finder, whole);
  return worthOfAll(finder, parts).minus(total).abs().lte(total.abs().times(share));
}

const partialMembers = (edits: readonly Edit[]): Set<string> =>
  new Set(edits.filter((e) => e.partial).flatMap((e) => e.terms.map((t) => t.observation)));

/**
 * The areas of the territory against the whole, told anywhere in the document. A whole told beside its parts
 * is the one they make; another reading of it is a restatement. Areas may be left out that have none.
 */
export function territoryConstraints(finder: Finder): Constraint[] {
  const territory = finder.territory;
  if (!territory || territory.members.length < 2) return [];
  const members = territory.members.map((member) => areaCode(territory.level, member));
  const blank = blankAreas(finder);
  return everyCell(finder).flatMap(({ found, key }) => {
    if (key.area !== territory.area || !isAmount(key)) return [];
    const parts = members.map((area) => finder.nearest({ ...key, area }, found.observation));
    const known = parts.filter((part) => part !== null);
    if (known.length < 2 || !isBeside(finder, found, key, known)) return [];
    const named = members.filter((area, i) => parts[i] !== null || blank.has(textOf({ ...key, area })));
    const complete = named.length === members.length;
    const exact = worthOfAll(finder, known).eq(worthOf(finder, found));
    const whole = complete || exact || isNearlyComplete(finder, found, known, named.length / members.length);
    const terms = [role(found, "total"), ...known.map((part) => role(part, "part"))];
    // Some of the areas make no more than all of them.
    const relation = whole ? "equal" : "atMost";
    return [derived("total", sumForm(known.length, relation), terms, complete ? undefined : "soft")];
  });
}

/** All areas but one in ten or so, and nearly the whole: those left out have none, or are forgotten. */
const isNearlyComplete = (finder: Finder, whole: Found, known: readonly Found[], named: number): boolean =>
  named >= MOST_NAMED && isNear(finder, whole, known, NEAR_EXCLUSIVE);

/** Whether the whole is told beside its parts, or no reading of it is. */
function isBeside(finder: Finder, whole: Found, key: Key, parts: readonly Found[]): boolean {
  const [part] = parts;
  if (!part) return false;
  const own = finder.nearest(key, part.observation);
  return own === null || own.cell === whole.cell || distance(own.observation, part.observation) > 0;
}

/** Keys of observations that print a sign for "none" and so add nothing. */
function blankAreas(finder: Finder): Set<string> {
  const blank = new Set<string>();
  for (const o of finder.ledger.observations.values()) if (o.obs_value === null) blank.add(textOf(keyOf(o)));
  return blank;
}
