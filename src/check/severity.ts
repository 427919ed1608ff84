import Big from "big.js";
import type { Severity } from "../model/index.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import type { Explanation } from "./explanation.js";
import { HUNDRED, ZERO } from "./interval.js";
import type { Arithmetic } from "./sum-text.js";

/** Values further apart than this are taken for two quantities rather than for one told twice. */
const ALIKE = new Big("0.1");
const POINTS_ALIKE = new Big(10);
/** A sum further off than this, with no slip to explain it, is doubted more than the figures are. */
const FAR_OFF = new Big("0.2");
const SEVERAL_ANSWERS = /plusieurs (?:r[ée]ponses|choix)|r[ée]ponses multiples|choix multiples|cumulable/i;
const REMAINDER = /autre|non renseign|inconnu|divers|sans r[ée]ponse|nsp/i;

/**
 * How loudly a failing constraint is told; null where it is explained and not told at all. Error is kept for
 * arithmetic that the document itself declares; what rests on a guess, or may be rounding, says less.
 */
export function severityOf(
  constraint: Constraint,
  cells: readonly Cell[],
  arithmetic: Arithmetic,
  explanations: readonly Explanation[],
  hedged: ReadonlySet<string>,
): Severity | null {
  const members = constraint.cells.map((index) => cells[index] as Cell);
  const texts = [...constraint.notes, ...members.map((c) => first(c).source_context)];
  if (constraint.check === "shares") return ofShares(constraint, members, arithmetic, texts);
  if (members.some((c) => c.mentions.some((m) => hedged.has(m.observation_id)))) return "info";
  if (isRounding(constraint, members[0] as Cell, arithmetic)) return "info";
  const slip = hasSlip(explanations);
  switch (constraint.check) {
    case "total":
      return ofTotal(constraint, arithmetic, slip);
    case "part":
      return constraint.origin === "layout" || constraint.origin === "rulebook" ? "error" : "warning";
    case "restated":
    case "crossed":
      return ofRestatement(constraint, arithmetic, members, explanations);
    default:
      return constraint.strength === "hard" ? "error" : "warning";
  }
}

/** Within one unit of the last digit: cut instead of rounded, or computed from figures before rounding. */
function isRounding(constraint: Constraint, head: Cell, arithmetic: Arithmetic): boolean {
  if (!["share", "growth", "ratio"].includes(constraint.check)) return false;
  const off = arithmetic.stated.minus(arithmetic.expected).abs();
  return off.lte(head.step.plus(arithmetic.tolerance.minus(head.step.div(2))));
}

const hasSlip = (explanations: readonly Explanation[]): boolean =>
  explanations.some((e) =>
    e.changes.every((c) => c.values.some((v) => v.kind !== "other" && v.kind !== "total_recount")),
  );

function ofTotal(constraint: Constraint, arithmetic: Arithmetic, slip: boolean): Severity {
  if (constraint.strength === "soft") return "warning";
  const off = arithmetic.stated.minus(arithmetic.expected).abs();
  const far = off.gt(arithmetic.stated.abs().times(FAR_OFF));
  return far && !slip ? "warning" : "error";
}

function ofShares(
  constraint: Constraint,
  members: readonly Cell[],
  arithmetic: Arithmetic,
  texts: readonly string[],
): Severity | null {
  if (texts.some((text) => SEVERAL_ANSWERS.test(text))) return null;
  const off = arithmetic.stated.minus(HUNDRED);
  if (off.abs().gt(30)) return "info";
  if (off.gt(ZERO)) return constraint.strength === "hard" ? "error" : "warning";
  const complete = members.some((c) => REMAINDER.test(first(c).source_row + first(c).source_column));
  return complete && off.gte(-10) ? "error" : "warning";
}

function ofRestatement(
  constraint: Constraint,
  arithmetic: Arithmetic,
  members: readonly Cell[],
  explanations: readonly Explanation[],
): Severity | null {
  const off = arithmetic.stated.minus(arithmetic.expected).abs();
  const largest = arithmetic.stated.abs().gt(arithmetic.expected.abs())
    ? arithmetic.stated.abs()
    : arithmetic.expected.abs();
  const slip = hasSlip(explanations);
  const longEnough = members.every((c) => c.value.abs().div(c.step).gte(100));
  if (slip && longEnough) return constraint.check === "restated" ? "error" : "warning";
  const percent = members.every((c) => first(c).unit_measure === "PT");
  return off.lte(percent ? POINTS_ALIKE : largest.times(ALIKE)) ? "warning" : "info";
}
