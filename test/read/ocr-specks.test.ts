import { describe, expect, it } from "vitest";
import type { Raster } from "../../src/read/ocr/raster.js";
import { withoutSpecks } from "../../src/read/ocr/specks.js";
import { random } from "../../tools/random.js";

const SIDE = 240;

/** White paper with a stroke two points thick, and the dot of an i. */
function paper(): Raster {
  const planes = [new Uint8Array(SIDE * SIDE).fill(255)];
  const picture = { width: SIDE, height: SIDE, planes, scale: 200 / 72 };
  for (let x = 40; x < 200; x++) for (const y of [100, 101]) put(picture, x, y, 20);
  for (const [x, y] of DOT) put(picture, x, y, 20);
  return picture;
}

const DOT = [60, 61].flatMap((x) => [90, 91].map((y): [number, number] => [x, y]));

function put({ planes }: Raster, x: number, y: number, level: number): void {
  for (const plane of planes) plane[y * SIDE + x] = level;
}

const levelAt = ({ planes: [plane] }: Raster, x: number, y: number): number => plane?.[y * SIDE + x] ?? 0;

/** Points and pairs of them all over the picture, one in two hundred. */
function peppered(picture: Raster): [number, number][] {
  const chance = random(7);
  const points: [number, number][] = [];
  for (let y = 5; y < SIDE - 5; y += 10)
    for (let x = 5; x < SIDE - 5; x += 20) {
      if (y > 80 && y < 110) continue;
      put(picture, x, y, 0);
      points.push([x, y]);
      if (chance() < 0.3) {
        put(picture, x + 1, y + 1, 0);
        points.push([x + 1, y + 1]);
      }
    }
  return points;
}

describe("salt and pepper in a scan", () => {
  it("is taken out, single points and pairs, and what is written stays", () => {
    const picture = paper();
    const points = peppered(picture);
    const clean = withoutSpecks(picture);
    expect(points.every(([x, y]) => levelAt(clean, x, y) > 200)).toBe(true);
    for (let x = 40; x < 200; x++) expect([levelAt(clean, x, 100), levelAt(clean, x, 101)]).toEqual([20, 20]);
    expect(DOT.map(([x, y]) => levelAt(clean, x, y))).toEqual([20, 20, 20, 20]);
  });

  it("is taken out of white writing on dark ground as well", () => {
    const picture = paper();
    peppered(picture);
    const inverse = { ...picture, planes: picture.planes.map((plane) => plane.map((v) => 255 - v)) };
    const clean = withoutSpecks(inverse);
    expect(levelAt(clean, 5, 5)).toBe(0);
    expect(levelAt(clean, 100, 100)).toBe(235);
  });

  it("leaves a scan with a speck or two as it is, to the point", () => {
    const picture = paper();
    put(picture, 30, 33, 0);
    expect(withoutSpecks(picture)).toBe(picture);
  });

  it("leaves grain as it is", () => {
    const chance = random(11);
    const picture = paper();
    for (let y = 0; y < SIDE; y++)
      for (let x = 0; x < SIDE; x++)
        put(picture, x, y, Math.max(0, levelAt(picture, x, y) - Math.round(20 * chance())));
    expect(withoutSpecks(picture)).toBe(picture);
  });
});
