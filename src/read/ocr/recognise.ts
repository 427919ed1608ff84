import type { Edge, Fill, Word } from "../../model/index.js";
import { componentsOf } from "./components.js";
import { fillsOf } from "./fills.js";
import { groundOf } from "./ground.js";
import { inkOf } from "./ink.js";
import { lettered } from "./letters.js";
import { type Raster, turned } from "./raster.js";
import { readSegments } from "./reading.js";
import { type Ruling, takeRulings } from "./rulings.js";
import { segmentsOf } from "./segments.js";
import { skewOf } from "./skew.js";

/** What is seen in a picture. Boxes are in points of the picture turned upright. */
export interface Seen {
  words: Word[];
  edges: Edge[];
  fills: Fill[];
  /** Degrees, clockwise, that the writing in the picture is turned by. */
  skew: number;
}

/** Reads a picture: writing, ruling lines and shaded areas. Throws where the engine fails. */
export async function recognise(raster: Raster): Promise<Seen> {
  const asIs = groundOf(raster);
  const skew = skewOf(inkOf(raster, asIs));
  const upright = skew === 0 ? raster : turned(raster, -skew, `rgb(${asIs.paper.join(",")})`);
  const ground = skew === 0 ? asIs : groundOf(upright);
  const ink = inkOf(upright, ground);
  const rulings = takeRulings(ink, upright.scale);
  const segments = segmentsOf(componentsOf(ink), rulings, upright.scale);
  const readings = await readSegments(ink, segments);
  return {
    words: lettered(readings, ink, upright),
    edges: rulings.map((ruling) => edgeOf(ruling, upright.scale)),
    fills: fillsOf(ground, upright.scale),
    skew,
  };
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
