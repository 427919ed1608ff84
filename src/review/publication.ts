import { type FileHandle, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Anomaly, DIMENSIONS, DocumentLine, Fault, isWhole, Observation } from "../model/index.js";
import { rowCutter, rowsOf } from "./rows.js";
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
    const documents = recordsIn(await readFile(join(folder, "documents.csv"))).map(documentOf);
    const flagged = new Set([...flaggedBy(anomalies), ...logged.flagged]);
    return { anomalies, documents, ...(await observationsIn(folder, flagged, logged.looked)) };
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.slice(0, 200) : String(cause);
    throw new Fault({
      file: folder,
      message: {
        fr: `ne contient pas de publication à revoir (${said}).`,
        en: `holds no publication that can be reviewed (${said}).`,
      },
      remedy: {
        fr: "En faire une avec `recoupe run`, ou donner son dossier après `recoupe review`.",
        en: "Make one with `recoupe run`, or name its folder after `recoupe review`.",
      },
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
  const tellers = new Map<string, string[]>();
  let unflagged = 0;
  let columns: Columns | undefined;
  let from = 0;
  let document = "";
  const rowsOfChunk = rowCutter();
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK }))
    for (const { fields, end } of rowsOfChunk(chunk as Buffer)) {
      if (columns === undefined) {
        columns = columnsIn(fields);
        continue;
      }
      const id = fields[columns.id] ?? "";
      // One text for all rows of a document: each of them is a part of its line, and would keep it in memory.
      if (fields[columns.document] !== document) document = copyOf(fields[columns.document] ?? "");
      const free = fields[columns.printed] !== "" && !flagged.has(id);
      const sampled = free && isSampled(id);
      if (free) unflagged += 1;
      if (sampled) sample.push(id);
      if (sampled || flagged.has(id) || looked.has(id))
        observations.set(id, observationOf(cellsOf(columns.names, fields)));
      extend(stretches, document, from, end);
      from = end;
      tell(tellers, seriesIn(fields, columns.series), document);
    }
  const head = columns?.names ?? [];
  return {
    observations,
    sample,
    unflagged,
    observationsOf: (document) => observationsAt(file, stretches.get(document) ?? [], head),
    tellersOf: (series) => [...new Set(tellers.get(series))],
    close: () => file.close(),
  };
}

const CHUNK = 2 ** 20;

/** Rows of a document usually stand together. The head of the file is taken for a part of the first row. */
function extend(stretches: Map<string, Stretch[]>, document: string, from: number, to: number): void {
  const own = stretches.get(document);
  const last = own?.at(-1);
  if (own === undefined) stretches.set(document, [[from, to]]);
  else if (last?.[1] === from) last[1] = to;
  else own.push([from, to]);
}

function tell(tellers: Map<string, string[]>, series: string, document: string): void {
  const known = tellers.get(series);
  if (known === undefined) tellers.set(series, [document]);
  else if (known.at(-1) !== document) known.push(document);
}

async function observationsAt(
  file: FileHandle,
  stretches: readonly Stretch[],
  columns: readonly string[],
): Promise<Observation[]> {
  const found: Observation[] = [];
  for (const [start, end] of stretches) {
    const bytes = Buffer.alloc(end - start);
    await file.read(bytes, 0, bytes.length, start);
    // The first row of all follows the head of the file.
    const rows = [...rowsOf(bytes, start)].slice(start === 0 ? 1 : 0);
    found.push(...rows.map(({ fields }) => observationOf(cellsOf(columns, fields))));
  }
  return found;
}

const SERIES = ["indicator", "ref_area", ...DIMENSIONS] as const;

/** What a value is of, whatever the year, the measure and who tells it: values of one series may contradict each other. */
export const seriesOf = (o: Observation): string =>
  seriesIn(
    SERIES.map((column) => o[column]),
    SERIES.keys(),
  );

function seriesIn(fields: readonly string[], at: Iterable<number>): string {
  let text = "";
  for (const i of at) text += `${isWhole(fields[i] ?? "") ? "" : fields[i]}|`;
  return copyOf(text);
}

/** Where the columns are that are needed of every row. */
interface Columns {
  names: readonly string[];
  id: number;
  document: number;
  printed: number;
  series: readonly number[];
}

function columnsIn(names: readonly string[]): Columns {
  const at = (name: string): number => names.indexOf(name);
  return {
    names,
    id: at("observation_id"),
    document: at("document_id"),
    printed: at("obs_value_printed"),
    series: SERIES.map(at),
  };
}

/** The same text, which keeps no longer one in memory that it was cut from. */
const copyOf = (text: string): string => Buffer.from(text).toString();

/** The cells of a row, by name of column. */
type Cells = Record<string, string>;

function cellsOf(columns: readonly string[], fields: readonly string[]): Cells {
  const cells: Cells = {};
  for (const [i, column] of columns.entries()) cells[column] = fields[i] ?? "";
  return cells;
}

function recordsIn(bytes: Buffer): Cells[] {
  const [head, ...rows] = [...rowsOf(bytes)];
  return rows.map(({ fields }) => cellsOf(head?.fields ?? [], fields));
}

const NUMBERS = ["unit_mult", "decimals", "source_page"] as const;
const NULLABLE = ["obs_value", "obs_value_printed", "value_lo", "value_hi"] as const;

function observationOf(row: Cells): Observation {
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

const TEXT_COLUMNS = new Set([
  "document_id",
  "file",
  "sha256",
  "publisher",
  "period",
  "status",
  "error",
  "error_fr",
]);

function documentOf(row: Cells): DocumentLine {
  const cells = Object.entries(row).map(([column, text]) => [
    column,
    TEXT_COLUMNS.has(column) ? plain(text) : text === "" ? null : Number(text),
  ]);
  return DocumentLine.parse(Object.fromEntries(cells));
}
