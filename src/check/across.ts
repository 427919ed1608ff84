import Big from "big.js";
import type { Anomaly, Extraction, Observation } from "../model/index.js";
import { type Cell, cellOf } from "./cell.js";
import { levelMeasures, rateOf } from "./changes.js";
import type { Constraint, Form } from "./constraint.js";
import type { CheckContext } from "./finder.js";
import { findingsOf } from "./findings.js";
import { intersect, ONE, ZERO } from "./interval.js";
import { type Key, keyOf, shifted, textOf, yearOf } from "./key.js";
import { type Ledger, networkOf } from "./network.js";

/** What is kept of a document once it is checked: one observation for each reading of each quantity. */
export interface Across {
  /** Takes note of a document; in any order. */
  add: (extraction: Extraction, ledger: Ledger) => void;
  /** What documents tell differently of one quantity, and changes that another document's value belies. */
  anomalies: (context: CheckContext) => Anomaly[];
}

interface Reading {
  document: string;
  publisher: string;
  key: Key;
  observation: Observation;
  mentions: number;
}

const MINUS_ONE = new Big(-1);
const SAME: Form = { kind: "sum", weights: [ONE, MINUS_ONE], constant: ZERO, relation: "equal", slack: ZERO };

/** An index of quantities over documents: memory and time grow with the readings, never with their pairs. */
export function acrossDocuments(): Across {
  const byKey = new Map<string, Reading[]>();
  return {
    add: (extraction, ledger) => {
      for (const [text, cells] of ledger.byKey)
        for (const index of cells) {
          const cell = ledger.cells[index] as Cell;
          const readings = byKey.get(text) ?? [];
          readings.push(readingOf(extraction, cell));
          byKey.set(text, readings);
        }
    },
    anomalies: (context) => findings(byKey, context),
  };
}

function readingOf(extraction: Extraction, cell: Cell): Reading {
  const observation = cell.mentions[0] as Observation;
  const { document_id, publisher } = extraction.document;
  return {
    document: document_id,
    publisher,
    key: keyOf(observation),
    observation,
    mentions: cell.mentions.length,
  };
}

function findings(byKey: ReadonlyMap<string, Reading[]>, context: CheckContext): Anomaly[] {
  const keys = [...byKey.keys()].sort();
  const drafts = keys.flatMap((key) => {
    const readings = (byKey.get(key) ?? []).toSorted((a, b) => order(a.document, b.document));
    return [...crossed(readings), ...changed(readings, byKey)];
  });
  return told(drafts, agreeing(drafts), context);
}

/** Two documents that tell so much alike, and so large a share of what both tell, mean the same by it. */
const LEAST_ALIKE = 5;
const MOSTLY = 0.8;

const pairOf = (draft: Draft): string => draft.terms.map((t) => t.reading.document).join("|");

/** Pairs of documents that mostly agree: what they tell differently is no other quantity. */
function agreeing(drafts: readonly Draft[]): Set<string> {
  const pairs = new Map<string, { alike: number; all: number }>();
  for (const draft of drafts) {
    if (draft.check !== "crossed") continue;
    const [one, other] = draft.terms.map((t) => t.reading.observation);
    const pair = pairs.get(pairOf(draft)) ?? { alike: 0, all: 0 };
    pair.all++;
    if (one && other && isAlike(one, other)) pair.alike++;
    pairs.set(pairOf(draft), pair);
  }
  const trusted = [...pairs].filter(([, p]) => p.alike >= LEAST_ALIKE && p.alike >= MOSTLY * p.all);
  return new Set(trusted.map(([pair]) => pair));
}

