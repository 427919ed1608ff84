import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheEntries } from "../../src/run/cache.js";
import { drawCrops } from "../../src/run/crops.js";
import { planCrops } from "../../src/run/cuttings.js";
import { limitsOf } from "../../src/run/limits.js";
import { republish } from "../../src/run/publish.js";
import { run } from "../../src/run/run.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";
import { sample } from "../publish/sample.js";

/** Two tellings of one figure that differ, on two pages. */
const contradictory = pdfOf({
  pages: [612, 621].map((contacts) => ({
    content: [
      at(40, 250, "Mission Locale Métropole Nord-Ouest", "/F2 20 Tf"),
      at(40, 220, "Rapport d'activité 2031", "/F2 16 Tf"),
      at(40, 60, `La ML MNO : ${contacts} nouvelles inscriptions en 2031.`),
    ].join("\n"),
  })),
});

const silent = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

let folder: string;
const within = (...names: string[]): string => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
  await writeFile(within("a.pdf"), contradictory);
  await run({ paths: [within("a.pdf")], out: within("out"), cache: within("cache"), workers: 1 }, silent);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const html = (name: string): Promise<string> => readFile(within(name, "report.html"), "utf8");
const pictures = async (name: string): Promise<Buffer[]> =>
  [...(await html(name)).matchAll(/src="data:image\/webp;base64,([^"]+)"/g)].map((m) =>
    Buffer.from(m[1] ?? "", "base64"),
  );

/** Pixels of about this colour. */
async function pixels(picture: Buffer, [r, g, b]: [number, number, number]): Promise<number> {
  const image = await loadImage(picture);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let n = 0;
  for (let i = 0; i < data.length; i += 4)
    if (
      Math.abs((data[i] ?? 0) - r) + Math.abs((data[i + 1] ?? 0) - g) + Math.abs((data[i + 2] ?? 0) - b) <
      120
    )
      n++;
  return n;
}

describe("the pictures of an anomaly", () => {
  test("show each page that it is about, with its value marked", async () => {
    const found = await pictures("out");
    expect(found).toHaveLength(2);
    for (const picture of found) {
      const marked = (await pixels(picture, [216, 27, 96])) + (await pixels(picture, [21, 101, 192]));
      expect(marked).toBeGreaterThan(40);
    }
  });

  test("are strips: the head of the page is not on them", async () => {
    for (const picture of await pictures("out")) {
      const { width, height } = await loadImage(picture);
      expect(width).toBe(520);
      expect(height).toBeLessThan(300 * 1.3 * 0.6);
    }
  });

  test("are kept, and published anew to the byte", async () => {
    expect((await cacheEntries(within("cache"))).filter((e) => e.kind === "crops")).toHaveLength(1);
    await republish(within("out"), within("again"), { limits: limitsOf({}), cache: within("cache") });
    const names = (await readdir(within("out"))).filter((name) => name !== "codelists");
    expect(names.length).toBeGreaterThan(10);
    for (const name of names)
      expect(
        Buffer.compare(await readFile(within("out", name)), await readFile(within("again", name))),
        name,
      ).toBe(0);
  });

  test("are none where the file is gone or is another one", async () => {
    const cuttings = [{ anomaly: "n", page: 1, members: [] }];
    const sizes = async (file: string, sha256: string): Promise<number[]> =>
      (await drawCrops({ file, sha256, cuttings })).map((picture) => picture.length);
    expect(await sizes(within("gone.pdf"), "")).toEqual([0]);
    expect(await sizes(within("a.pdf"), "0".repeat(64))).toEqual([0]);
  });
});

test("notes have no picture, and of many anomalies each report has its share", () => {
  const dataset = sample();
  const [first] = dataset.anomalies;
  if (first === undefined) throw new Error("the sample has no anomaly");
  const anomalies = Array.from({ length: 1000 }, (_, i) => ({
    ...first,
    anomaly_id: `x${i}`,
    severity: i < 10 ? ("info" as const) : ("error" as const),
    ...(i === 999
      ? { documents: ["alpes-2023-22222222"], observations: [{ observation: "b2", role: "total" as const }] }
      : {}),
  }));
  const planned = planCrops({ ...dataset, anomalies });
  const drawn = planned.flatMap((p) => p.task.cuttings.map((c) => c.anomaly));
  expect(drawn).not.toContain("x9");
  expect(new Set(drawn).size).toBe(400);
  expect(drawn).toContain("x999");
});
