import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { progressOn } from "../../src/run/effects.js";
import { limitsOf } from "../../src/run/limits.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { type Progress, progressOf } from "../../src/run/progress.js";
import { progressBar, progressLine } from "../../src/run/progress-line.js";
import { readAll } from "../../src/run/reading.js";
import { loadSchemas } from "../../src/run/rulebooks.js";
import { ownRecognition } from "../fixtures/ocr.js";
import { scanPdf, write } from "../fixtures/scan.js";

const SECOND = 1000;

describe("the estimate", () => {
  test("goes by the pages of a document that is being recognised", () => {
    let now = 0;
    const progress = progressOf(1, () => now);
    const steps = Array.from({ length: 30 }, (_, i) => {
      now += 2 * SECOND;
      return progress.page({ file: "archive.pdf", page: i + 1, pages: 60 });
    });
    expect(steps[0]?.left).toBeUndefined();
    expect(steps[29]).toMatchObject({ done: 0, total: 1, share: 0.5 });
    expect(steps[29]?.left).toBeCloseTo(60);
  });

  test("goes by the documents that are done too, and counts a document once", () => {
    let now = 0;
    const progress = progressOf(4, () => now);
    now = 10 * SECOND;
    progress.page({ file: "a.pdf", page: 1, pages: 2 });
    const step = progress.document("a.pdf");
    expect(step.share).toBe(0.25);
    expect(step.left).toBeCloseTo(30);
  });

  test("is not misled by what the cache knew at once", () => {
    let now = 0;
    const progress = progressOf(1001, () => now);
    for (let i = 0; i < 1000; i++) progress.document(`${i}.pdf`, "known");
    const left = Array.from({ length: 101 }, (_, page) => {
      now += 10 * SECOND;
      return progress.page({ file: "scan.pdf", page, pages: 100 }).left;
    });
    // A page more for what comes after the last.
    expect(left[10]).toBeCloseTo(910);
    expect(left[50]).toBeCloseTo(510);
    expect(left[100]).toBeCloseTo(10);
  });

  test("takes as many of the documents to come to be known as of those seen", () => {
    let now = 0;
    const progress = progressOf(400, () => now);
    for (let i = 0; i < 99; i++) progress.document(`${i}.pdf`, "known");
    now = 60 * SECOND;
    // One of the next three hundred is likely to be read in each hundred.
    expect(progress.document("new.pdf").left).toBeCloseTo(180);
  });

  test("falls with each page, and is never below nothing", () => {
    let now = 0;
    const progress = progressOf(2, () => now);
    const left: number[] = [];
    for (const file of ["a.pdf", "b.pdf"]) {
      for (let page = 0; page <= 20; page++) {
        now += 3 * SECOND;
        left.push(progress.page({ file, page, pages: 20 }).left ?? Number.POSITIVE_INFINITY);
      }
      now += 3 * SECOND;
      left.push(progress.document(file).left ?? 0);
    }
    expect(left.slice(1)).toEqual(left.slice(1).toSorted((a, b) => b - a));
    expect(left.at(-1)).toBe(0);
    expect(Math.min(...left)).toBe(0);
  });

  test("is not given once all is done", () => {
    let now = 0;
    const progress = progressOf(1, () => now);
    now = 60 * SECOND;
    expect(progress.document("a.pdf").left).toBeUndefined();
  });
});

const step: Progress = { done: 3, total: 12, file: "archive.pdf", share: 0.5, left: 95 };
const page = { page: 14, pages: 60 };

describe("what is shown", () => {
  test("is a bar with page and time on a terminal, as wide as it at most", () => {
    expect(progressBar({ ...step, page }, 80)).toBe(
      `${"█".repeat(15)}${"░".repeat(15)} 3/12 archive.pdf, p. 14/60, ~2 min`,
    );
    const file = `rapports/${"x".repeat(80)}-2009.pdf`;
    const bar = progressBar({ ...step, file, page }, 80);
    expect(bar).toMatch(/ …x+-2009\.pdf, p\. 14\/60, ~2 min$/);
    expect(bar.length).toBeLessThan(80);
  });

  test("is a line in words elsewhere", () => {
    expect(progressLine({ ...step, page }, "en")).toBe("[3/12] archive.pdf, page 14 of 60, about 2 min left");
    expect(progressLine({ ...step, page }, "fr")).toBe(
      "[3/12] archive.pdf, page 14 sur 60, encore 2 min environ",
    );
  });

  test("is a line a document elsewhere, and one about pages every ten seconds", () => {
    let now = 0;
    const lines: string[] = [];
    const write = (line: string): boolean => lines.push(line) > 0;
    const show = progressOn({ write }, { RECOUPE_LANG: "en" }, () => now);
    for (let n = 1; n <= 12; n++) {
      now += 2 * SECOND;
      show({ done: 0, total: 2, file: "a.pdf", page: { page: n, pages: 12 }, share: n / 24 });
    }
    show({ done: 1, total: 2, file: "a.pdf", share: 0.5 });
    expect(lines).toEqual(["[0/2] a.pdf, page 5 of 12\n", "[0/2] a.pdf, page 10 of 12\n", "[1/2] a.pdf\n"]);
  });

  test("on a terminal is redrawn in its place, and ends with the batch", () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) > 0, isTTY: true as const, columns: 60 };
    const show = progressOn(stream, {});
    show({ done: 0, total: 1, file: "a.pdf", page, share: 0.2 });
    show({ done: 1, total: 1, file: "a.pdf", share: 1 });
    expect(written.join("")).toMatch(/^\r.*░ 0\/1 a\.pdf, p\. 14\/60\r.*█ 1\/1 a\.pdf\n$/);
  });
});

describe("a batch", () => {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "recoupe-progress-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  ownRecognition();

  test("tells each page that is recognised, and none that has text", async () => {
    await writeFile(
      join(folder, "scan.pdf"),
      await scanPdf((context) => {
        context.fillStyle = "#000000";
        write(context, "679 jeunes", 40, 100);
      }),
    );
    const steps: Progress[] = [];
    const effects = {
      say: () => undefined,
      warn: () => undefined,
      progress: (told: Progress): unknown => steps.push(told),
      env: {},
    };
    const reading = readAll([{ file: join(folder, "scan.pdf") }], { limits: limitsOf({}) }, schemas, effects);
    for await (const { pagesOcr } of reading) expect(pagesOcr).toBe(1);
    expect(steps.map(({ done, page, share }) => [done, page, share])).toEqual([
      [0, undefined, 0],
      [0, { page: 1, pages: 1 }, 2 / 3],
      [1, undefined, 1],
    ]);
  });
});
