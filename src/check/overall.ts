import type { Dimension } from "../model/index.js";
import type { Constraint } from "./constraint.js";
import { derived, everyCell, type Finder, type Found, isAmount, role, sumForm, worthOf } from "./finder.js";
import { ZERO } from "./interval.js";
import { type Key, textOf, without } from "./key.js";

/** Sums of smaller numbers come out by chance. */
const LEAST_STEPS = 10_000;
const LEAST_PARTS = 3;
/** On one page, parts that miss their whole by no more than this share of it were meant to make it. */
const NEARLY = 0.005;
const LEAST_STEPS_NEARLY = 1000;

/** What a quantity is cut into by one dimension, wherever in the document: its codes, each told one way. */
interface Cut {
  codes: Map<string, Found>;
  /** A code told in two ways: nothing is to be learnt from a sum of one of them. */
  isOpen: boolean;
}

/**
 * A whole that all its parts make to the last digit, though the document tells them pages apart: a witness of each of
 * them. Where they do not make it, the document may have left some out, and nothing is said; unless they stand on one
 * page with it and miss it by next to nothing.
 */
export function overallConstraints(finder: Finder): Constraint[] {
  const cuts = cutsOf(finder);
  return everyCell(finder).flatMap(({ found, key }) => {
    if (!isAmount(key)) return [];
    const own = cuts.get(textOf(key));
    if (!own) return [];
    return [...own.values()].flatMap((cut) => madeOf(finder, found, cut) ?? []);
  });
}

function madeOf(finder: Finder, found: Found, cut: Cut): Constraint | null {
  const cell = finder.ledger.cells[found.cell];
  const parts = [...cut.codes.values()];
  if (!cell || cut.isOpen || parts.length < LEAST_PARTS) return null;
  const off = parts.reduce((left, part) => left.minus(worthOf(finder, part)), cell.value).abs();
  const isExact = off.eq(ZERO) && cell.value.gte(cell.step.times(LEAST_STEPS));
  const page = found.observation.source_page;
  const isNear =
    parts.every((part) => part.observation.source_page === page) &&
    cell.value.gte(cell.step.times(LEAST_STEPS_NEARLY)) &&
    off.lte(cell.value.times(NEARLY));
  if (!isExact && !isNear) return null;
  const terms = [role(found, "total"), ...parts.map((part) => role(part, "part"))];
  return derived("total", sumForm(parts.length, "equal"), terms, isExact ? "hard" : "soft");
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
