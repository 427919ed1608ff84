import type Big from "big.js";
import type { Anomaly, Message, Observation } from "../model/index.js";
import { contentId } from "../normalise/index.js";
import { first } from "./cell.js";
import { type Constraint, implied } from "./constraint.js";
import { HUNDRED, type Interval, intersect, isPoint } from "./interval.js";
import { placeOf } from "./key.js";
import type { Telling } from "./message-parts.js";
import { valuesOf } from "./network.js";
import type { Candidate } from "./ranking.js";
import { amount, both, nameOf, number, quoted, whereOf } from "./wording.js";

/** A failing constraint, as it would be told by itself. */
export interface Failing {
  /** Index of the constraint. */
  index: number;
  anomaly: Anomaly;
  candidates: readonly Candidate[];
}

/** Several failing constraints that one thing explains better than many. */
interface Cause {
  members: readonly Failing[];
  message: Message;
}

/** Fewer are alike by chance. */
const LEAST = 3;
/** One slip of one digit explains a lone sum in several ways, so that more have to agree on the digits. */
const LEAST_DIGITS = 4;
/** Share of what fails in a place that one cause has to explain. */
const MOSTLY = 0.5;
/** One digit is wrong in nearly all that a broken font spoils. */
const NEARLY_ALL = 0.8;

/** Anomalies of one cause as one group, told by one message: what to look at is the cause, not its traces. */
export function withCauses(telling: Telling, failing: readonly Failing[]): Anomaly[] {
  const told = new Map(failing.map((f) => [f, f.anomaly]));
  const pending = new Set(failing);
  for (const find of [shifts, otherBases, brokenDigits])
    for (const { members, message } of find(telling, [...pending])) {
      const group = contentId("cause", ...members.map((m) => m.anomaly.anomaly_id).sort());
      for (const member of members) {
        pending.delete(member);
        told.set(member, { ...member.anomaly, group, message });
      }
    }
  return sidesJoined(telling, told);
}

/** What two readings of one quantity have to do with other figures is one matter with their difference. */
function sidesJoined({ network }: Telling, told: ReadonlyMap<Failing, Anomaly>): Anomaly[] {
  const groups = new Map<string, string>();
  const rootOf = (group: string): string => {
    const next = groups.get(group);
    return next === undefined ? group : rootOf(next);
  };
  const byHead = new Map<number, Anomaly[]>();
  for (const [{ index }, anomaly] of told) {
    const constraint = network.constraints[index];
    const [head] = constraint?.cells ?? [];
    if (head === undefined || constraint?.form.kind === "sum") continue;
    byHead.set(head, [...(byHead.get(head) ?? []), anomaly]);
  }
  for (const [{ index }, anomaly] of told) {
    if (anomaly.check !== "restated") continue;
    for (const cell of network.constraints[index]?.cells ?? [])
      for (const other of byHead.get(cell) ?? []) {
        const [one, two] = [rootOf(anomaly.group), rootOf(other.group)];
        if (one !== two) groups.set(two, one);
      }
  }
  return [...told.values()].map((anomaly) => ({ ...anomaly, group: rootOf(anomaly.group) }));
}

const constraintOf = ({ network }: Telling, { index }: Failing): Constraint =>
  network.constraints[index] as Constraint;

/** What is left to the cell at a position, all others as printed. */
const leftTo = ({ network }: Telling, constraint: Constraint, position: number): Interval =>
  implied(constraint, position, valuesOf(network, constraint));

function inGroups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === "") continue;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** Sums of one table that hold once a column, or a row, is moved by one line. */
function shifts(telling: Telling, failing: readonly Failing[]): Cause[] {
  const sums = failing.filter((f) => f.anomaly.check === "total");
  const placeOfSum = (f: Failing): string => {
    const places = new Set(membersOf(telling, f).map(placeOf));
    const [place = ""] = places;
    return places.size === 1 && place.startsWith("table|") ? place : "";
  };
  return [...inGroups(sums, placeOfSum)].flatMap(([place, members]) =>
    members.length < LEAST ? [] : (shiftIn(telling, place, members) ?? []),
  );
}

