import { existsSync } from "node:fs";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Anomaly, Extraction, Page } from "../../src/model/index.js";
import type { ReadReport } from "../../src/run/read-report.js";
import { anomaliesOf, coverage, extractionOf, read } from "./pipeline.js";

/** `check stated expected`: mistakes that the published reports hold. */
interface Published {
  name: string;
  /** Least shares of figures mapped. */
  tables: number;
  text: number;
  mistakes: string[];
}

const REPORTS: Published[] = [
  { name: "alpes-2023", tables: 0.94, text: 0.92, mistakes: [] },
  {
    name: "arefie-2024",
    tables: 0.98,
    text: 0.98,
    mistakes: [
      "restated 61656 21656",
      "restated 29183 29813",
      "share 25.9 25.35",
      "share 2.1 22.09",
      "total 202 204",
      "growth 12.6 14.42",
      "total 614 634",
      "total 21656 38576",
      "total 4327125 7806723",
    ],
  },
  {
    name: "melt-2021",
    tables: 0.98,
    text: 0.98,
    mistakes: [
      "restated 12 11",
      "total 88.71 89.71",
      "total 291731 233746",
      "growth 59.55 67.91",
      "shares 101 100",
      "total 557 584",
      "total 1365 1345",
    ],
  },
  {
    name: "mno-2023",
    tables: 0.98,
    text: 0.98,
    mistakes: ["commune Lammersart Lambersart", "commune Lambertart Lambersart", "total 10029 10024"],
  },
  {
    name: "mno-2025",
    tables: 0.98,
    text: 0.98,
    mistakes: ["share 44 55.19", "total 31451 34451"],
  },
];

const folder = process.env.RECOUPE_REPORTS ?? "";
const fileOf = (name: string): string => join(folder, `${name}.pdf`);
const there = REPORTS.filter(({ name }) => folder !== "" && existsSync(fileOf(name)));
const why = there.length > 0 ? "" : " (skipped: RECOUPE_REPORTS names no folder with them)";

const rounded = (value: string): string =>
  /^-?\d+\.\d{3,}$/.test(value) ? `${Number(Number(value).toFixed(2))}` : value;
const told = ({ check, stated, expected }: Anomaly): string =>
  `${check} ${stated} ${rounded(expected)}`.trimEnd();

/** Digits of a page in order of value, to compare what is printed with what is told. */
const digits = (texts: readonly string[]): string => [...texts.join("").replace(/\D/g, "")].sort().join("");
const printed = ({ words }: Page): string => digits(words.map(({ text }) => text));

describe.skipIf(there.length === 0)(`the published reports${why}`, () => {
  const known = new Map<string, { report: ReadReport; extraction: Extraction }>();
  let anomalies: Anomaly[] = [];
  let copies = "";

  beforeAll(async () => {
    copies = await mkdtemp(join(tmpdir(), "recoupe-"));
    for (const [i, { name }] of there.entries()) {
      // Under a name that says nothing.
      const copy = join(copies, `${i}.pdf`);
      await copyFile(fileOf(name), copy);
      const report = await read(copy);
      known.set(name, { report, extraction: extractionOf(report) });
    }
    anomalies = await anomaliesOf([...known.values()].map(({ extraction }) => extraction));
  });
  afterAll(() => rm(copies, { recursive: true, force: true }));

  describe.each(there)("$name", ({ name, tables, text, mistakes }) => {
    test("is known by its words, whatever its file is called", () => {
      const { publisher, period } = known.get(name)!.extraction.document;
      expect(`${publisher}-${period}`).toBe(name);
    });

    test("is covered", () => {
      const { figures } = known.get(name)!.extraction;
      expect(coverage(figures, "tables")).toBeGreaterThanOrEqual(tables);
      expect(coverage(figures, "text")).toBeGreaterThanOrEqual(text);
    });

    test("loses no digit between the page and the ledger", () => {
      const { report, extraction } = known.get(name)!;
      const lost = report.pages.filter((page) => {
        const figures = extraction.figures.filter((figure) => figure.page === page.number);
        return digits(figures.map(({ raw }) => raw)) !== printed(page);
      });
      expect(lost.map(({ number }) => number)).toEqual([]);
    });

    test("is found out where it is mistaken", () => {
      const { document_id } = known.get(name)!.extraction.document;
      const found = anomalies.filter((a) => a.documents.includes(document_id)).map(told);
      expect(mistakes.filter((mistake) => !found.includes(mistake))).toEqual([]);
    });
  });

  const both = ["alpes-2023", "mno-2023"].every((name) => there.some((report) => report.name === name));
  test.skipIf(!both)("contradict one another where they do", () => {
    const crossing = anomalies.filter(({ documents }) => documents.length > 1).map(told);
    expect(crossing).toContain("crossed 51 57");
  });
});
