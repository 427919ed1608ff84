import type { Box, Edge, Fill, Word } from "../../model/index.js";

/** What is seen in a picture. Boxes are in points of the picture turned upright. */
export interface Seen {
  words: Word[];
  edges: Edge[];
  fills: Fill[];
  /** Degrees, clockwise, that the writing in the picture is turned by. */
  skew: number;
}

/** What of a picture is to be read; boxes in points. */
export interface Wanted {
  /** Whether it may stand askew. */
  turn: boolean;
  /** Left out: all of it. */
  within?: readonly Box[];
  /** What is known already. */
  except?: readonly Box[];
}
