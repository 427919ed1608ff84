import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { type Anomaly, DIMENSIONS, type Observation } from "../../src/model/index.js";

export const CORPUS = resolve(import.meta.dirname, "../../corpus");

export type Row = Record<string, string>;

/** A facsimile and what a reader finds in it. */
export interface Case {
  /** Folder below the corpus, `mno/mno-2023`. */
  name: string;
  report: string;
  observations: Row[];
  anomalies: Row[];
}

export function rowsOf(file: string): Row[] {
  return parse(readFileSync(file, "utf8"), { columns: true, bom: true, skip_empty_lines: true });
}

const subfolders = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort();

/** Every `corpus/<publisher>/<document>/` that holds a report: adding a case is adding a folder. */
export function cases(): Case[] {
  return subfolders(CORPUS)
    .flatMap(subfolders)
    .filter((folder) => existsSync(join(folder, "report.pdf")))
    .map((folder) => ({
      name: relative(CORPUS, folder),
      report: join(folder, "report.pdf"),
      observations: rowsOf(join(folder, "observations.expected.csv")),
      anomalies: rowsOf(join(folder, "anomalies.expected.csv")),
    }));
}

const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, " ").trim();

export const dimensionsOf = (observation: Observation): string =>
  DIMENSIONS.filter((d) => observation[d] !== "_T" && observation[d] !== "_Z")
    .map((d) => `${d}=${observation[d]}`)
    .join(" ");

/** A line of `observations.expected.csv` as one line of text: what is compared, and what is shown. */
function lineOf(row: Row): string {
  const { source_page, ref_area, time_period, indicator, measure, dimensions } = row;
  const what = [`${indicator}:${measure}`, dimensions, ref_area, time_period].filter(Boolean).join(" ");
  const unit = [row.unit_measure, row.unit_mult === "0" ? "" : `10^${row.unit_mult}`].join("");
  const place = [row.source_row, row.source_column].map((label) => plain(label ?? "")).join(" | ");
  return `p. ${source_page} ${what} = ${row.obs_value || "none"} ${unit} « ${plain(row.source_text ?? "")} » [${place}]`;
}

const asRow = (o: Observation): Row => ({
  source_page: `${o.source_page}`,
  ref_area: o.ref_area,
  time_period: o.time_period,
  indicator: o.indicator,
  measure: o.measure,
  dimensions: dimensionsOf(o),
  unit_measure: o.unit_measure,
  unit_mult: `${o.unit_mult}`,
  obs_value: o.obs_value_printed ?? "",
  source_row: o.source_row,
  source_column: o.source_column,
  source_text: o.source_text,
});

/** What one side has and the other lacks, each as often as it stands there; sorted by page. */
export interface Difference {
  missing: string[];
  unexpected: string[];
}

export const NONE: Difference = { missing: [], unexpected: [] };

const byPage = (a: string, b: string): number => a.localeCompare(b, "fr", { numeric: true });

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return lines
    .filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .sort(byPage);
}

export function compareObservations(expected: readonly Row[], actual: readonly Observation[]): Difference {
  const [wanted, got] = [expected.map(lineOf), actual.map(asRow).map(lineOf)];
  return { missing: without(wanted, got), unexpected: without(got, wanted) };
}

/** Numbers agree to the places the expected one is given to; other texts as they are; an empty one always. */
function agrees(expected: string, actual: string): boolean {
  if (expected === "" || expected === actual) return true;
  const places = expected.split(".")[1]?.length ?? 0;
  const [a, b] = [Number(expected), Number(actual)];
  return actual !== "" && Math.abs(a - b) <= 0.5001 * 10 ** -places;
}

const isMeant = (row: Row, anomaly: Anomaly): boolean =>
  row.check === anomaly.check &&
  row.severity === anomaly.severity &&
  agrees(row.page ?? "", `${anomaly.page}`) &&
  agrees(row.stated ?? "", anomaly.stated) &&
  agrees(row.expected ?? "", anomaly.expected) &&
  plain(anomaly.message.fr).includes(plain(row.label ?? ""));

const wanted = ({ page, severity, check, stated, expected, label }: Row): string =>
  `p. ${page || "–"} ${severity} ${check}: ${stated} instead of ${expected} « ${label} »`;
const told = ({ page, severity, check, stated, expected, message }: Anomaly): string =>
  `p. ${page} ${severity} ${check}: ${stated} instead of ${expected} — ${message.fr}`;

/** Errors and warnings both ways; of the notices, those named must be there and others may. */
export function compareAnomalies(expected: readonly Row[], actual: readonly Anomaly[]): Difference {
  const left = [...actual];
  const missing = expected.filter((row) => {
    const at = left.findIndex((anomaly) => isMeant(row, anomaly));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const loud = left.filter((anomaly) => anomaly.severity !== "info");
  return { missing: missing.map(wanted).sort(byPage), unexpected: loud.map(told).sort(byPage) };
}
