import type { Component } from "./components.js";
import type { Ink } from "./ink.js";
import type { Raster } from "./raster.js";

type Rgb = readonly [number, number, number];

/** Levels within which two colours of ink are one: thin strokes print paler than thick ones. */
const ALIKE = 56;

/** The colour of words' ink as `#rrggbb`, one for all words whose ink is about the same. */
export function coloursOf(words: readonly (readonly Component[])[], ink: Ink, raster: Raster): string[] {
  const own = words.map((components) => inkColour(components, ink, raster));
  const leads: Rgb[] = [];
  const order = own.map((_, i) => i).sort((p, q) => areaOf(words[q] ?? []) - areaOf(words[p] ?? []));
  const shown: string[] = own.map(() => "#000000");
  for (const i of order) {
    const colour = own[i];
    if (colour === undefined) continue;
    let lead = leads.find((each) => each.every((v, k) => Math.abs(v - (colour[k] ?? 0)) <= ALIKE));
    if (lead === undefined) {
      lead = colour;
      leads.push(lead);
    }
    shown[i] = `#${lead.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
  }
  return shown;
}

function areaOf(components: readonly Component[]): number {
  return components.reduce((sum, { area }) => sum + area, 0);
}

/** The mean colour of the pixels that stand out most. */
function inkColour(components: readonly Component[], ink: Ink, raster: Raster): Rgb | undefined {
  let most = 0;
  eachPixel(components, ink, (_, level) => {
    most = Math.max(most, level);
  });
  const sums: [number, number, number] = [0, 0, 0];
  let n = 0;
  eachPixel(components, ink, (p, level) => {
    if (level < 0.8 * most) return;
    for (const k of [0, 1, 2] as const) sums[k] += raster.data[4 * p + k] ?? 0;
    n++;
  });
  return n === 0 ? undefined : [sums[0] / n, sums[1] / n, sums[2] / n];
}

function eachPixel(
  components: readonly Component[],
  ink: Ink,
  use: (p: number, level: number) => void,
): void {
  for (const c of components)
    for (let y = c.top; y < c.bottom; y++)
      for (let x = c.x0; x < c.x1; x++) use(y * ink.width + x, ink.level[y * ink.width + x] ?? 0);
}
