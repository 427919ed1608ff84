import { type Cell, first } from "./cell.js";

/** How often a printed value of four digits is wrong. */
const BASE = 0.005;
const DOUBTFUL_READING = 0.8;
const UNLIKELY_BLANK = 0.05;

/** Probability, before any constraint is looked at, that a cell is wrong; 0 where it is not to be accused. */
export function suspicionOf(cell: Cell, hedged: ReadonlySet<string>): number {
  const observation = first(cell);
  if (cell.mentions.some((m) => m.decision_id !== "" || hedged.has(m.observation_id))) return 0;
  const digits = cell.value.abs().div(cell.step).toFixed(0).length;
  const doubtful = observation.confidence < DOUBTFUL_READING ? 10 : 1;
  // A sign for "none" is seldom put for a number.
  const blank = /\d/.test(observation.source_text) ? 1 : UNLIKELY_BLANK;
  // What is told alike in several places is seldom wrong in all of them.
  const agreement = 0.03 ** (cell.mentions.length - 1);
  return Math.min(0.5, BASE * (digits / 4) * doubtful * blank * agreement);
}
