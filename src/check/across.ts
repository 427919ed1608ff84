import type { Anomaly, Extraction, Observation } from "../model/index.js";
import { type Cell, cellOf, first } from "./cell.js";
import { rateOf } from "./changes.js";
import type { Constraint, Form } from "./constraint.js";
import type { CheckContext } from "./finder.js";
import { findingsOf } from "./findings.js";
import { MINUS_ONE, ONE, ZERO } from "./interval.js";
import { keyOf, textOf } from "./key.js";
import type { Library, Place } from "./library.js";
import { type Ledger, networkOf } from "./network.js";
import { type Change, type Drawer, type Reading, readingsOn } from "./readings.js";

/** What documents say of one another, found once all have been seen. */
export interface Across {
  /** Takes note of a document; in any order. */
  add: (extraction: Extraction, ledger: Ledger, placeOf: PlaceOf) => void;
  /** What documents tell differently of one quantity, and changes that another document's value belies. */
  anomalies: (context: CheckContext) => Anomaly[];
}

export type PlaceOf = (observation: Observation) => Place;

const SAME: Form = { kind: "sum", weights: [ONE, MINUS_ONE], constant: ZERO, relation: "equal", slack: ZERO };

/**
 * An index of quantities over documents. Quantities are looked at drawer by drawer, by seven numbers a reading; the
 * observations behind them are taken again only where something does not agree. Time grows with the readings.
 */
export function acrossDocuments(library: Library): Across {
  const readings = readingsOn(library);
  return {
    add: (extraction, ledger, placeOf) =>
      readings.add(ledger, (cell) => placeOf(first(cell)), extraction.document.document_id),
    anomalies: (context) => {
      const pairs = new Map<string, Agreement>();
      const drafts: Draft[] = [];
      for (const drawer of readings.drawers(library)) drafts.push(...draftsOf(drawer, pairs, library));
      return told(drafts, pairs, library, context);
    },
  };
}

interface Draft {
  check: "crossed" | "growth";
  terms: { reading: Reading; role: "statement" | "restatement" | "change" | "current" | "base" }[];
}

/** How much two documents tell alike of what both tell. */
interface Agreement {
  alike: number;
  all: number;
}

const pairOf = (one: Reading, other: Reading): string => `${one.document}|${other.document}`;

/** Two documents that tell so much alike, and so large a share of what both tell, mean the same by it. */
const LEAST_ALIKE = 5;
const MOSTLY = 0.8;

const isTrusted = (agreement: Agreement | undefined): boolean =>
  agreement !== undefined && agreement.alike >= LEAST_ALIKE && agreement.alike >= MOSTLY * agreement.all;

/** What fails in a drawer, and what else is told of the same quantities. Counts what agrees. */
function draftsOf(drawer: Drawer, pairs: Map<string, Agreement>, library: Library): Draft[] {
  const touched = new Set<number>();
  const crossings = new Map<number, Draft[]>();
  for (const [mark, members] of drawer.readings) {
    if (members.length < 2) continue;
    const crossing = crossed(members);
    if (crossing.length === 0) continue;
    crossings.set(mark, crossing);
    for (const draft of crossing) {
      const [one, other] = readingsIn(draft) as [Reading, Reading];
      const alike = one.lo <= other.hi && other.lo <= one.hi;
      count(pairs, pairOf(one, other), alike);
      if (!alike) touched.add(mark);
    }
  }
  const growths = drawer.changes.flatMap((change) => growth(change, drawer, library));
  for (const draft of growths)
    if (!isClearlyKept(draft)) for (const { quantity } of readingsIn(draft)) touched.add(quantity);
  return [
    ...[...touched].flatMap((mark) => crossings.get(mark) ?? []),
    ...growths.filter((draft) => readingsIn(draft).some((r) => touched.has(r.quantity))),
  ];
}

const readingsIn = (draft: Draft): Reading[] => draft.terms.map((t) => t.reading);

function count(pairs: Map<string, Agreement>, pair: string, alike: boolean): void {
  const known = pairs.get(pair);
  if (!known) pairs.set(pair, { alike: alike ? 1 : 0, all: 1 });
  else {
    known.all++;
    if (alike) known.alike++;
  }
}

/**
 * Each document's reading against the reference: the one told most often, else by the document whose year
 * it is of, else the first. A document that contradicts itself is told by `restated`, and left out here.
 */
