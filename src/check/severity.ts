import Big from "big.js";
import type { Observation, Severity } from "../model/index.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { slipOf } from "./diagnosis.js";
import { roundingOf } from "./exactness.js";
import type { Explanation } from "./explanation.js";
import { HUNDRED, ZERO } from "./interval.js";
import { isInTable } from "./key.js";
import type { Telling } from "./message-parts.js";
import { holdsAsPrinted, type Network } from "./network.js";
import type { Arithmetic } from "./sum-text.js";

/** Values further apart than this are taken for two quantities rather than for one told twice. */
const ALIKE = new Big("0.1");
/** Still further apart, they are two quantities, and there is nothing to tell. */
const COMPARABLE = new Big("0.3");
const POINTS_ALIKE = new Big(10);
const NEARLY = new Big("0.05");
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
  { hedged, observations, network }: Pick<Telling, "hedged" | "observations" | "network">,
): Severity | null {
  const members = constraint.cells.map((index) => cells[index] as Cell);
  const texts = [...constraint.notes, ...members.map((c) => first(c).source_context)];
  if (constraint.check === "shares") {
    if (isHalfway(arithmetic) && isCounted(constraint, network)) return null;
    return ofShares(constraint, members, arithmetic, { texts, slip: hasSlip(explanations) });
  }
  if (members.some((c) => c.mentions.some((m) => hedged.has(m.observation_id)))) return "info";
  if (isSignInWords(constraint, members[0] as Cell, cells)) return null;
  if (constraint.form.kind === "mixture") return ofMixture(constraint, arithmetic, hasSlip(explanations));
  if (isWithin(1, constraint, members[0] as Cell, arithmetic)) return "info";
  if (isWithin(2, constraint, members[0] as Cell, arithmetic)) return "warning";
  const slip = hasSlip(explanations);
  switch (constraint.check) {
    case "total":
      return ofTotal(constraint, members, arithmetic, { slip, told: toldIn(constraint, observations) });
    case "part":
      return constraint.origin === "layout" || constraint.origin === "rulebook" ? "error" : "warning";
    case "restated":
    case "crossed":
      return ofRestatement(constraint, arithmetic, members, explanations);
    default:
      return constraint.strength === "hard" ? "error" : "warning";
  }
}

/**
 * Within so many units of the last digit beyond what rounding explains. One unit: cut instead of rounded, or
 * computed from figures before rounding; two: hardly a misprint either.
 */
function isWithin(units: number, constraint: Constraint, head: Cell, arithmetic: Arithmetic): boolean {
  if (!["share", "growth", "ratio"].includes(constraint.check)) return false;
  const off = arithmetic.stated.minus(arithmetic.expected).abs();
  return off.lte(head.step.times(units).plus(arithmetic.tolerance.minus(head.step.div(2))));
}

const DECREASE = /baiss|diminu|recul|chut|r[ée]du|moins|d[ée]cr/i;

/** "une baisse de 57 %": the word is the sign. */
function isSignInWords(constraint: Constraint, head: Cell, cells: readonly Cell[]): boolean {
  return (
    constraint.check === "growth" &&
    DECREASE.test(first(head).source_context) &&
    slipOf(constraint, cells) === "sign"
  );
}

/** The members' weights are not told, so a mean a little off proves nothing; less so where its likes come out. */
function ofMixture({ known }: Constraint, arithmetic: Arithmetic, slip: boolean): Severity | null {
  const off = arithmetic.stated.minus(arithmetic.expected).abs();
  if (off.lte(known ? "0.5" : 1)) return null;
  return slip && off.gt(3) ? "error" : "warning";
}

const hasSlip = (explanations: readonly Explanation[]): boolean =>
  explanations.some((e) =>
    e.changes.every((c) => c.values.some((v) => v.kind !== "other" && v.kind !== "total_recount")),
  );

const AMONG_OTHERS = /(?<!\p{L})dont(?!\p{L})/iu;

