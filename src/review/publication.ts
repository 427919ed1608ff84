import { createReadStream } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Info, parse } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { z } from "zod";
import { Anomaly, DIMENSIONS, DocumentLine, Fault, Observation } from "../model/index.js";
import { flaggedBy, isSampled } from "./sample.js";

/** What the review needs of a publication. */
export interface Publication {
  anomalies: Anomaly[];
  documents: DocumentLine[];
  /** Those that an anomaly is about, or was ruled upon, and those of the sample, by id. */
  observations: Map<string, Observation>;
  /** Ids of the values to look at though nothing flagged them. */
  sample: string[];
  /** Printed values that nothing flagged. */
  unflagged: number;
  /** All values of a document, as published; read from the disk each time. */
  observationsOf(document: string): Promise<Observation[]>;
  /** Documents that tell something of the same series (see `seriesOf`). */
  tellersOf(series: string): string[];
  close(): Promise<void>;
}

/** Values that the log speaks of. */
export interface Logged {
  /** An anomaly about them was ruled upon: they are no part of what nothing flagged. */
  flagged: ReadonlySet<string>;
  /** Others that were ruled upon. */
  looked: ReadonlySet<string>;
}

/**
 * Reads a publication; of the observations only those that are to be shown, so that memory stays small: of all others
 * where they stand in the file, and which documents speak of the same thing. Throws `Fault` where there is none, or it
 * is not as a run writes it.
 */
export async function readPublication(folder: string, logged: Logged): Promise<Publication> {
  try {
    const anomalies = z
      .array(Anomaly)
      .parse(JSON.parse(await readFile(join(folder, "anomalies.json"), "utf8")));
    const documents: DocumentLine[] = [];
    for await (const { record } of rowsOf(join(folder, "documents.csv"))) documents.push(documentOf(record));
    const flagged = new Set([...flaggedBy(anomalies), ...logged.flagged]);
    return { anomalies, documents, ...(await observationsIn(folder, flagged, logged.looked)) };
  } catch (cause) {
    throw new Fault({
      file: folder,
      message: `holds no publication that can be reviewed (${cause instanceof Error ? cause.message.slice(0, 200) : cause}).`,
      remedy: "Make one with `recoupe run`, or name its folder after `recoupe review`.",
      cause,
    });
  }
}

type Indexed = Omit<Publication, "anomalies" | "documents">;

/** Bytes of a file, from the first to before the second. */
type Stretch = [number, number];

async function observationsIn(
  folder: string,
  flagged: ReadonlySet<string>,
  looked: ReadonlySet<string>,
): Promise<Indexed> {
  // Held open, so that a run that replaces the file meanwhile does not mix two publications.
  const file = await open(join(folder, "observations.csv"));
  const observations = new Map<string, Observation>();
  const sample: string[] = [];
  const stretches = new Map<string, Stretch[]>();
  const tellers = new Map<string, Set<string>>();
  let unflagged = 0;
  let columns: string[] = [];
  let from = 0;
  for await (const { record, info } of rowsIn(file.createReadStream({ start: 0, autoClose: false }))) {
    const { observation_id: id = "", document_id: document = "" } = record;
    if (columns.length === 0) columns = Object.keys(record);
    const free = record.obs_value_printed !== "" && !flagged.has(id);
    const sampled = free && isSampled(id);
    if (free) unflagged += 1;
    if (sampled) sample.push(id);
    if (sampled || flagged.has(id) || looked.has(id)) observations.set(id, observationOf(record));
    extend(stretches, document, from, info.bytes);
    from = info.bytes;
    tell(tellers, seriesOf(record), document);
  }
  return {
    observations,
    sample,
    unflagged,
    observationsOf: (document) => observationsAt(file, stretches.get(document) ?? [], columns),
    tellersOf: (series) => [...(tellers.get(series) ?? [])],
    close: () => file.close(),
  };
}

/** Rows of a document usually stand together. The head of the file is taken for a part of the first row. */
function extend(stretches: Map<string, Stretch[]>, document: string, from: number, to: number): void {
  const own = stretches.get(document);
  const last = own?.at(-1);
  if (own === undefined) stretches.set(document, [[from, to]]);
  else if (last?.[1] === from) last[1] = to;
  else own.push([from, to]);
}

function tell(tellers: Map<string, Set<string>>, series: string, document: string): void {
  const known = tellers.get(series);
  if (known === undefined) tellers.set(series, new Set([document]));
  else known.add(document);
}

async function observationsAt(
  file: FileHandle,
  stretches: readonly Stretch[],
  columns: string[],
): Promise<Observation[]> {
  const found: Observation[] = [];
  for (const [start, end] of stretches) {
    const bytes = Buffer.alloc(end - start);
    await file.read(bytes, 0, bytes.length, start);
    // The first row of all follows the head of the file.
    const from_line = start === 0 ? 2 : 1;
    const rows = parseAtOnce(bytes, { columns, bom: true, from_line }) as Row[];
    found.push(...rows.map(observationOf));
  }
  return found;
}

const WHOLE = new Set(["_T", "_Z", ""]);

/** What a value is of, whatever the year, the measure and who tells it: values of one series may contradict each other. */
export const seriesOf = (row: Partial<Record<string, unknown>>): string =>
  [row.indicator, row.ref_area, ...DIMENSIONS.map((d) => (WHOLE.has(String(row[d])) ? "" : row[d]))].join(
    "|",
  );

type Row = Record<string, string>;

const rowsOf = (path: string): AsyncIterable<{ record: Row; info: Info }> => rowsIn(createReadStream(path));

const rowsIn = (bytes: NodeJS.ReadableStream): AsyncIterable<{ record: Row; info: Info }> =>
  bytes.pipe(parse({ columns: true, bom: true, info: true }));

const NUMBERS = ["unit_mult", "decimals", "source_page"] as const;
const NULLABLE = ["obs_value", "obs_value_printed", "value_lo", "value_hi"] as const;

function observationOf(row: Row): Observation {
  const texts = Object.fromEntries(Object.entries(row).map(([column, text]) => [column, plain(text)]));
  const numbers = Object.fromEntries(NUMBERS.map((column) => [column, Number(row[column])]));
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
