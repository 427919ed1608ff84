import type { Canvas } from "@napi-rs/canvas";

/** A picture of a page or a part of it: a plane of a byte a pixel where it is grey, or else a red, a green and a blue one. */
export interface Raster {
  width: number;
  height: number;
  planes: readonly Uint8Array[];
  /** Pixels a point. */
  scale: number;
}

export function rasterOf(canvas: Canvas, scale: number): Raster {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return { width, height, planes: planesOf(data), scale };
}

/** The planes of a picture of four bytes a pixel: red, green, blue, and opacity, which is left out. */
export function planesOf(data: Uint8ClampedArray): Uint8Array[] {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  const red = planeOf(pixels, 0);
  return isGrey(pixels) ? [red] : [red, planeOf(pixels, 8), planeOf(pixels, 16)];
}

/** Most scans are: what holds for one channel holds for all. */
function isGrey(pixels: Uint32Array): boolean {
  for (let p = 0; p < pixels.length; p++) {
    const pixel = pixels[p] ?? 0;
    if (((pixel ^ (pixel >>> 8)) & 0xffff) !== 0) return false;
  }
  return true;
}

/** One byte of each pixel, so many bits from its lowest. */
function planeOf(pixels: Uint32Array, bits: number): Uint8Array {
  const plane = new Uint8Array(pixels.length);
  for (let p = 0; p < plane.length; p++) plane[p] = (pixels[p] ?? 0) >>> bits;
  return plane;
}

/** How light each pixel is. */
export function levelsOf({ planes }: Raster): Uint8Array {
  const [red = new Uint8Array(0), green, blue] = planes;
  if (green === undefined || blue === undefined) return red;
  const levels = new Uint8Array(red.length);
  for (let p = 0; p < levels.length; p++)
    levels[p] = ((red[p] ?? 0) + 2 * (green[p] ?? 0) + (blue[p] ?? 0)) >> 2;
  return levels;
}

/** The picture turned about its middle, clockwise; corners that come in go on as the picture's sides do. */
export function turned(raster: Raster, degrees: number): Raster {
  return { ...raster, planes: raster.planes.map((plane) => turnedPlane(plane, raster, degrees)) };
}

/** Places between two pixels are told to this share of their distance. */
const PARTS = 256;
/** The same as a power of two, and twice that. */
const BITS = 8;
const WEIGHTS = 16;

/** Bilinear. */
function turnedPlane(plane: Uint8Array, { width, height }: Raster, degrees: number): Uint8Array {
  const angle = (degrees * Math.PI) / 180;
  const [across, down] = [PARTS * Math.cos(angle), -PARTS * Math.sin(angle)];
  const [mostX, mostY] = [PARTS * (width - 1) - 1, PARTS * (height - 1) - 1];
  const turnedOver = new Uint8Array(plane.length);
  for (let y = 0, p = 0; y < height; y++) {
    // Where the row's first pixel comes from.
    const [left, above] = [0.5 - width / 2, y + 0.5 - height / 2];
    let fromX = left * across - above * down + PARTS * (width / 2 - 0.5) + 0.5;
    let fromY = left * down + above * across + PARTS * (height / 2 - 0.5) + 0.5;
    for (let x = 0; x < width; x++, p++, fromX += across, fromY += down) {
      const sx = fromX < 0 ? 0 : fromX > mostX ? mostX : fromX | 0;
      const sy = fromY < 0 ? 0 : fromY > mostY ? mostY : fromY | 0;
      const q = (sy >> BITS) * width + (sx >> BITS);
      const [fx, fy] = [sx & (PARTS - 1), sy & (PARTS - 1)];
      const upper = (plane[q] ?? 0) * (PARTS - fx) + (plane[q + 1] ?? 0) * fx;
      const lower = (plane[q + width] ?? 0) * (PARTS - fx) + (plane[q + width + 1] ?? 0) * fx;
      turnedOver[p] = (upper * (PARTS - fy) + lower * fy + PARTS * (PARTS >> 1)) >> WEIGHTS;
    }
  }
  return turnedOver;
}