/** The catalogue names all parts of a total that is made of other indicators. */
const isNamedInFull = (head: Cell, parts: readonly Cell[]): boolean =>
  parts.every((part) => first(part).indicator !== first(head).indicator);

/** The observations that the constraint speaks of: a cell may be told elsewhere too. */
const toldIn = (
  constraint: Constraint,
  observations: ReadonlyMap<string, Observation>,
): readonly Observation[] => constraint.terms.flatMap((t) => observations.get(t.observation) ?? []);

function ofTotal(
  constraint: Constraint,
  members: readonly Cell[],
  arithmetic: Arithmetic,
  { slip, told }: { slip: boolean; told: readonly Observation[] },
): Severity | null {
  const [head, ...parts] = members as [Cell, ...Cell[]];
  const off = arithmetic.stated.minus(arithmetic.expected);
  const apart = (share: Big): boolean => off.abs().gt(arithmetic.stated.abs().times(share));
  const inFull = constraint.known || told.some(isInTable) || isNamedInFull(head, parts);
  if (!inFull) {
    // A sentence need not name all parts, and parts named after "dont" may overlap.
    if (off.gt(ZERO) && apart(NEARLY)) return null;
    if (off.lt(ZERO) && apart(ALIKE) && AMONG_OTHERS.test(told[0]?.source_context ?? "")) return null;
  }
  // Rounding would explain it, were it not that the other amounts add up to the last digit.
  if (constraint.strength === "soft" || off.abs().lte(roundingOf(members))) return "warning";
  return apart(FAR_OFF) && !slip ? "warning" : "error";
}

/** Off by just as much as rounding explains: only where every share lies between two printed values. */
const isHalfway = ({ stated, tolerance }: Arithmetic): boolean => stated.minus(HUNDRED).abs().lte(tolerance);

/** Whether the counts behind all shares are printed and agree with them. */
const isCounted = (constraint: Constraint, network: Network): boolean =>
  constraint.cells.every((cell) =>
    (network.ofCell[cell] ?? []).some((index) => {
      const other = network.constraints[index];
      return other?.check === "share" && holdsAsPrinted(network, other);
    }),
  );

function ofShares(
  constraint: Constraint,
  members: readonly Cell[],
  arithmetic: Arithmetic,
  { texts, slip }: { texts: readonly string[]; slip: boolean },
): Severity | null {
  if (texts.some((text) => SEVERAL_ANSWERS.test(text))) return null;
  const off = arithmetic.stated.minus(HUNDRED);
  if (isHalfway(arithmetic)) return "warning";
  // Two shares side by side are one and the rest; longer lists so far off are no list of parts.
  if (off.abs().gt(30)) return slip && members.length === 2 ? "warning" : "info";
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
  if (hasSlip(explanations) && isNoChance(members))
    return constraint.check === "restated" ? "error" : "warning";
  if (isOneList(members) && !isTableAndText(members)) return null;
  const percent = members.every((c) => first(c).unit_measure === "PT");
  if (constraint.known || off.lte(percent ? POINTS_ALIKE : largest.times(ALIKE))) return "warning";
  return off.lte(largest.times(COMPARABLE)) ? "info" : null;
}

/**
 * Numbers of four digits are hardly one slip apart by chance; of three, one in twenty pairs is, and a second
 * mention has to take a side.
 */
function isNoChance(members: readonly Cell[]): boolean {
  const digits = Math.max(...members.map((c) => c.value.abs().div(c.step).toFixed(0).length));
  return digits >= 4 || (digits === 3 && members.some((c) => c.mentions.length > 1));
}

/** A sentence beside a table is not one more line of it: it tells what the table tells. */
function isTableAndText(members: readonly Cell[]): boolean {
  const [one, other] = members.map((member) => isInTable(first(member)));
  return one !== other;
}

/** Lines under one heading of one page that differ: two things that one key fails to tell apart. */
function isOneList(members: readonly Cell[]): boolean {
  const [one, other] = members.map(first);
  return (
    one !== undefined &&
    one.document_id === other?.document_id &&
    one.source_page === other.source_page &&
    one.source_section === other.source_section
  );
}