function crossed(readings: readonly Reading[]): Draft[] {
  const times = new Map<number, number>();
  for (const { document } of readings) times.set(document, (times.get(document) ?? 0) + 1);
  if (times.size < 2) return [];
  const single = readings.filter((r) => times.get(r.document) === 1);
  if (single.length < 2) return [];
  const reference = referenceOf(single);
  return single
    .filter((r) => r !== reference)
    .map((r) => ({
      check: "crossed",
      terms: [
        { reading: reference, role: "statement" },
        { reading: r, role: "restatement" },
      ],
    }));
}

function referenceOf(readings: readonly Reading[]): Reading {
  const votes = new Map<number, number>();
  for (const { value } of readings) votes.set(value, (votes.get(value) ?? 0) + 1);
  const weight = (r: Reading): number => 2 * (votes.get(r.value) ?? 0) + r.own;
  return readings.reduce((best, r) => (weight(r) > weight(best) ? r : best));
}

/** A stated change whose base, or whose result, only another report of the publisher prints. */
function growth(change: Change, { readings }: Drawer, library: Library): Draft[] {
  const { reading } = change;
  const own = (mark: number, where: "same" | "other"): Reading | undefined => {
    const found = (readings.get(mark) ?? []).filter(
      (r) =>
        library.publisherOf(r.document) === library.publisherOf(reading.document) &&
        (r.document === reading.document) === (where === "same"),
    );
    return found.length === 1 ? found[0] : undefined;
  };
  for (const level of change.levels) {
    const current = own(level.current, "same");
    if (!current || own(level.base, "same")) continue;
    const before = own(level.base, "other");
    if (!before || before.value <= 0) continue;
    return [
      {
        check: "growth",
        terms: [
          { reading, role: "change" },
          { reading: current, role: "current" },
          { reading: before, role: "base" },
        ],
      },
    ];
  }
  return [];
}

/** Whether the printed change is well within what the levels give; where doubles leave it open, it is not. */
function isClearlyKept(draft: Draft): boolean {
  const [change, current, base] = readingsIn(draft) as [Reading, Reading, Reading];
  if (base.lo <= 0) return false;
  const [least, most] = [current.lo / base.hi, current.hi / base.lo].map((ratio) => 100 * ratio - 100) as [
    number,
    number,
  ];
  const hair = 1e-9 * Math.max(1, Math.abs(least), Math.abs(most));
  return least + hair < change.hi && change.lo < most - hair;
}

/** All drafts in one small network, so that what one reading does to several documents is one group. */
function told(
  drafts: readonly Draft[],
  pairs: ReadonlyMap<string, Agreement>,
  library: Library,
  context: CheckContext,
): Anomaly[] {
  const observationOf = library.recall(drafts.flatMap(readingsIn));
  const cells: Cell[] = [];
  const index = new Map<Reading, number>();
  const cellIndex = (reading: Reading, observation: Observation): number => {
    const known = index.get(reading);
    if (known !== undefined) return known;
    cells.push(cellOf(observation) as Cell);
    index.set(reading, cells.length - 1);
    return cells.length - 1;
  };
  const observations = new Map<string, Observation>();
  const constraints = drafts.toSorted(inOrder).flatMap((draft): Constraint[] => {
    const members = draft.terms.flatMap((t) => observationOf(t.reading) ?? []);
    const [head, other] = members;
    if (!head || !other || members.length < draft.terms.length) return [];
    if (draft.check === "crossed" && textOf(keyOf(head)) !== textOf(keyOf(other))) return [];
    for (const o of members) observations.set(o.observation_id, o);
    const [one, two] = readingsIn(draft) as [Reading, Reading];
    return [
      {
        check: draft.check,
        form: draft.check === "crossed" ? SAME : rateOf(keyOf(head)),
        cells: draft.terms.map((t, i) => cellIndex(t.reading, members[i] as Observation)),
        terms: draft.terms.map((t, i) => ({
          observation: (members[i] as Observation).observation_id,
          role: t.role,
        })),
        origin: "catalogue",
        strength: "soft",
        known: draft.check === "crossed" && isTrusted(pairs.get(pairOf(one, two))),
        notes: [],
        adjustments: [],
      },
    ];
  });
  return findingsOf({ network: networkOf(cells, constraints), observations, context, hedged: new Set() });
}

/** By quantity, then document: whatever the order in which documents came. */
const inOrder = (a: Draft, b: Draft): number =>
  (a.terms[0]?.reading.quantity ?? 0) - (b.terms[0]?.reading.quantity ?? 0);
