import type { Component } from "./components.js";
import type { Ground } from "./ground.js";
import type { Ruling } from "./rulings.js";

/** What is thinner than this, points, may be the rim of an area or a rest of a line. */
const THIN = 2.5;
/** So much of a rim lies where two grounds meet. */
const MOST = 0.6;
/** A rest of a line goes on where the line stops, within so many points. */
const NEAR = 10;

/** Leaves out the rims of shaded areas and the rests of ruling lines: none of them is writing. */
export function withoutRims(
  components: readonly Component[],
  ground: Ground,
  rulings: readonly Ruling[],
  scale: number,
): Component[] {
  return components.filter((c) => {
    const thin = Math.min(c.x1 - c.x0, c.bottom - c.top) <= THIN * scale;
    return !thin || !(liesOn(ground, c) || rulings.some((ruling) => goesOn(c, ruling, scale)));
  });
}

function liesOn({ width, height, factor, borders }: Ground, c: Component): boolean {
  let [on, all] = [0, 0];
  const at = (v: number, limit: number): number => Math.min(limit - 1, Math.max(0, Math.floor(v / factor)));
  for (let y = at(c.top, height); y <= at(c.bottom - 1, height); y++)
    for (let x = at(c.x0, width); x <= at(c.x1 - 1, width); x++) {
      all++;
      const near = [0, -1, 1, -width, width].some((step) => borders[y * width + x + step] === 1);
      if (near) on++;
    }
  return on >= MOST * all;
}

/** Whether thin ink lies in the way of a line and reaches up to it. */
function goesOn(c: Component, ruling: Ruling, scale: number): boolean {
  const near = NEAR * scale;
  const flat = ruling.orientation === "h";
  const [across, along] = flat ? [c.bottom - c.top, c.x1 - c.x0] : [c.x1 - c.x0, c.bottom - c.top];
  const middle = flat ? (c.top + c.bottom) / 2 : (c.x0 + c.x1) / 2;
  const [first, last] = flat ? [ruling.top, ruling.bottom] : [ruling.x0, ruling.x1];
  const [from, to] = flat ? [ruling.x0, ruling.x1] : [ruling.top, ruling.bottom];
  const [start, end] = flat ? [c.x0, c.x1] : [c.top, c.bottom];
  return (
    along >= 3 * across &&
    middle >= first - 2 &&
    middle <= last + 2 &&
    start <= to + near &&
    end >= from - near
  );
}
