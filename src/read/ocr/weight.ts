/** A word of a line, and how thick its strokes are. */
export interface Stroked {
  text: string;
  /** Thickness of its strokes in thicknesses of the page's usual ones. */
  thickness: number;
}

/** Strokes so much thicker than the page's usual ones are bold, and by how much more or less they surely are or are not. */
const THICKER = 1.28;
const SURELY = 0.15;
/** So many letters must say that the weight changes within a line. */
const CHANGE = 2.5;

/**
 * Which words of a line are bold. Capitals, short words and signs tell little of their weight, and a line changes its
 * weight once or twice at most: the course of weights is taken that agrees best with all its letters (Viterbi).
 */
export function boldOf(line: readonly Stroked[]): boolean[] {
  let costs: [number, number] = [0, 0];
  const from: [number, number][] = [];
  for (const word of line) {
    const evidence = evidenceOf(word);
    const [regular, bold] = costs;
    from.push([bold + CHANGE < regular ? 1 : 0, regular + CHANGE < bold ? 0 : 1]);
    costs = [Math.min(regular, bold + CHANGE) + evidence, Math.min(bold, regular + CHANGE) - evidence];
  }
  const found: boolean[] = [];
  let state = costs[1] < costs[0] ? 1 : 0;
  for (let i = line.length - 1; i >= 0; i--) {
    found[i] = state === 1;
    state = from[i]?.[state] ?? state;
  }
  return found;
}

/** Letters that say that a word is bold, less those that say that it is not. */
function evidenceOf({ text, thickness }: Stroked): number {
  const letters = text.replace(/[^\p{L}\d]/gu, "").length;
  return letters * Math.max(-1, Math.min(1, (thickness - THICKER) / SURELY));
}