const membersOf = (telling: Telling, failing: Failing): Observation[] =>
  constraintOf(telling, failing).terms.flatMap((t) => telling.observations.get(t.observation) ?? []);

interface Shift {
  line: string;
  members: Map<Failing, Big>;
  example: Observation;
}

function shiftIn(telling: Telling, place: string, members: readonly Failing[]): Cause | undefined {
  const neighbourOf = neighboursIn(telling, place);
  const shifts = new Map<string, Shift>();
  for (const member of members) {
    const constraint = constraintOf(telling, member);
    constraint.terms.forEach((term, position) => {
      const o = telling.observations.get(term.observation);
      const wanted = leftTo(telling, constraint, position);
      if (!o || !isPoint(wanted) || !wanted.lo) return;
      for (const { key, line, value } of neighbourOf(o)) {
        if (!value.eq(wanted.lo)) continue;
        const known = shifts.get(key) ?? { line, members: new Map<Failing, Big>(), example: o };
        known.members.set(member, value);
        shifts.set(key, known);
      }
    });
  }
  const [best] = [...shifts.values()].sort((a, b) => b.members.size - a.members.size);
  if (!best || best.members.size < LEAST || best.members.size < MOSTLY * members.length) return undefined;
  // Small numbers are each other's neighbours by chance.
  if (new Set([...best.members.values()].filter((v) => v.gte(10)).map(String)).size < LEAST) return undefined;
  const count = best.members.size;
  return {
    members: [...members],
    message: both((l) => {
      const [where, line] = [whereOf(best.example, l), quoted(best.line, l)];
      return l === "fr"
        ? `${where} : les valeurs de ${line} sont décalées d'un rang ; remises en face, elles rétablissent ${count} totaux.`
        : `${where}: the values of ${line} are shifted by one place; put back, they restore ${count} totals.`;
    }),
  };
}

interface Neighbour {
  /** The line moved, and which way. */
  key: string;
  line: string;
  value: Big;
}

/** The values printed next to one, in its column and in its row. */
function neighboursIn({ network, observations }: Telling, place: string): (o: Observation) => Neighbour[] {
  const values = new Map<string, Big>();
  const [rows, columns] = [new Map<string, number>(), new Map<string, number>()];
  const own = new Set(network.cells.flatMap((c) => c.mentions));
  for (const o of own) {
    if (placeOf(o) !== place) continue;
    if (!rows.has(o.source_row)) rows.set(o.source_row, rows.size);
    if (!columns.has(o.source_column)) columns.set(o.source_column, columns.size);
  }
  for (const cell of network.cells)
    for (const o of cell.mentions)
      if (placeOf(o) === place && observations.has(o.observation_id))
        values.set(`${rows.get(o.source_row)}|${columns.get(o.source_column)}`, cell.value);
  return (o) => {
    const [row, column] = [rows.get(o.source_row) ?? 0, columns.get(o.source_column) ?? 0];
    return [1, -1].flatMap((by) => {
      const [below, beside] = [values.get(`${row + by}|${column}`), values.get(`${row}|${column + by}`)];
      return [
        ...(below ? [{ key: `column|${column}|${by}`, line: o.source_column, value: below }] : []),
        ...(beside ? [{ key: `row|${row}|${by}`, line: o.source_row, value: beside }] : []),
      ];
    });
  };
}

/** Percentages of one whole that all fit another one: the largest set that one other value would settle. */
function otherBases(telling: Telling, failing: readonly Failing[]): Cause[] {
  const shares = failing.filter((f) => {
    const { form } = constraintOf(telling, f);
    return form.kind === "quotient" && form.scale.eq(HUNDRED) && form.offset.eq(0);
  });
  const baseOf = (f: Failing): string => {
    const { form, cells } = constraintOf(telling, f);
    return form.kind === "quotient" && cells.length === form.numerators + 2 ? `${cells.at(-1)}` : "";
  };
  return [...inGroups(shares, baseOf).values()].flatMap((members) =>
    members.length < LEAST ? [] : (otherBaseOf(telling, members) ?? []),
  );
}

