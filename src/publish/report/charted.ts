/** A value of a year: `[year, as printed, power of ten]`. */
export type YearValue = [year: string, text: string, mult: number];

/** Values of one publisher about one area that is no commune. */
export interface Panel {
  title: string;
  /** Panels of one scale share it: a region's bars would flatten all others. */
  scale: string;
  unit: string;
  values: YearValue[];
}

/** Values of one publisher by commune, the greatest first. */
export interface Territory {
  publisher: string;
  unit: string;
  areas: [name: string, values: YearValue[]][];
}

export interface Charted {
  /** What singles it out of the whole; empty for the whole. */
  fr: string;
  en: string;
  panels: Panel[];
  territories: Territory[];
}

/** What is drawn of one indicator; its JSON stands in the page. */
export interface ChartedIndicator {
  fr: string;
  en: string;
  quantities: Charted[];
}

/** Indicators by publisher and year, and how their definitions compare with the catalogue's. */
export interface Comparability {
  /** `mno 2023`. */
  reports: string[];
  /** French and English. */
  indicators: [string, string][];
  /** Places in the two lists, and `agree`, `differ` or `unknown`. */
  cells: [report: number, indicator: number, definition: string][];
}
