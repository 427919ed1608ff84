import Big from "big.js";
import type { CheckCode, Edit, Role, Term } from "../model/index.js";
import type { Constraint, Form } from "./constraint.js";
import { contains, HUNDRED, MINUS_ONE, ONE, ZERO } from "./interval.js";
import type { Ledger } from "./network.js";
import { explainedBy } from "./remark.js";

/** The terms of an edit that have a value, by role. */
interface Terms {
  edit: Edit;
  known: { term: Term; cell: number }[];
  /** Terms whose observation has no value: nothing printed, or a sign for "none". */
  missing: number;
}

type Known = Terms["known"];

const having = (terms: Terms, ...roles: Role[]): Known =>
  terms.known.filter((k) => roles.includes(k.term.role));

/** Edits seen on the page or declared by a rulebook, as constraints. Those that cannot be evaluated are left out. */
export function statedConstraints(edits: readonly Edit[], ledger: Ledger): Constraint[] {
  return edits.flatMap((edit) => {
    const terms = termsOf(edit, ledger);
    const maker = MAKERS[edit.check];
    const made = maker?.(terms, ledger);
    return made ? [made] : [];
  });
}

function termsOf(edit: Edit, ledger: Ledger): Terms {
  const known: Known = [];
  for (const term of edit.terms) {
    const cell = ledger.byObservation.get(term.observation);
    if (cell !== undefined) known.push({ term, cell });
  }
  return { edit, known, missing: edit.terms.length - known.length };
}

const MAKERS: Partial<Record<CheckCode, (terms: Terms, ledger: Ledger) => Constraint | null>> = {
  total: totalOf,
  territory: totalOf,
  part: partOf,
  shares: sharesOf,
  share: (terms) =>
    quotientOf(
      terms,
      having(terms, "share"),
      having(terms, "numerator", "part", "subset"),
      having(terms, "denominator", "whole", "total"),
      HUNDRED,
      ZERO,
    ),
  ratio: (terms) =>
    quotientOf(
      terms,
      having(terms, "average"),
      having(terms, "numerator"),
      having(terms, "denominator"),
      ONE,
      ZERO,
    ),
  growth: (terms) =>
    quotientOf(
      terms,
      having(terms, "change"),
      having(terms, "current"),
      having(terms, "base"),
      HUNDRED,
      HUNDRED,
    ),
  restated: sameOf,
  crossed: sameOf,
};

function constraint(edit: Edit, form: Form, known: Known): Constraint {
  return {
    check: edit.check,
    form,
    cells: known.map((k) => k.cell),
    terms: known.map((k) => k.term),
    origin: edit.origin,
    strength: edit.origin === "discovered" ? "soft" : "hard",
    notes: edit.notes,
    adjustments: edit.adjustments,
  };
}

function totalOf(terms: Terms, ledger: Ledger): Constraint | null {
  const whole = having(terms, "total", "whole");
  const parts = having(terms, "part", "subset");
  if (whole.length !== 1 || parts.length < 2) return null;
  const adjustments = adjustmentsOf(terms, ledger);
  const extra = adjustments.reduce((sum, amount) => sum.plus(amount), ZERO);
  return constraint(
    { ...terms.edit, adjustments },
    {
      kind: "sum",
      weights: [MINUS_ONE, ...parts.map(() => ONE)],
      constant: extra,
      relation: terms.edit.partial || terms.missing > 0 ? "atMost" : "equal",
      slack: ZERO,
    },
    [...whole, ...parts],
  );
}

/** Amounts to add to the parts: those told, and others of the remark where they make the sum exact. */
function adjustmentsOf(terms: Terms, ledger: Ledger): string[] {
  const value = (k: Known[number]): Big => ledger.cells[k.cell]?.value ?? ZERO;
  const [whole] = having(terms, "total", "whole");
  const told = terms.edit.adjustments;
  if (!whole || terms.edit.notes.length === 0) return [...told];
  const parts = having(terms, "part", "subset").reduce((sum, k) => sum.plus(value(k)), ZERO);
  return explainedBy(value(whole).minus(parts), told, terms.edit.notes) ?? [...told];
}

/** Shares whose own total is printed as something else than 100 are not parts of one whole. */
function isOfHundred(terms: Terms, ledger: Ledger): boolean {
  return having(terms, "total", "whole").every((k) => {
    const cell = ledger.cells[k.cell];
    return cell === undefined || contains(cell.interval, HUNDRED);
  });
}

function partOf(terms: Terms): Constraint | null {
  const whole = having(terms, "whole", "total");
  const subsets = having(terms, "subset", "part");
  if (whole.length !== 1 || subsets.length === 0) return null;
  return constraint(
    terms.edit,
    {
      kind: "sum",
      weights: [MINUS_ONE, ...subsets.map(() => ONE)],
      constant: ZERO,
      relation: "atMost",
      slack: ZERO,
    },
    [...whole, ...subsets],
  );
}

function sharesOf(terms: Terms, ledger: Ledger): Constraint | null {
  const parts = having(terms, "part", "share", "subset");
  if (parts.length < 2 || terms.missing > 0 || !isOfHundred(terms, ledger)) return null;
  return constraint(
    terms.edit,
    {
      kind: "sum",
      weights: parts.map(() => ONE),
      constant: HUNDRED.times(-1),
      relation: terms.edit.partial ? "atMost" : "equal",
      slack: parts.length === 2 ? HAIR.times(-1) : ZERO,
    },
    parts,
  );
}

/** Two shares miss 100 by a unit only where both lie exactly between two printed values: hardly ever. */
const HAIR = new Big("0.000001");

function quotientOf(
  terms: Terms,
  quotient: Known,
  over: Known,
  under: Known,
  by: Big,
  offset: Big,
): Constraint | null {
  if (quotient.length !== 1 || over.length === 0 || under.length === 0 || terms.missing > 0) return null;
  return constraint(terms.edit, { kind: "quotient", numerators: over.length, scale: by, offset }, [
    ...quotient,
    ...over,
    ...under,
  ]);
}

function sameOf(terms: Terms): Constraint | null {
  const [one, other] = having(terms, "statement", "restatement");
  if (!one || !other || one.cell === other.cell) return null;
  return constraint(
    terms.edit,
    { kind: "sum", weights: [ONE, MINUS_ONE], constant: ZERO, relation: "equal", slack: ZERO },
    [one, other],
  );
}
