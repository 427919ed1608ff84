import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import PQueue from "p-queue";
import type { Box, LongDataset } from "../model/index.js";
import type { Crop, Crops } from "../publish/index.js";
import { openPdf } from "../read/index.js";
import { keyOf, openCache } from "./cache.js";
import { type CropTask, type Member, type Planned, planCrops } from "./cuttings.js";
import { engineOf } from "./engine.js";
import type { RunLimits } from "./limits.js";
import { processesOf } from "./processes.js";

/** Pixels a point, unless the page is so wide that the picture would be wider than this. */
const SCALE = 1.3;
const WIDEST = 1000;
/** Points around the values that a picture shows, so that heads and labels are seen; and the highest picture. */
const ABOVE = 64;
const BELOW = 48;
const HIGHEST = 400;
const QUALITY = 60;

const SUSPECT = "#d81b60";
const OTHER = "#1565c0";

/** WebP, in the order of the cuttings; empty where a page cannot be drawn, or the file is gone or another one. */
export async function drawCrops({ file, sha256, cuttings }: CropTask): Promise<Uint8Array[]> {
  const none = cuttings.map(() => new Uint8Array());
  const pdf = await openPdf(file, { ocr: false }).catch(() => undefined);
  if (pdf === undefined) return none;
  try {
    if (pdf.source.sha256 !== sha256) return none;
    const drawn: Uint8Array[] = [];
    let last: { page: number; image: Image | undefined } | undefined;
    for (const { page, members } of cuttings) {
      if (last?.page !== page) {
        const picture = await pdf.render(page, SCALE).catch(() => undefined);
        last = { page, image: picture && (await loadImage(Buffer.from(picture))) };
      }
      drawn.push(last.image === undefined ? new Uint8Array() : cut(last.image, members));
    }
    return drawn;
  } finally {
    await pdf.close();
  }
}

/** The strip of a page that holds the values, as wide as the page, with the values marked. */
function cut(image: Image, members: readonly Member[]): Uint8Array {
  const { top, bottom } = stripOf(members, image.height / SCALE);
  const zoom = Math.min(1, WIDEST / image.width);
  const canvas = createCanvas(
    Math.max(1, Math.round(image.width * zoom)),
    Math.max(1, Math.round((bottom - top) * SCALE * zoom)),
  );
  const context = canvas.getContext("2d");
  context.scale(zoom, zoom);
  context.drawImage(image, 0, -top * SCALE);
  for (const { box, suspect } of members) {
    context.strokeStyle = suspect ? SUSPECT : OTHER;
    context.lineWidth = suspect ? 2.5 : 1.5;
    context.strokeRect(
      box.x0 * SCALE - 3,
      (box.top - top) * SCALE - 3,
      (box.x1 - box.x0) * SCALE + 6,
      (box.bottom - box.top) * SCALE + 6,
    );
  }
  return new Uint8Array(canvas.encodeSync("webp", QUALITY));
}

/** Where more is concerned than a picture can show, it shows what is about the suspects. */
function stripOf(members: readonly Member[], height: number): Pick<Box, "top" | "bottom"> {
  const whole = around(members, height);
  if (whole.bottom - whole.top <= HIGHEST) return whole;
  const suspects = members.filter((m) => m.suspect);
  const near = around(suspects.length > 0 ? suspects : members.slice(0, 1), height);
  const spare = HIGHEST - (near.bottom - near.top);
  if (spare <= 0) return { top: near.top, bottom: near.top + HIGHEST };
  const top = Math.max(whole.top, near.top - spare / 2);
  return { top, bottom: Math.min(whole.bottom, top + HIGHEST) };
}

const around = (members: readonly Member[], height: number): Pick<Box, "top" | "bottom"> => ({
  top: Math.max(0, Math.min(...members.map((m) => m.box.top)) - ABOVE),
  bottom: Math.min(height, Math.max(...members.map((m) => m.box.bottom)) + BELOW),
});

export interface CropOptions {
  limits: RunLimits;
  /** Folder of the cache; nothing is kept where left out. */
  cache?: string;
}

const BUILT = import.meta.url.endsWith(".js") ? fileURLToPath(import.meta.url) : undefined;

/**
 * Pictures of the places that errors and warnings are about, for the report. Drawn in processes of limited time and
 * memory; a picture that cannot be drawn is left out.
 */
export async function cropsOf(dataset: LongDataset, { limits, cache: folder }: CropOptions): Promise<Crops> {
  const cache = openCache(folder);
  const queue = new PQueue({ concurrency: availableParallelism() });
  const pool = BUILT === undefined ? undefined : processesOf({ worker: BUILT, megabytes: limits.megabytes });
  const draw = (about: CropTask): Promise<Uint8Array[]> =>
    queue.add(async () => {
      if (pool === undefined) return drawCrops(about);
      return (await pool.run({ name: "drawCrops", about }, limits.seconds)) as Uint8Array[];
    });
  const pictures = async (task: CropTask): Promise<Uint8Array[]> => {
    const key = keyOf(engineOf("read", "run"), task.sha256, JSON.stringify(task.cuttings));
    const kept = await cache.get<Uint8Array[]>("crops", key);
    if (kept !== undefined) return kept;
    const drawn = await draw(task).catch(() => []);
    if (drawn.length > 0 && drawn.every((picture) => picture.length > 0))
      await cache.put("crops", key, drawn);
    return drawn;
  };
  try {
    const planned = planCrops(dataset);
    return gathered(planned, await Promise.all(planned.map(({ task }) => pictures(task))));
  } finally {
    await pool?.close();
  }
}

/** Pictures by anomaly, in the order of the documents and their pages. */
function gathered(planned: readonly Planned[], drawn: readonly Uint8Array[][]): Crops {
  const crops = new Map<string, Crop[]>();
  for (const [i, { document, task }] of planned.entries())
    for (const [j, { anomaly, page }] of task.cuttings.entries()) {
      const picture = drawn[i]?.[j];
      if (picture === undefined || picture.length === 0) continue;
      crops.set(anomaly, [...(crops.get(anomaly) ?? []), { document, page, picture }]);
    }
  return crops;
}
