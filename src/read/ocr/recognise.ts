import type { Box, Edge } from "../../model/index.js";
import { withoutBadges } from "./badges.js";
import { withBullets } from "./bullets.js";
import { keyOf, once } from "./cache.js";
import { withCommas } from "./commas.js";
import { type Component, componentsOf } from "./components.js";
import { reread } from "./doubts.js";
import { confirmed } from "./figures.js";
import { fillsOf, isSide } from "./fills.js";
import { groundOf } from "./ground.js";
import { inkOf } from "./ink.js";
import { lettered } from "./letters.js";
import { type Raster, turned } from "./raster.js";
import { readSegments } from "./reading.js";
import { withoutRims } from "./rims.js";
import { type Ruling, takeRulings } from "./rulings.js";
import type { Seen, Wanted } from "./seen.js";
import { segmentsOf } from "./segments.js";
import { sensible } from "./sense.js";
import { skewOf } from "./skew.js";
import { withoutSpecks } from "./specks.js";
import { asCall, spelt } from "./spelling.js";
import { squaresAmong } from "./squares.js";
import { withStrokes } from "./strokes.js";

/** Reads a picture, or remembers it: writing, ruling lines and shaded areas. Throws where the engine fails or `limit` ends it. */
export async function recognise(raster: Raster, wanted: Wanted, limit: AbortSignal): Promise<Seen> {
  return once(keyOf(raster, wanted), () => readPicture(raster, wanted, limit), limit);
}

async function readPicture(raster: Raster, wanted: Wanted, limit: AbortSignal): Promise<Seen> {
  const clean = withoutSpecks(raster);
  const skew = wanted.turn ? skewOf(clean) : 0;
  const upright = skew === 0 ? clean : turned(clean, -skew);
  const ground = groundOf(upright);
  const ink = inkOf(upright, ground);
  const rulings = takeRulings(ink, upright.scale);
  const components = withoutRims(componentsOf(ink), ground, rulings, upright.scale).filter((c) =>
    isWanted(c, upright.scale, wanted),
  );
  const segments = segmentsOf(withoutBadges(ink, components, upright.scale), rulings, upright.scale);
  const read = await reread(ink, await readSegments(ink, segments, limit), limit);
  const first = withBullets(withStrokes(read, ink), ink);
  const readings = sensible(first, await confirmed(ink, first, limit));
  const spelled = readings.map((reading) => {
    const words = spelt(withCommas(reading).words);
    return { ...reading, words: reading.segment.raised ? asCall(words) : words };
  });
  const words = lettered(spelled, ink, upright);
  const { fills, squares } = squaresAmong(fillsOf(ground, upright.scale), words);
  return {
    words: [...words, ...squares],
    edges: rulings
      .filter((ruling) => !isSide(ruling, fills, upright.scale))
      .map((ruling) => edgeOf(ruling, upright.scale)),
    fills,
    skew,
  };
}

function isWanted(c: Component, scale: number, { within, except }: Wanted): boolean {
  const [x, y] = [(c.x0 + c.x1) / 2 / scale, (c.top + c.bottom) / 2 / scale];
  const holds = ({ x0, top, x1, bottom }: Box): boolean => x >= x0 && x <= x1 && y >= top && y <= bottom;
  return (within?.some(holds) ?? true) && !(except?.some(holds) ?? false);
}

function edgeOf({ orientation, x0, top, x1, bottom }: Ruling, scale: number): Edge {
  const flat = orientation === "h";
  const [x, y] = [(x0 + x1) / 2 / scale, (top + bottom) / 2 / scale];
  return {
    orientation,
    box: flat
      ? { x0: x0 / scale, top: y, x1: x1 / scale, bottom: y }
      : { x0: x, top: top / scale, x1: x, bottom: bottom / scale },
    width: (flat ? bottom - top : x1 - x0) / scale,
    colour: "#000000",
  };
}
