import type { Component } from "./components.js";
import type { Ink } from "./ink.js";
import type { Raster } from "./raster.js";

type Rgb = readonly [number, number, number];

/** Levels within which two colours of ink are one: thin strokes print paler than thick ones. */
const ALIKE = 56;
/** Most of the words of one colour lie this near to its middle. */
const NEAR = 28;

/**
 * The colour of words' ink as `#rrggbb`, one for all words whose ink is about the same: the commonest first, and then
 * what is unlike it. In a scan colours run, so each word has the one that is nearest.
 */
export function coloursOf(words: readonly (readonly Component[])[], ink: Ink, raster: Raster): string[] {
  const own = words.map((components) => inkColour(components, ink, raster));
  const leads = leadsOf(
    own.flatMap((colour, i) => (colour === undefined ? [] : [{ colour, area: areaOf(words[i] ?? []) }])),
  );
  return own.map((colour) => {
    if (colour === undefined) return "#000000";
    const [lead] = leads.toSorted((p, q) => apart(p, colour) - apart(q, colour));
    return `#${(lead ?? colour).map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
  });
}

/** Words of one shade, and the area of their ink. */
interface Shade {
  colour: Rgb;
  area: number;
}

/** The middles of the colours that there are, those of most ink first. */
function leadsOf(words: readonly Shade[]): Rgb[] {
  const shades = shadesOf(words);
  const around = shades.map(({ colour }) => shades.filter((other) => apart(other.colour, colour) <= NEAR));
  const leads: Rgb[] = [];
  for (const near of around.toSorted((p, q) => sumOf(q) - sumOf(p))) {
    const middle = meanOf(near);
    if (leads.every((lead) => apart(lead, middle) > ALIKE)) leads.push(middle);
  }
  return leads;
}

/** Steps of a channel that words of one shade share. */
const STEP = 8;

function shadesOf(words: readonly Shade[]): Shade[] {
  const alike = new Map<string, Shade[]>();
  for (const word of words) {
    const key = word.colour.map((v) => Math.floor(v / STEP)).join(" ");
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [word]);
    else known.push(word);
  }
  return [...alike.values()].map((some) => ({ colour: meanOf(some), area: sumOf(some) }));
}

const sumOf = (shades: readonly Shade[]): number => shades.reduce((sum, { area }) => sum + area, 0);

function meanOf(shades: readonly Shade[]): Rgb {
  const mean = (k: 0 | 1 | 2): number =>
    shades.reduce((sum, { colour, area }) => sum + colour[k] * area, 0) / Math.max(1, sumOf(shades));
  return [mean(0), mean(1), mean(2)];
}

/** Levels between two colours, in the channel where they differ most. */
const apart = (a: Rgb, b: Rgb): number => Math.max(...a.map((v, k) => Math.abs(v - (b[k] ?? 0))));

function areaOf(components: readonly Component[]): number {
  return components.reduce((sum, { area }) => sum + area, 0);
}

/** The mean colour of the pixels that stand out most. */
function inkColour(components: readonly Component[], ink: Ink, raster: Raster): Rgb | undefined {
  const [red = new Uint8Array(0), green = red, blue = red] = raster.planes;
  let most = 0;
  eachPixel(components, ink, (_, level) => {
    most = Math.max(most, level);
  });
  const sums: [number, number, number] = [0, 0, 0];
  let n = 0;
  eachPixel(components, ink, (p, level) => {
    if (level < 0.8 * most) return;
    sums[0] += red[p] ?? 0;
    sums[1] += green[p] ?? 0;
    sums[2] += blue[p] ?? 0;
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
