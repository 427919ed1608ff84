import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse";
import { z } from "zod";
import { Anomaly, DocumentLine, Fault, Observation } from "../model/index.js";

/** What the review needs of a publication. */
export interface Publication {
  anomalies: Anomaly[];
  documents: DocumentLine[];
  /** Those that `wanted` asked for, by id. */
  observations: Map<string, Observation>;
}

/**
 * Reads a publication; of the observations only those whose ids `wanted` gives, so that memory stays small.
 * Throws `Fault` where there is none, or it is not as a run writes it.
 */
export async function readPublication(
  folder: string,
  wanted: (anomalies: readonly Anomaly[]) => ReadonlySet<string>,
): Promise<Publication> {
  try {
    const anomalies = z
      .array(Anomaly)
      .parse(JSON.parse(await readFile(join(folder, "anomalies.json"), "utf8")));
    const documents: DocumentLine[] = [];
    for await (const row of rowsOf(join(folder, "documents.csv"))) documents.push(documentOf(row));
    const observations = new Map<string, Observation>();
    const ids = wanted(anomalies);
    for await (const row of rowsOf(join(folder, "observations.csv")))
      if (ids.has(row.observation_id ?? "")) observations.set(row.observation_id ?? "", observationOf(row));
    return { anomalies, documents, observations };
  } catch (cause) {
    throw new Fault({
      file: folder,
      message: `holds no publication that can be reviewed (${cause instanceof Error ? cause.message.slice(0, 200) : cause}).`,
      remedy: "Make one with `recoupe run`, or name its folder after `recoupe review`.",
      cause,
    });
  }
}

type Row = Record<string, string>;

function rowsOf(path: string): AsyncIterable<Row> {
  return createReadStream(path).pipe(parse({ columns: true, bom: true }));
}

const WHOLE = ["unit_mult", "decimals", "source_page"] as const;
const NULLABLE = ["obs_value", "obs_value_printed", "value_lo", "value_hi"] as const;

function observationOf(row: Row): Observation {
  const texts = Object.fromEntries(Object.entries(row).map(([column, text]) => [column, plain(text)]));
  const numbers = Object.fromEntries(WHOLE.map((column) => [column, Number(row[column])]));
  const values = Object.fromEntries(NULLABLE.map((column) => [column, row[column] || null]));
  const [x0, top, x1, bottom] = (row.source_box ?? "").split(" ").map(Number);
  return Observation.parse({
    ...texts,
    ...numbers,
    ...values,
    source_box: { x0, top, x1, bottom },
    confidence: Number(row.confidence),
  });
}

/** The publication protects text that a spreadsheet could take for a formula by an apostrophe. */
const plain = (text: string): string => (/^'[=@\t\r\n+-]/.test(text) ? text.slice(1) : text);

const TEXT_COLUMNS = new Set(["document_id", "file", "sha256", "publisher", "period", "status", "error"]);

function documentOf(row: Row): DocumentLine {
  const cells = Object.entries(row).map(([column, text]) => [
    column,
    TEXT_COLUMNS.has(column) ? plain(text) : text === "" ? null : Number(text),
  ]);
  return DocumentLine.parse(Object.fromEntries(cells));
}
