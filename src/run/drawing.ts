import { createCanvas, loadImage, type SKRSContext2D } from "@napi-rs/canvas";
import type { Block, Box, Page, Text } from "../model/index.js";
import { numeralsIn } from "../normalise/index.js";

/** What can be drawn over the picture of a page. */
export const DRAWN = ["words", "edges", "cells", "blocks", "figures"] as const;
export type Drawn = (typeof DRAWN)[number];

/** An outlined box, or a line where it has no width or no height. */
interface Outline {
  box: Box;
  colour: string;
  /** Written at its upper left corner. */
  name?: string;
}

const COLOURS: Readonly<Record<string, string>> = {
  heading: "#7b1fa2",
  paragraph: "#1565c0",
  list: "#00838f",
  table: "#c62828",
  keyFigure: "#ef6c00",
  note: "#6d4c41",
  furniture: "#9e9e9e",
  chart: "#9e9e9e",
};
const GREEN = "#2e7d32";
const RED = "#d81b60";
const BLUE = "#1565c0";

/** The picture of a page (PNG, `scale` pixels a point) with what was seen drawn over it, as a PNG. */
export async function drawOver(
  picture: Uint8Array,
  scale: number,
  page: Page,
  blocks: readonly Block[],
  what: Drawn,
): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(picture));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  context.scale(scale, scale);
  for (const outline of OUTLINES[what](page, blocks)) draw(context, outline);
  return canvas.encodeSync("png");
}

const OUTLINES: Readonly<Record<Drawn, (page: Page, blocks: readonly Block[]) => Outline[]>> = {
  words: (page) => page.words.map(({ box }) => ({ box, colour: RED })),
  edges: (page) => [
    ...page.fills.map(({ box }) => ({ box, colour: GREEN })),
    ...page.pictures.map(({ box }) => ({ box, colour: RED })),
    ...page.edges.map(({ box }) => ({ box, colour: BLUE })),
  ],
  cells: (_, blocks) =>
    blocks.flatMap((block) =>
      block.kind === "table" ? block.cells.map(({ box }) => ({ box, colour: RED })) : [],
    ),
  blocks: (_, blocks) => blocks.map(({ box, kind }) => ({ box, colour: COLOURS[kind] ?? BLUE, name: kind })),
  figures: (_, blocks) =>
    blocks
      .flatMap(textsOf)
      .flatMap(figureBoxes)
      .map((box) => ({ box, colour: RED })),
};

/** Every text of a block. */
function textsOf(block: Block): Text[] {
  switch (block.kind) {
    case "table":
      return [
        ...(block.caption ? [block.caption] : []),
        ...block.cells.map((cell) => cell.text),
        ...block.notes,
      ];
    case "list":
      return block.items.map((item) => item.text);
    case "keyFigure":
      return [block.value, block.label];
    default:
      return [block.text];
  }
}

/** The words each numeral of a text stands in, a box for each. */
function figureBoxes(text: Text): Box[] {
  return numeralsIn(text.text).flatMap(({ start, end }) =>
    text.words
      .filter((_, i) => {
        const [from, to] = text.spans[i] ?? [0, 0];
        return from < end && to > start;
      })
      .map((word) => word.box),
  );
}

function draw(context: SKRSContext2D, { box, colour, name }: Outline): void {
  context.strokeStyle = colour;
  context.lineWidth = 0.7;
  context.beginPath();
  if (box.x0 === box.x1 || box.top === box.bottom) {
    context.moveTo(box.x0, box.top);
    context.lineTo(box.x1, box.bottom);
  } else context.rect(box.x0, box.top, box.x1 - box.x0, box.bottom - box.top);
  context.stroke();
  if (name === undefined) return;
  context.font = "6px sans-serif";
  context.fillStyle = colour;
  context.fillText(name, box.x0, box.top - 1);
}
