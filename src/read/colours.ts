/** Channels, 0–255, of `#rrggbb`. */
function channels(colour: string): [number, number, number] {
  const n = Number.parseInt(colour.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/** Differences of a channel that no eye sees. */
const SAME = 6;

export function looksSame(p: string, q: string): boolean {
  if (p === q) return true;
  const a = channels(p);
  const b = channels(q);
  return a.every((v, i) => Math.abs(v - (b[i] ?? 0)) <= SAME);
}

/** What a colour of the given opacity (0–1) looks like over another. */
export function blend(over: string, under: string, alpha: number): string {
  if (alpha >= 1) return over;
  const below = channels(under);
  const mixed = channels(over).map((v, i) => Math.round(v * alpha + (below[i] ?? 0) * (1 - alpha)));
  return `#${mixed.map((v) => v.toString(16).padStart(2, "0")).join("")}`;
}
