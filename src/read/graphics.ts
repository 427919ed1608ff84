import type { Box } from "../model/index.js";
import type { Font } from "./fonts.js";
import type { Matrix } from "./matrix.js";

/** Graphics and text state (ISO 32000-1, 8.4 and 9.3) as far as it shows in what is read. */
export interface Graphics {
  /** User space to the displayed page. */
  ctm: Matrix;
  /** The upright box around the clipping path, on the displayed page. */
  clip: Box;
  /** False where the clipping path has another shape than that box. */
  clipIsBox: boolean;
  /** `#rrggbb`; undefined for a pattern whose colour is not known. */
  fill: string | undefined;
  stroke: string | undefined;
  fillAlpha: number;
  strokeAlpha: number;
  /** False under a blend mode: what is painted may let the ground show through. */
  plain: boolean;
  /** Under a soft mask: where what is painted shows is not known. */
  masked: boolean;
  /** The picture that comes next may have a mask of its own: parts of it may not show. */
  cutOut: boolean;
  lineWidth: number;
  font: Font | undefined;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  /** 1 is the font's own width. */
  hScale: number;
  leading: number;
  rise: number;
  /** Text rendering mode, 0–7. */
  mode: number;
}

export function initialGraphics(ctm: Matrix, clip: Box): Graphics {
  return {
    ctm,
    clip,
    clipIsBox: true,
    fill: "#000000",
    stroke: "#000000",
    fillAlpha: 1,
    strokeAlpha: 1,
    plain: true,
    masked: false,
    cutOut: false,
    lineWidth: 1,
    font: undefined,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    hScale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  };
}

/** Entries of an extended graphics state dictionary, as pdf.js lists them: `[key, value]`. */
export type StateEntries = readonly (readonly [string, unknown])[];

/** Applies an extended graphics state; `fontNamed` finds a font by pdf.js's name for it. */
export function applyState(g: Graphics, entries: StateEntries, fontNamed: (name: string) => Font): void {
  // pdf.js puts just this before a picture with a mask of its own; it tells so in no other way.
  if (entries.length === 1 && entries[0]?.[0] === "SMask") g.cutOut = entries[0][1] === false;
  for (const [key, value] of entries) {
    if (key === "ca") g.fillAlpha = Number(value);
    else if (key === "CA") g.strokeAlpha = Number(value);
    else if (key === "LW") g.lineWidth = Number(value);
    else if (key === "BM") g.plain = value === "source-over";
    else if (key === "SMask") g.masked = value !== false;
    else if (key === "Font" && Array.isArray(value)) {
      g.font = fontNamed(String(value[0]));
      g.fontSize = Number(value[1]);
    }
  }
}