function otherBaseOf(telling: Telling, members: readonly Failing[]): Cause | undefined {
  const ranges = members.map((f) => {
    const constraint = constraintOf(telling, f);
    return { member: f, range: leftTo(telling, constraint, constraint.cells.length - 1) };
  });
  let best: { range: Interval; agreeing: Failing[] } | undefined;
  for (const { range: start } of ranges) {
    let range = start;
    const agreeing: Failing[] = [];
    for (const { member, range: own } of ranges) {
      const common = intersect(range, own);
      if (!common) continue;
      range = common;
      agreeing.push(member);
    }
    if (!best || agreeing.length > best.agreeing.length) best = { range, agreeing };
  }
  if (!best || best.agreeing.length < LEAST || best.agreeing.length < MOSTLY * members.length)
    return undefined;
  const { range, agreeing } = best;
  const base = telling.network.cells[constraintOf(telling, agreeing[0] as Failing).cells.at(-1) ?? -1];
  if (!base || !range.lo || !range.hi) return undefined;
  const [o, lo, hi] = [first(base), range.lo.round(0, 3), range.hi.round(0, 0)];
  const printed = telling.network.cells.find((c) => c !== base && c.value.gte(lo) && c.value.lte(hi));
  return {
    members: agreeing,
    message: both((l) => {
      const say = (value: Big): string => number(value, 0, l);
      const name = printed && nameOf(first(printed), telling.context.catalogue, l);
      const other = printed
        ? `${say(printed.value)} (${name})`
        : lo.gte(hi)
          ? say(lo)
          : l === "fr"
            ? `un nombre entre ${say(lo)} et ${say(hi)}`
            : `a number between ${say(lo)} and ${say(hi)}`;
      const [where, whole] = [whereOf(o, l), amount(base.value, o, l)];
      return l === "fr"
        ? `${where} : ${agreeing.length} pourcentages ne sont pas calculés sur ${whole} ; tous le sont, à l'arrondi près, sur ${other}.`
        : `${where}: ${agreeing.length} percentages are not of ${whole}; within rounding all are of ${other}.`;
    }),
  };
}

/** One digit in another's place in nearly all that fails: a broken font, or a reading that mistakes it. */
function brokenDigits(telling: Telling, failing: readonly Failing[]): Cause[] {
  const problems = [...inGroups(failing, (f) => f.anomaly.group).values()].filter((members) =>
    members.some((f) => f.candidates.some(isDigit)),
  );
  if (problems.length < LEAST_DIGITS) return [];
  const explained = new Map<string, Failing[][]>();
  for (const members of problems) {
    const pairs = members.flatMap((f) => f.candidates.filter(isDigit).map((c) => pairOf(telling, c)));
    for (const pair of new Set(pairs)) explained.set(pair, [...(explained.get(pair) ?? []), members]);
  }
  const [best] = [...explained].sort((a, b) => b[1].length - a[1].length);
  if (!best) return [];
  const [pair, members] = best;
  const enough = Math.max(LEAST_DIGITS, NEARLY_ALL * problems.length);
  const rivals = [...explained.values()].filter((other) => other.length === members.length).length;
  if (pair === "" || members.length < enough || rivals > 1) return [];
  const [printed, meant] = pair.split(">");
  return [
    {
      members: members.flat(),
      message: both((l) =>
        l === "fr"
          ? `Le chiffre ${printed} est sans doute mis partout pour ${meant} : il explique à lui seul ${members.length} écarts. Une police ou une lecture défectueuse est plus probable qu'autant de fautes.`
          : `The digit ${printed} probably stands for ${meant} throughout: it alone explains ${members.length} differences. A broken font or a faulty reading is likelier than so many misprints.`,
      ),
    },
  ];
}

const isDigit = ({ kind }: Candidate): boolean => kind === "digit" || kind === "lookalike";

/** `3>8` where a printed 3 was meant to be an 8. */
function pairOf({ network }: Telling, { cell, value }: Candidate): string {
  const { value: shown, step } = network.cells[cell] ?? {};
  if (!shown || !step) return "";
  const [printed, meant] = [shown, value].map((v) => v.abs().div(step).toFixed(0)) as [string, string];
  for (let i = 0; i < printed.length; i++) if (printed[i] !== meant[i]) return `${printed[i]}>${meant[i]}`;
  return "";
}