const isAlike = (one: Observation, other: Observation): boolean => {
  const [a, b] = [cellOf(one), cellOf(other)];
  return a !== null && b !== null && intersect(a.interval, b.interval) !== null;
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Draft {
  check: "crossed" | "growth";
  form: Form;
  terms: { reading: Reading; role: "statement" | "restatement" | "change" | "current" | "base" }[];
}

/**
 * Each document's reading against the reference: the one told most often, else by the document whose year
 * it is of, else the first. A document that contradicts itself is told by `restated`, and left out here.
 */
function crossed(readings: readonly Reading[]): Draft[] {
  const times = new Map<string, number>();
  for (const { document } of readings) times.set(document, (times.get(document) ?? 0) + 1);
  const single = readings.filter((r) => times.get(r.document) === 1);
  if (single.length < 2) return [];
  const reference = referenceOf(single);
  return single
    .filter((r) => r !== reference)
    .map((r) => ({
      check: "crossed",
      form: SAME,
      terms: [
        { reading: reference, role: "statement" },
        { reading: r, role: "restatement" },
      ],
    }));
}

function referenceOf(readings: readonly Reading[]): Reading {
  const votes = new Map<string, number>();
  const printed = (r: Reading): string => r.observation.obs_value ?? "";
  for (const r of readings) votes.set(printed(r), (votes.get(printed(r)) ?? 0) + 1);
  const own = (r: Reading): boolean => r.document.includes(String(yearOf(r.key.period)));
  const weight = (r: Reading): number => 2 * (votes.get(printed(r)) ?? 0) + (own(r) ? 1 : 0);
  return readings.reduce((best, r) => (weight(r) > weight(best) ? r : best));
}

/** A stated change whose base, or whose result, only another report of the publisher prints. */
function changed(readings: readonly Reading[], byKey: ReadonlyMap<string, Reading[]>): Draft[] {
  return readings.flatMap((change) => {
    const { key } = change;
    if ((key.measure !== "CHANGE" && key.measure !== "DECREASE") || key.unit !== "PT") return [];
    for (const measure of levelMeasures(key)) {
      const current = own(byKey.get(textOf({ ...key, measure })), change, "same");
      const base = textOf({ ...key, measure, period: shifted(key.period, -1) });
      if (!current || own(byKey.get(base), change, "same")) continue;
      const before = own(byKey.get(base), change, "other");
      if (!before || new Big(before.observation.obs_value ?? "0").lte(0)) continue;
      return [
        {
          check: "growth" as const,
          form: rateOf(key),
          terms: [
            { reading: change, role: "change" as const },
            { reading: current, role: "current" as const },
            { reading: before, role: "base" as const },
          ],
        },
      ];
    }
    return [];
  });
}

/** The publisher's only reading, in the same document or in another one. */
function own(readings: Reading[] | undefined, of: Reading, where: "same" | "other"): Reading | undefined {
  const found = (readings ?? []).filter(
    (r) => r.publisher === of.publisher && (r.document === of.document) === (where === "same"),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** All drafts in one small network, so that what one reading does to several documents is one group. */
function told(drafts: readonly Draft[], trusted: ReadonlySet<string>, context: CheckContext): Anomaly[] {
  const cells: Cell[] = [];
  const index = new Map<Reading, number>();
  const cellIndex = (reading: Reading): number => {
    const known = index.get(reading);
    if (known !== undefined) return known;
    const cell = cellOf(reading.observation) as Cell;
    cells.push(cell);
    index.set(reading, cells.length - 1);
    return cells.length - 1;
  };
  const constraints = drafts.map(
    (draft): Constraint => ({
      check: draft.check,
      form: draft.form,
      cells: draft.terms.map((t) => cellIndex(t.reading)),
      terms: draft.terms.map((t) => ({ observation: t.reading.observation.observation_id, role: t.role })),
      origin: "catalogue",
      strength: "soft",
      known: draft.check === "crossed" && trusted.has(pairOf(draft)),
      notes: [],
      adjustments: [],
    }),
  );
  const observations = new Map([...index.keys()].map((r) => [r.observation.observation_id, r.observation]));
  return findingsOf({ network: networkOf(cells, constraints), observations, context, hedged: new Set() });
}
