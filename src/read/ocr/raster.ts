import { type Canvas, createCanvas, ImageData } from "@napi-rs/canvas";

/** A picture of a page or a part of it, four bytes a pixel (red, green, blue, opacity). */
export interface Raster {
  width: number;
  height: number;
  data: Uint8ClampedArray;
  /** Pixels a point. */
  scale: number;
  /** What the picture was taken from, where that is at hand. */
  canvas?: Canvas;
}

export function rasterOf(canvas: Canvas, scale: number): Raster {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return { width, height, data, scale, canvas };
}

/** Where pictures are turned; a new one each time would have V8 look for what it can free. */
let table: Canvas | undefined;

function tableFor(width: number, height: number): Canvas {
  if (table?.width !== width || table.height !== height) table = createCanvas(width, height);
  return table;
}

/** The picture turned about its middle, clockwise; corners that come in go on as the picture ends. */
export function turned(raster: Raster, degrees: number): Raster {
  const { width, height, scale } = raster;
  const source = raster.canvas ?? drawn(raster);
  const context = tableFor(width, height).getContext("2d");
  context.drawImage(source, 0, 0);
  context.translate(width / 2, height / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(source, -width / 2, -height / 2);
  context.resetTransform();
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, data, scale };
}

function drawn({ width, height, data }: Raster): Canvas {
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
