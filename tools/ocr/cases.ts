import type { Loss } from "./prepare.js";

/** Pages of a report that are measured. */
interface Pages {
  /** Of the report, and which of its pages. */
  title: string;
  /** In the folder of reports. */
  file: string;
  pages?: string;
  /** A few pages may lack the words by which a publisher is known. */
  publisher?: string;
}

const SLIDES: Pages = { title: "slides, 55 pages", file: "mno-2023.pdf" };
const WHOLE: readonly Pages[] = [
  SLIDES,
  { title: "slides, 73 pages", file: "mno-2025.pdf" },
  { title: "a brochure of tables, 56 pages", file: "arefie-2024.pdf" },
  { title: "a brochure of key figures, 90 pages", file: "melt-2021.pdf" },
  { title: "a brochure of running text, 15 pages", file: "alpes-2023.pdf" },
];
const TABLES: Pages = {
  title: "of the brochure of tables, the 17 pages with its widest",
  file: "arefie-2024.pdf",
  pages: "1-3,7,11,16,20,23-26,33,44,49,54-56",
  publisher: "arefie",
};
const FIGURES: Pages = {
  title: "of the brochure of key figures, 4 pages",
  file: "melt-2021.pdf",
  pages: "13,37,41,88",
  publisher: "melt",
};

/** What `--write` measures: the reports that the facsimiles of `corpus/` stand for. */
export const CASES: readonly (Pages & { loss: Loss })[] = [
  ...WHOLE.map((pages) => ({ ...pages, loss: "scan" as const })),
  ...(["outlines", "unmapped", "private", "shifted"] as const).flatMap((loss) =>
    [SLIDES, TABLES, FIGURES].map((pages) => ({ ...pages, loss })),
  ),
];
