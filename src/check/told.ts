import type { Catalogue, Observation } from "../model/index.js";
import type { Cell } from "./cell.js";
import type { Constraint } from "./constraint.js";
import type { Ranking } from "./ranking.js";
import type { Arithmetic } from "./sum-text.js";

/** What a message is made from. */
export interface Told {
  constraint: Constraint;
  cells: readonly Cell[];
  observations: ReadonlyMap<string, Observation>;
  arithmetic: Arithmetic;
  ranking: Ranking;
  catalogue: Catalogue;
}
