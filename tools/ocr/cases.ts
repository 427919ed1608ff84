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
const TABLES: Pages = {
  title: "a brochure, the 17 pages with its widest tables",
  file: "arefie-2024.pdf",
  pages: "1-3,7,11,16,20,23-26,33,44,49,54-56",
  publisher: "arefie",
};
const FIGURES: Pages = {
  title: "a brochure, 4 pages of key figures and tables",
  file: "melt-2021.pdf",
  pages: "13,37,41,88",
  publisher: "melt",
};
const TEXT: Pages = {
  title: "running text under coloured headings, 3 pages",
  file: "alpes-2023.pdf",
  pages: "4-6",
  publisher: "alpes",
};

/** What `--write` measures: the reports that the facsimiles of `corpus/` stand for. */
export const CASES: readonly (Pages & { loss: Loss })[] = [
  ...[SLIDES, TABLES, FIGURES, TEXT].map((pages) => ({ ...pages, loss: "scan" as const })),
  ...(["outlines", "unmapped", "private", "shifted"] as const).flatMap((loss) =>
    [SLIDES, TABLES, FIGURES].map((pages) => ({ ...pages, loss })),
  ),
];
