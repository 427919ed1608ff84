import Big from "big.js";
import type { Observation } from "../model/index.js";
import type { Constraint, Form } from "./constraint.js";
import { derived, type Finder, role } from "./finder.js";
import { ONE, ZERO } from "./interval.js";
import { placeOf } from "./key.js";

const SAME: Form = {
  kind: "sum",
  weights: [ONE, new Big(-1)],
  constant: ZERO,
  relation: "equal",
  slack: ZERO,
};
/** So many quantities told alike twice, and so large a share of them, show that keys tell quantities apart here. */
const LEAST_ALIKE = 10;
const MOSTLY = 0.9;

/**
 * Different readings of one quantity in one document, each against the one that is told most often (the
 * first, where none is). Pairs are made by what is counted, never by the value.
 */
export function restatementConstraints(finder: Finder): Constraint[] {
  const known = isKeptWell(finder);
  return [...finder.ledger.byKey.values()].flatMap((cells) => {
    if (cells.length < 2) return [];
    const told = (cell: number): number => finder.ledger.cells[cell]?.mentions.length ?? 0;
    const reference = cells.reduce((best, cell) => (told(cell) > told(best) ? cell : best));
    return cells
      .filter((cell) => cell !== reference)
      .flatMap((cell) => {
        const [one, other] = [mention(finder, reference), mention(finder, cell)];
        if (!one || !other) return [];
        const terms = [role(one, "statement"), role(other, "restatement")];
        return [{ ...derived("restated", SAME, terms, "hard"), known }];
      });
  });
}

/** Whether what this document tells twice is mostly told alike: then what differs is no other quantity. */
function isKeptWell({ ledger }: Finder): boolean {
  const groups = [...ledger.byKey.values()];
  const differing = groups.filter((cells) => cells.length > 1).length;
  const alike = groups.filter(([cell]) => isToldTwice(ledger.cells[cell ?? -1]?.mentions ?? [])).length;
  return alike >= LEAST_ALIKE && alike >= MOSTLY * (alike + differing);
}

const isToldTwice = (mentions: readonly Observation[]): boolean => new Set(mentions.map(placeOf)).size > 1;

function mention(finder: Finder, cell: number) {
  const observation = finder.ledger.cells[cell]?.mentions[0];
  return observation ? { cell, observation } : null;
}
