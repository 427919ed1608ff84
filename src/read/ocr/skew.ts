import { levelsOf, type Raster } from "./raster.js";

/** Scans are turned by no more than this, degrees. */
const MOST = 3;
const STEPS = [0.5, 0.1, 0.02];
/** Fewer points of ink than this tell no direction. */
const FEW = 300;

/**
 * By how many degrees, clockwise, the writing on a page is turned: the angle at which rows of ink and rows of
 * none differ most (projection profiles; W. Postl, "Detection of linear oblique structures and skew scan in
 * digitized documents", ICPR 1986).
 */
export function skewOf(raster: Raster): number {
  const points = sample(raster);
  if (points.x.length < FEW) return 0;
  let best = 0;
  let reach = MOST;
  for (const step of STEPS) {
    let most = -1;
    const middle = best;
    for (let k = -Math.round(reach / step); k <= Math.round(reach / step); k++) {
      const angle = middle + k * step;
      const sharp = sharpness(points, angle, raster.height);
      if (sharp > most) [most, best] = [sharp, angle];
    }
    reach = step;
  }
  return Math.abs(best) < 0.04 ? 0 : best;
}

interface Points {
  x: Float32Array;
  y: Float32Array;
}

/** Levels by which a pixel is darker than the one above where a stroke begins: above grain. */
const STEP = 48;

/** Upper ends of strokes: they lie on the lines of writing and of tables, and are few. */
function sample(raster: Raster): Points {
  const { width, height } = raster;
  const levels = levelsOf(raster);
  const xs: number[] = [];
  const ys: number[] = [];
  const step = Math.max(1, Math.round(width / 800));
  // Row by row, as the picture lies in memory, with the level above at each column.
  const before = new Uint8Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += step) {
      const level = levels[y * width + x] ?? 0;
      if ((before[x] ?? 0) - level >= STEP) {
        xs.push(x - width / 2);
        ys.push(y - height / 2);
      }
      before[x] = level;
    }
  return { x: Float32Array.from(xs), y: Float32Array.from(ys) };
}

function sharpness({ x, y }: Points, degrees: number, height: number): number {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const rows = new Float64Array(2 * height);
  for (let i = 0; i < x.length; i++) {
    const row = Math.round((y[i] ?? 0) * cos - (x[i] ?? 0) * sin + height);
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const n of rows) sum += n * n;
  return sum;
}
