/** A stream of numbers in [0, 1), the same for the same seed (mulberry32). */
export type Chance = () => number;

export function random(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** An integer from `lo` to `hi`, both included. */
export const between = (chance: Chance, lo: number, hi: number): number =>
  lo + Math.floor(chance() * (hi - lo + 1));

export const pick = <T>(chance: Chance, items: readonly T[]): T =>
  items[between(chance, 0, items.length - 1)] as T;

/** Sizes as reports have them: as many tens as hundreds as thousands. */
export const size = (chance: Chance, most = 3000): number =>
  Math.round(Math.exp(Math.log(10) + chance() * Math.log(most / 10)));
