import Big from "big.js";
import type { Constraint } from "./constraint.js";
import { derived, type Finder, role } from "./finder.js";
import { ONE, ZERO } from "./interval.js";

const MINUS_ONE = new Big(-1);

/**
 * Different readings of one quantity in one document, each against the one that is told most often (the
 * first, where none is). Pairs are made by what is counted, never by the value.
 */
export function restatementConstraints(finder: Finder): Constraint[] {
  return [...finder.ledger.byKey.values()].flatMap((cells) => {
    if (cells.length < 2) return [];
    const told = (cell: number): number => finder.ledger.cells[cell]?.mentions.length ?? 0;
    const reference = cells.reduce((best, cell) => (told(cell) > told(best) ? cell : best));
    return cells
      .filter((cell) => cell !== reference)
      .flatMap((cell) => {
        const [one, other] = [mention(finder, reference), mention(finder, cell)];
        if (!one || !other) return [];
        return [
          derived(
            "restated",
            { kind: "sum", weights: [ONE, MINUS_ONE], constant: ZERO, relation: "equal", slack: ZERO },
            [role(one, "statement"), role(other, "restatement")],
            "hard",
          ),
        ];
      });
  });
}

function mention(finder: Finder, cell: number) {
  const observation = finder.ledger.cells[cell]?.mentions[0];
  return observation ? { cell, observation } : null;
}
