import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Message, Page, Word } from "../model/index.js";
import { blend } from "./colours.js";
import { mendCutCodes } from "./cut-codes.js";
import { type Font, fontOf } from "./fonts.js";
import { type Glyph, inkBox } from "./glyphs.js";
import { interpret } from "./interpret.js";
import { Beyond, excess, type ReadLimits } from "./limits.js";
import type { Matrix } from "./matrix.js";
import type { Marks } from "./ocr/plan.js";
import { unreadableFonts } from "./ocr/unreadable.js";
import { operatorsOf } from "./operators.js";
import { joinEdges } from "./rulings.js";
import { turnToRead } from "./turn.js";
import { wordsOf } from "./words.js";

/** What is the same for all pages of a document. */
export interface Shared {
  /** By pdf.js's names. */
  fonts: Map<string, Font>;
  layers: Awaited<ReturnType<PDFDocumentProxy["getOptionalContentConfig"]>> | undefined;
  labels: readonly string[] | null;
  limits: ReadLimits;
}

/** A page, and what tells whether its text is all that is to be read. */
export interface PageRead {
  page: Page;
  marks: Marks;
}

type Operators = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;

/** Reads one page; pdf.js's errors come through. Throws `Beyond` for a page beyond limits. */
export async function readPage(page: PDFPageProxy, shared: Shared): Promise<PageRead> {
  const { limits } = shared;
  checkSides(page, limits);
  const operators = await operatorsOf(page, limits);
  const displayed = seenOn(page, operators, shared, 0);
  const turn = turnToRead(displayed.glyphs);
  const { view, glyphs, edges, fills, pictures, outlines } =
    turn === 0 ? displayed : seenOn(page, operators, shared, turn);
  if (glyphs.length > limits.glyphs) throw new Beyond("glyphs");
  mendCutCodes(glyphs);
  const unreadable = unreadableFonts(glyphs);
  const isReadable = (glyph: Glyph): boolean => !unreadable.has(glyph.style.font);
  const words = wordsOf(unreadable.size === 0 ? glyphs : glyphs.filter(isReadable), edges).map((word) =>
    cut(word, limits.characters),
  );
  if (words.length > limits.words) throw new Beyond("words");
  const lines = joinEdges(edges);
  const label = shared.labels?.[page.pageNumber - 1];
  const read: Page = {
    number: page.pageNumber,
    ...(label === undefined || label === "" ? {} : { label }),
    width: view.width,
    height: view.height,
    words,
    edges: lines.length > limits.lines ? [] : lines,
    fills,
    pictures: pictures.map(({ box }) => ({ box })),
    ...(turn === 0 ? {} : { turned: turn }),
    method: "text",
    ...(lines.length > limits.lines ? { fault: tooManyLines(limits) } : {}),
  };
  const { width, height } = view;
  const unread = unreadable.size === 0 ? [] : glyphs.filter((glyph) => !isReadable(glyph)).map(inkBox);
  return { page: read, marks: { width, height, words, pictures, outlines, unreadable: unread } };
}

function tooManyLines(limits: ReadLimits): Message {
  const { fr, en } = excess(limits, "lines");
  return { fr: `${fr} Ils ont été laissés de côté.`, en: `${en} They were left out.` };
}

/** A word of at most so many characters, whole ones. */
export function cut(word: Word, characters: number): Word {
  if (word.text.length <= characters) return word;
  return { ...word, text: word.text.slice(0, characters).replace(/[\ud800-\udbff]$/, "") };
}

function checkSides(page: PDFPageProxy, { side }: ReadLimits): void {
  const { width, height } = page.getViewport({ scale: 1 });
  if (!(width <= side && height <= side)) throw new Beyond("side");
}

/** What is seen on a page turned clockwise by `turn` degrees beside how it is displayed. */
function seenOn(page: PDFPageProxy, operators: Operators, shared: Shared, turn: number) {
  const view = page.getViewport({ scale: 1, rotation: (page.rotate + turn) % 360 });
  const canvas = interpret({
    operators: operators.fnArray,
    operands: operators.argsArray,
    base: view.transform as unknown as Matrix,
    width: view.width,
    height: view.height,
    fontNamed: (name) => fontNamed(page, shared.fonts, name),
    gradientColour: (name) => gradientColour(page, name),
    shown: (layer) => shared.layers?.isVisible(layer) !== false,
    seconds: shared.limits.seconds,
  });
  return { view, ...canvas.seen() };
}

function fontNamed(page: PDFPageProxy, fonts: Map<string, Font>, name: string): Font {
  const known = fonts.get(name);
  if (known !== undefined) return known;
  const font = fontOf(page.commonObjs.has(name) ? page.commonObjs.get(name) : undefined);
  fonts.set(name, font);
  return font;
}

/** The colour half way between the ends of a gradient. */
function gradientColour(page: PDFPageProxy, name: string): string | undefined {
  const objects = [page.objs, page.commonObjs].find((store) => store.has(name));
  const gradient: unknown = objects?.get(name);
  const stops: unknown = Array.isArray(gradient) ? gradient[3] : undefined;
  if (!Array.isArray(stops)) return undefined;
  const colours = stops.map((stop: unknown) => (Array.isArray(stop) ? stop[1] : "")).filter(isColour);
  const [from, to] = [colours[0], colours.at(-1)];
  return from === undefined || to === undefined ? undefined : blend(from, to, 0.5);
}

function isColour(value: unknown): value is string {
  return typeof value === "string" && /^#[\da-f]{6}$/i.test(value);
}
