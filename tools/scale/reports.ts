import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pdfOf } from "../../test/fixtures/pdf.js";

const NAMES = [
  "Lille",
  "Lambersart",
  "Marquette",
  "Wambrechies",
  "Quesnoy",
  "Comines",
  "Linselles",
  "Bondues",
];
const COLUMNS = [60, 180, 250, 320];
const ROW = 14;

const text = (x: number, y: number, words: string, font = "/F1 9 Tf"): string =>
  `BT ${font} ${x} ${y} Td (${words.replace(/[()\\]/g, "\\$&")}) Tj ET`;

/** Ever the same figures for the same report, page and place. */
const figure = (seed: number): number => 40 + (((seed * 2_654_435_761) % 4_294_967_296) % 900);

/** A page with a heading, a sentence and a ruled table of eight places by three columns. */
function page(report: number, number: number, year: number): string {
  const top = 210;
  const rows = [
    ["Commune", "1er accueil", "Entretiens", "Ateliers"],
    ...NAMES.map((name, i) => row(name, i)),
  ];
  function row(name: string, i: number): string[] {
    return [name, ...[0, 1, 2].map((c) => `${figure(report * 10_007 + number * 101 + i * 7 + c)}`)];
  }
  const lines = rows.flatMap((cells, r) =>
    cells.map((cell, c) => text(COLUMNS[c] ?? 0, top - r * ROW, cell)),
  );
  const rules = Array.from({ length: rows.length + 1 }, (_, r) => {
    const y = top + 10 - r * ROW;
    return `${COLUMNS[0]} ${y} m 380 ${y} l S`;
  });
  return [
    text(60, 270, number === 1 ? "Mission Locale Métropole Nord-Ouest" : `Chapitre ${number}`, "/F2 14 Tf"),
    text(60, 250, `Rapport d'activité ${year}`, "/F2 12 Tf"),
    text(60, 234, `La ML MNO : ${figure(report + number)} nouvelles inscriptions en ${year}.`),
    ...lines,
    ...rules,
  ].join("\n");
}

/** A page with a heading and a sentence: what reading and checking take where there is next to nothing on a page. */
const lightPage = (report: number, number: number, year: number): string =>
  [
    text(60, 270, number === 1 ? "Mission Locale Métropole Nord-Ouest" : `Chapitre ${number}`, "/F2 14 Tf"),
    ...(number === 1 ? [text(60, 250, `Rapport d'activité ${year}`, "/F2 12 Tf")] : []),
    text(60, 234, `La ML MNO : ${figure(report + number)} nouvelles inscriptions en ${year}.`),
  ].join("\n");

const PAGES = { full: page, light: lightPage };

export interface Batch {
  count: number;
  pages: number;
  /** Pages with a table of eight places by three columns, or with a sentence only. */
  kind: keyof typeof PAGES;
}

/** Writes reports, no two alike, into a new folder. */
export async function writeReports(folder: string, { count, pages, kind }: Batch): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const year = 2005 + (i % 20);
    const bytes = pdfOf({
      pages: Array.from({ length: pages }, (_, p) => ({ content: PAGES[kind](i, p + 1, year) })),
    });
    await writeFile(join(folder, `report-${String(i).padStart(5, "0")}.pdf`), bytes);
  }
}
