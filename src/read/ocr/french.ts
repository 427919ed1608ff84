/** How often French has each letter from a to z, in a thousand; accents left out. */
const FREQUENT = [
  81, 9, 33, 37, 171, 11, 9, 7, 76, 6, 1, 55, 30, 71, 58, 25, 14, 66, 79, 72, 64, 18, 1, 4, 1, 3,
] as const;
const LENGTH = Math.hypot(...FREQUENT);
const A = "a".codePointAt(0) ?? 0;

/** How like French a text is by its letters. */
export interface Likeness {
  letters: number;
  /** Share of them that are small. */
  small: number;
  /** Cosine between how often its letters and those of French come: 0–1; French has 0.75 and more. */
  cosine: number;
}

export function likenessOf(text: string): Likeness {
  const counts = new Array<number>(FREQUENT.length).fill(0);
  let [letters, small] = [0, 0];
  for (const sign of text.normalize("NFD")) {
    const lower = sign.toLowerCase();
    const place = (lower.codePointAt(0) ?? 0) - A;
    const count = counts[place];
    if (count === undefined) continue;
    counts[place] = count + 1;
    letters++;
    if (sign === lower) small++;
  }
  const product = counts.reduce((sum, count, i) => sum + count * (FREQUENT[i] ?? 0), 0);
  return {
    letters,
    small: small / Math.max(1, letters),
    cosine: product / (LENGTH * Math.max(1, Math.hypot(...counts))),
  };
}
