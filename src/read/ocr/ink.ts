import type { Ground } from "./ground.js";
import type { Raster } from "./raster.js";

/** How far each pixel stands out from its ground: 0 for bare ground, whatever the colours. */
export interface Ink {
  width: number;
  height: number;
  level: Uint8Array;
}

/** Levels from which on a pixel is ink: above grain and the halo of JPEG files, below pale print. */
export const INKED = 56;

export function inkOf(raster: Raster, ground: Ground): Ink {
  const { width, height } = raster;
  const level = new Uint8Array(width * height);
  raster.planes.forEach((pixels, k) => {
    const { low, high } = boundsOf(ground.planes[k] ?? pixels, ground);
    for (let y = 0, p = 0; y < height; y++) {
      const row = Math.min(ground.height - 1, Math.floor(y / ground.factor)) * ground.width;
      for (let place = 0, x = 0; x < width; place++) {
        const g = row + Math.min(ground.width - 1, place);
        const [least, most] = [low[g] ?? 0, high[g] ?? 0];
        for (const end = Math.min(width, x + ground.factor); x < end; x++, p++) {
          const v = pixels[p] ?? 0;
          // Without branches: grain goes either way.
          level[p] = Math.max(level[p] ?? 0, least - v, v - most);
        }
      }
    }
  });
  return { width, height, level };
}

/**
 * The least and the most that is ground, for each place. Where two grounds meet a pixel may be of either, or a mixture:
 * only what lies beyond both stands out.
 */
function boundsOf(plane: Uint8Array, { width, borders }: Ground): { low: Uint8Array; high: Uint8Array } {
  const [low, high] = [plane.slice(), plane.slice()];
  for (let p = 0; p < plane.length; p++) {
    if (borders[p] !== 1) continue;
    const own = plane[p] ?? 0;
    const [before, after] = [plane[p - 1] ?? own, plane[p + 1] ?? own];
    const [above, below] = [plane[p - width] ?? own, plane[p + width] ?? own];
    low[p] = Math.min(own, before, after, above, below);
    high[p] = Math.max(own, before, after, above, below);
  }
  return { low, high };
}
