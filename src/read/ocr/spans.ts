/** Places side by side in one row of a picture: the first, and the first behind them. */
export type Span = readonly [from: number, to: number];

/** What is looked for: places not yet seen (0) whose levels, in all planes, are within bounds. */
export interface Search {
  width: number;
  height: number;
  planes: readonly Uint8Array[];
  low: Float64Array;
  high: Float64Array;
  seen: Uint8Array;
}

/** A search in which nothing is seen yet, and that has no bounds. (Made in one place: V8 then knows all as one kind.) */
export function searchIn(width: number, height: number, planes: readonly Uint8Array[]): Search {
  return {
    width,
    height,
    planes,
    low: new Float64Array(planes.length),
    high: new Float64Array(planes.length),
    seen: new Uint8Array(width * height),
  };
}

export function isOpen({ planes, low, high, seen }: Search, place: number): boolean {
  if (seen[place] !== 0) return false;
  for (let k = 0; k < planes.length; k++) {
    const level = planes[k]?.[place] ?? 0;
    if (level < (low[k] ?? 0) || level > (high[k] ?? 0)) return false;
  }
  return true;
}

/**
 * A place and the open ones that hang together with it, side by side or one above another, which are seen (1) from then
 * on. A span goes as far to both sides as it can.
 */
export function spansFrom(seed: number, search: Search): Span[] {
  const { width, height, seen } = search;
  const found: Span[] = [];
  const waiting = [seed];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen[at] !== 0 || (at !== seed && !isOpen(search, at))) continue;
    const row = at - (at % width);
    let [from, to] = [at, at + 1];
    while (from > row && isOpen(search, from - 1)) from--;
    while (to < row + width && isOpen(search, to)) to++;
    seen.fill(1, from, to);
    found.push([from, to]);
    if (row > 0) enqueue(waiting, from - width, to - width, search);
    if (row + width < width * height) enqueue(waiting, from + width, to + width, search);
  }
  return found;
}

/** Lets the first of each stretch of open places wait. */
function enqueue(waiting: number[], from: number, to: number, search: Search): void {
  let open = false;
  for (let p = from; p < to; p++) {
    const before = open;
    open = isOpen(search, p);
    if (open && !before) waiting.push(p);
  }
}
