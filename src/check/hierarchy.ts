import type { Constraint } from "./constraint.js";
import { derived, distance, everyCell, type Finder, type Found, isAmount, role, sumForm } from "./finder.js";
import type { Key } from "./key.js";
import { without } from "./key.js";

/**
 * What the catalogue says of one indicator and another: `part_of` (a subset does not exceed its whole) and
 * `sum_of` (the parts make the whole); and of one indicator and its own cuts (women ≤ all).
 */
export function hierarchyConstraints(finder: Finder): Constraint[] {
  return everyCell(finder)
    .filter(({ key }) => isAmount(key))
    .flatMap(({ found, key }) => [...subsetOf(finder, found, key), ...sumOf(finder, found, key)]);
}

function subsetOf(finder: Finder, found: Found, key: Key): Constraint[] {
  const parent = finder.context.catalogue[key.indicator]?.part_of;
  const wholes: Key[] = [...key.cuts.keys()].map((dimension) => without(key, dimension));
  if (parent !== undefined) wholes.push(asIndicator(finder, key, parent));
  return wholes.flatMap((whole) => {
    const near = finder.nearest(whole, found.observation);
    // Elsewhere the same words often mean a narrower whole: only one table or sentence is sure of itself.
    if (!near || near.cell === found.cell || distance(near.observation, found.observation) > 0) return [];
    return [derived("part", sumForm(1, "atMost"), [role(near, "whole"), role(found, "subset")])];
  });
}

function sumOf(finder: Finder, found: Found, key: Key): Constraint[] {
  const names = finder.context.catalogue[key.indicator]?.sum_of ?? [];
  const parts = names.flatMap((name) => {
    const near = finder.nearest(asIndicator(finder, key, name), found.observation);
    return near ? [role(near, "part")] : [];
  });
  if (parts.length === 0) return [];
  const relation = parts.length === names.length ? "equal" : "atMost";
  return [derived("total", sumForm(parts.length, relation), [role(found, "total"), ...parts])];
}

/** The same cut of another indicator, as far as that indicator knows the dimensions. */
export function asIndicator(finder: Finder, key: Key, indicator: string): Key {
  const definition = finder.context.catalogue[indicator];
  const known = new Set(definition?.dimensions ?? []);
  const cuts = new Map([...key.cuts].filter(([dimension]) => known.has(dimension)));
  const basis = definition?.count_basis ?? key.basis;
  return { ...key, indicator, cuts, basis, measure: definition?.measure ?? key.measure };
}
