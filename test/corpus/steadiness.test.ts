import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Box, Extraction, Page } from "../../src/model/index.js";
import type { ReadReport } from "../../src/run/read-report.js";
import { DISPLAYS, withPageEntries } from "../../tools/page-variants.js";
import { cases, dimensionsOf } from "./golden.js";
import { extractionOf, read, withPages } from "./pipeline.js";

/** Least share of the observations that a rendering of other manner must leave as they are. */
const ALIKE = 0.995;
/** Fills no longer and no higher than this, points, are the marks before list items. */
const BULLET = 12;

/** Numbers in [0, 1) that are the same on every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffled<T>(things: readonly T[], next: () => number): T[] {
  const keyed = things.map((thing) => ({ thing, key: next() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ thing }) => thing);
}

const moved = ({ x0, top, x1, bottom }: Box, dx: number, dy: number): Box => ({
  x0: x0 + dx,
  top: top + dy,
  x1: x1 + dx,
  bottom: bottom + dy,
});
const grown = ({ x0, top, x1, bottom }: Box, by: number): Box => ({
  x0: x0 * by,
  top: top * by,
  x1: x1 * by,
  bottom: bottom * by,
});
const larger = <T extends { box: Box }>(things: readonly T[], by: number): T[] =>
  things.map((thing) => ({ ...thing, box: grown(thing.box, by) }));

const isBullet = ({ box }: { box: Box }): boolean =>
  Math.max(box.x1 - box.x0, box.bottom - box.top) <= BULLET;

const MANNERS: Record<string, (page: Page) => Page> = {
  "without lines": (page) => ({ ...page, edges: [] }),
  "without lines and shades": (page) => ({ ...page, edges: [], fills: page.fills.filter(isBullet) }),
  "with lines under rows alone": (page) => ({
    ...page,
    edges: page.edges.filter(({ orientation }) => orientation === "h"),
    fills: page.fills.filter(isBullet),
  }),
  "without shades": (page) => ({ ...page, fills: page.fills.filter(isBullet) }),
  "drawn in another order": (page) => {
    const next = chance(page.number);
    return {
      ...page,
      words: shuffled(page.words, next),
      edges: shuffled(page.edges, next),
      fills: shuffled(page.fills, next),
    };
  },
  "a quarter of a point off": (page) => {
    const next = chance(page.number + 100);
    const off = () => (next() - 0.5) / 2;
    return { ...page, words: page.words.map((word) => ({ ...word, box: moved(word.box, off(), off()) })) };
  },
  "a third larger": (page) => ({
    ...page,
    width: page.width * 1.33,
    height: page.height * 1.33,
    words: larger(page.words, 1.33).map((word) => ({ ...word, size: word.size * 1.33 })),
    edges: larger(page.edges, 1.33).map((edge) => ({ ...edge, width: edge.width * 1.33 })),
    fills: larger(page.fills, 1.33),
    pictures: larger(page.pictures, 1.33),
  }),
};

/** What is told, apart from where and how it is printed. */
const facts = ({ observations }: Extraction): string[] =>
  observations.map((o) =>
    [
      `p. ${o.source_page}`,
      `${o.indicator}:${o.measure}`,
      dimensionsOf(o),
      o.ref_area,
      o.time_period,
      "=",
      o.obs_value_printed ?? "none",
      o.unit_measure,
      o.unit_mult,
    ].join(" "),
  );

/** Members of one list that the other lacks, as often as it lacks them. */
function lacking(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function expectAlike(again: readonly string[], told: readonly string[]): void {
  const differing = [...lacking(told, again), ...lacking(again, told)];
  const alike = 1 - lacking(told, again).length / told.length;
  const added = lacking(again, told).length / told.length;
  if (Math.min(alike, 1 - added) < ALIKE) expect(differing).toEqual([]);
  expect(told.length).toBeGreaterThan(50);
}

describe.each(cases())("$name says the same", ({ report }) => {
  let original: ReadReport;
  let told: string[];
  beforeAll(async () => {
    original = await read(report);
    told = facts(extractionOf(original));
  });

  test.each(Object.keys(MANNERS))("%s", (manner) => {
    const again = facts(withPages(original, original.pages.map(MANNERS[manner]!)));
    expectAlike(again, told);
  });

  test("each page displayed in another manner", async () => {
    const folder = mkdtempSync(join(tmpdir(), "recoupe-displayed-"));
    const manners = Object.values(DISPLAYS);
    const file = join(folder, "report.pdf");
    try {
      writeFileSync(
        file,
        withPageEntries(readFileSync(report), (index, sides) =>
          manners[index % manners.length]!(index, sides),
        ),
      );
      const displayed = await read(file);
      expect(new Set(displayed.pages.map(({ width }) => Math.round(width))).size).toBeGreaterThan(1);
      expectAlike(facts(extractionOf(displayed)), told);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
