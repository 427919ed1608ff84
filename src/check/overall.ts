import type { Dimension } from "../model/index.js";
import type { Constraint } from "./constraint.js";
import { derived, everyCell, type Finder, type Found, isAmount, role, sumForm, worthOf } from "./finder.js";
import { ZERO } from "./interval.js";
import { type Key, textOf, without } from "./key.js";

/** Sums of smaller numbers come out by chance. */
const LEAST_STEPS = 10_000;
const LEAST_PARTS = 3;

/** What a quantity is cut into by one dimension, wherever in the document: its codes, each told one way. */
interface Cut {
  codes: Map<string, Found>;
  /** A code told in two ways: nothing is to be learnt from a sum of one of them. */
  isOpen: boolean;
}

/**
 * A whole that all its parts make to the last digit, though the document tells them pages apart: a witness of each of
 * them. Where they do not make it, the document may have left some out, and nothing is said.
 */
export function overallConstraints(finder: Finder): Constraint[] {
  const cuts = cutsOf(finder);
  return everyCell(finder).flatMap(({ found, key }) => {
    if (!isAmount(key)) return [];
    const cell = finder.ledger.cells[found.cell];
    if (!cell || cell.value.lt(cell.step.times(LEAST_STEPS))) return [];
    return [...(cuts.get(textOf(key)) ?? new Map<Dimension, Cut>()).values()].flatMap((cut) => {
      const parts = [...cut.codes.values()];
      if (cut.isOpen || parts.length < LEAST_PARTS) return [];
      const sum = parts.reduce((total, part) => total.plus(worthOf(finder, part)), ZERO);
      if (!sum.eq(cell.value)) return [];
      const terms = [role(found, "total"), ...parts.map((part) => role(part, "part"))];
      return [derived("total", sumForm(parts.length, "equal"), terms, "hard")];
    });
  });
}

/** Text of the whole's key → dimension → cut. Only of what adds up. */
function cutsOf(finder: Finder): Map<string, Map<Dimension, Cut>> {
  const cuts = new Map<string, Map<Dimension, Cut>>();
  for (const { found, key } of everyCell(finder)) {
    if (!isAmount(key) || !finder.context.catalogue[key.indicator]?.additive) continue;
    for (const [dimension, code] of key.cuts) note(cuts, without(key, dimension), dimension, code, found);
  }
  return cuts;
}

function note(
  cuts: Map<string, Map<Dimension, Cut>>,
  whole: Key,
  dimension: Dimension,
  code: string,
  found: Found,
): void {
  const text = textOf(whole);
  const own = cuts.get(text) ?? new Map<Dimension, Cut>();
  const cut = own.get(dimension) ?? { codes: new Map(), isOpen: false };
  if (cut.codes.has(code)) cut.isOpen = true;
  cut.codes.set(code, found);
  own.set(dimension, cut);
  cuts.set(text, own);
}
