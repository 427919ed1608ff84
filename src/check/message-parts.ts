import type { Catalogue, Observation } from "../model/index.js";
import type { Cell } from "./cell.js";
import type { Constraint } from "./constraint.js";
import type { CheckContext } from "./finder.js";
import type { Network } from "./network.js";
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

/** What findings are told with. */
export interface Telling {
  network: Network;
  observations: ReadonlyMap<string, Observation>;
  context: CheckContext;
  /** Observations printed with "about", "more than" …: witnesses, never accused. */
  hedged: ReadonlySet<string>;
}
