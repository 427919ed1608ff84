import type { Decision } from "../../model/index.js";
import { currentDecisions, isRuling, originsIn } from "./fold.js";

/** Who ruled, and whether somebody else signed: read from the lines that each decision supersedes. */
export interface Signatures {
  /** Who ruled what a decision says: not who signed it, nor who brought it back by taking another one back. */
  authorOf(decision: Decision): string;
  /** True where another one than its author signed the ruling as it stands. */
  isSigned(decision: Decision): boolean;
}

export function signaturesIn(decisions: readonly Decision[]): Signatures {
  const byId = new Map(decisions.map((d) => [d.decision_id, d]));
  const replaced = (d: Decision): Decision | undefined => byId.get(d.supersedes);
  const originOf = originsIn(decisions);
  const wording = (d: Decision): Decision => originOf(d) ?? d;
  const authorOf = (d: Decision): string => {
    const line = wording(d);
    const signed = line.role === "approver" ? replaced(line) : undefined;
    return signed === undefined ? line.steward : authorOf(signed);
  };
  return {
    authorOf,
    isSigned: (d) => {
      const line = wording(d);
      const signed = line.role === "approver" ? replaced(line) : undefined;
      return signed !== undefined && isSame(line, signed) && authorOf(signed) !== line.steward;
    },
  };
}

const isSame = (a: Decision, b: Decision): boolean =>
  a.verdict === b.verdict && JSON.stringify(a.changes) === JSON.stringify(b.changes);

/** The decisions that a dataset follows: those in force; where two steps are wanted, those that are signed too. */
export function decisionsInForce(decisions: readonly Decision[], signOff: "wanted" | "none"): Decision[] {
  const current = [...currentDecisions(decisions).values()];
  if (signOff === "none") return current;
  const { isSigned } = signaturesIn(decisions);
  return current.filter((d) => !isRuling(d) || isSigned(d));
}
