import type Big from "big.js";
import type { Catalogue, CheckCode, CodeLists, Edit, Observation, Role } from "../model/index.js";
import { first } from "./cell.js";
import type { Constraint, Form } from "./constraint.js";
import { MINUS_ONE, ONE, ZERO } from "./interval.js";
import { type Key, placeOf, textOf } from "./key.js";
import type { Ledger } from "./network.js";

/** A publisher's territory: the area its figures are of, and the areas that make it up. */
export interface Territory {
  area: string;
  level: "COM" | "DEP";
  /** COG codes with or without their level: `59328`, `DEP-59`. */
  members: readonly string[];
}

/** What checks know beside the documents. */
export interface CheckContext {
  catalogue: Catalogue;
  codeLists: CodeLists;
  /** By publisher. */
  territories: Readonly<Record<string, Territory>>;
}

/** A term looked up: the cell, and the mention of it that stands nearest. */
export interface Found {
  cell: number;
  observation: Observation;
}

/** Looks quantities up in a document, as near as possible to where they are asked from. */
export interface Finder {
  ledger: Ledger;
  context: CheckContext;
  territory: Territory | undefined;
  /** Cells told in the same table or sentence. */
  beside: (observation: Observation) => readonly number[];
  /** All readings of a key, each by its first mention. */
  readings: (key: Key) => Found[];
  /** The reading told nearest to an observation: same table or sentence, same section, nearest page. */
  nearest: (key: Key, to: Observation) => Found | null;
}

export function finderOf(ledger: Ledger, context: CheckContext, publisher: string): Finder {
  const cellsOf = (key: Key): number[] => ledger.byKey.get(textOf(key)) ?? [];
  const mentions = (cell: number): Observation[] => ledger.cells[cell]?.mentions ?? [];
  const places = cellsByPlace(ledger);
  return {
    ledger,
    context,
    beside: (observation) => places.get(placeOf(observation)) ?? [],
    territory: context.territories[publisher],
    readings: (key) =>
      cellsOf(key).flatMap((cell) =>
        mentions(cell)
          .slice(0, 1)
          .map((observation) => ({ cell, observation })),
      ),
    nearest: (key, to) => {
      let best: Found | null = null;
      let least = Number.POSITIVE_INFINITY;
      for (const cell of cellsOf(key))
        for (const observation of mentions(cell)) {
          const away = distance(observation, to);
          if (away < least) [best, least] = [{ cell, observation }, away];
        }
      return best;
    },
  };
}

function cellsByPlace(ledger: Ledger): Map<string, number[]> {
  const places = new Map<string, number[]>();
  ledger.cells.forEach((cell, index) => {
    for (const place of new Set(cell.mentions.map(placeOf))) {
      const members = places.get(place);
      if (members) members.push(index);
      else places.set(place, [index]);
    }
  });
  return places;
}

/** 0 same table or sentence, 1 same section, then by pages. */
export function distance(one: Observation, other: Observation): number {
  if (placeOf(one) === placeOf(other)) return 0;
  if (one.source_section === other.source_section && one.source_section !== "") return 1;
  return 2 + Math.abs(one.source_page - other.source_page);
}

export const role = (found: Found, as: Role): { found: Found; as: Role } => ({ found, as });

/** A constraint made from the catalogue. Hard where all its terms stand in one place or one section. */
export function derived(
  check: CheckCode,
  form: Form,
  terms: readonly { found: Found; as: Role }[],
  strength?: "hard" | "soft",
): Constraint {
  const anchor = terms[0]?.found.observation;
  const together = terms.every((t) => anchor && distance(anchor, t.found.observation) <= 1);
  return {
    check,
    form,
    cells: terms.map((t) => t.found.cell),
    terms: terms.map((t) => ({ observation: t.found.observation.observation_id, role: t.as })),
    origin: "catalogue" satisfies Edit["origin"],
    strength: strength ?? (together ? "hard" : "soft"),
    notes: [],
    adjustments: [],
  };
}

/** Σ parts = whole, or ≤; the whole comes first among the cells. */
export const sumForm = (parts: number, relation: "equal" | "atMost"): Form => ({
  kind: "sum",
  weights: [MINUS_ONE, ...Array.from({ length: parts }, () => ONE)],
  constant: ZERO,
  relation,
  slack: ZERO,
});

export const worthOf = (finder: Finder, found: Found): Big => finder.ledger.cells[found.cell]?.value ?? ZERO;

/** What some values make together. */
export const worthOfAll = (finder: Finder, parts: readonly Found[]): Big =>
  parts.reduce((sum, part) => sum.plus(worthOf(finder, part)), ZERO);

export const isAmount = (key: Key): boolean => key.measure === "COUNT" || key.measure === "AMOUNT";

const keyOfCell = (finder: Finder, cell: number): Key => finder.ledger.keys[cell] as Key;

/** Each cell of the document once, as a term. */
export function everyCell(finder: Finder): { found: Found; key: Key }[] {
  return finder.ledger.cells.map((cell, index) => ({
    found: { cell: index, observation: first(cell) },
    key: keyOfCell(finder, index),
  }));
}
