import type { Message } from "./anomaly.js";
import type { Box } from "./geometry.js";

/** How characters were obtained: from the file's text, from recognition of a picture, from an attachment. */
export type Method = "text" | "ocr" | "attachment";

/** A run of glyphs between spaces. */
export interface Word {
  /** As a reader would type it: NFC, ligatures resolved, ordinary spaces. */
  text: string;
  /** The characters as the file holds them, where they differ from `text`. */
  printed?: string;
  box: Box;
  /** Height of the font, in points. */
  size: number;
  /** Font family name without subset prefix, e.g. `Carlito-Bold`. */
  font: string;
  bold: boolean;
  italic: boolean;
  /** Fill colour as `#rrggbb`. */
  colour: string;
  method: Method;
  /** 1 for text of the file; the engine's own estimate for recognised text. */
  confidence: number;
  /** Of recognised figures: what other readings of the same ink gave, where they differ. */
  readings?: string[];
}

/** A horizontal or vertical line, or one side of a thin rectangle. */
export interface Edge {
  orientation: "h" | "v";
  box: Box;
  /** Thickness in points. */
  width: number;
  colour: string;
}

/** A filled rectangle (shaded row, header band, tile), or the small mark before a list item, filled or not. */
export interface Fill {
  box: Box;
  colour: string;
}

/** A raster picture placed on the page. */
export interface Picture {
  box: Box;
}

/** One page as displayed: after /Rotate, CropBox and UserUnit; or turned upright, where its text runs sideways. */
export interface Page {
  /** From 1, in file order. */
  number: number;
  /** As the file names it ("iv"), where it does. */
  label?: string;
  /** Points. */
  width: number;
  height: number;
  words: Word[];
  edges: Edge[];
  fills: Fill[];
  pictures: Picture[];
  /** Degrees clockwise the displayed page was turned by to read it; size and boxes are then those of the turned page. */
  turned?: 90 | 180 | 270;
  method: "text" | "ocr" | "mixed";
  /**
   * Degrees, clockwise, by which a recognised page is displayed askew. All boxes are then on the page turned
   * upright about its middle, so that its lines are level.
   */
  skew?: number;
  /** One sentence: why the page, or part of it, could not be read. What could be is there. */
  fault?: Message;
}

/** What `read` knows of a file beside its pages. */
export interface SourceFile {
  /** Path or name as given by the user. */
  file: string;
  /** Lower-case hex. */
  sha256: string;
  bytes: number;
  title: string;
  author: string;
  producer: string;
  pageCount: number;
  /** ISO 8601 date-time, where the file states one that parses. */
  created?: string;
  /** Names of the files embedded in it. */
  attachments?: string[];
}
