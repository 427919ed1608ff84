import type { Anomaly, Block, Extraction, Page, SourceFile } from "./model/index.js";
import type { RunOptions, RunSummary } from "./run/index.js";
import type { Schemas } from "./run/rulebooks.js";

export * from "./model/index.js";
export type { RunOptions, RunSummary };

/** A report read and laid out: what stands where, before anything is known of what its figures mean. */
export interface Report {
  source: SourceFile;
  pages: Page[];
  /** In reading order; every word of a page stands in exactly one. */
  blocks: Block[];
}

export interface ReadOptions {
  password?: string;
  /** False: what has no text stays unread, and nothing is recognised from pictures. */
  ocr?: boolean;
}

/** Reads a PDF file and lays its pages out. Throws `Fault` for a file that cannot be read. */
export async function readReport(path: string, options: ReadOptions = {}): Promise<Report> {
  const [{ openPdf }, { layout }] = await Promise.all([
    import("./read/index.js"),
    import("./layout/index.js"),
  ]);
  const { password, ocr } = options;
  const pdf = await openPdf(path, {
    ...(password === undefined ? {} : { password }),
    ...(ocr === undefined ? {} : { ocr }),
  });
  try {
    const pages: Page[] = [];
    for await (const page of pdf.pages()) pages.push(page);
    return { source: pdf.source, pages, blocks: layout(pages) };
  } finally {
    await pdf.close();
  }
}

export interface ExtractOptions {
  /** Code of the rulebook to take; recognised from the words of the report where left out. */
  publisher?: string;
  /** Folder of rulebooks (`<code>.yaml`) beside those of the package. */
  rulebooks?: string;
}

/**
 * Maps a report's figures to observations, by the rulebook of its publisher, and accounts for every numeral of it.
 * Throws `Fault` for an unknown publisher and for a rulebook with a mistake.
 */
export async function extract(report: Report, options: ExtractOptions = {}): Promise<Extraction> {
  const [{ extractInput }, room, { asDisplayed }, { assertPublisher }, schemas] = await Promise.all([
    import("./run/read-report.js"),
    import("./extract/index.js"),
    import("./run/displayed.js"),
    import("./run/publisher.js"),
    schemasWith(options.rulebooks),
  ]);
  assertPublisher(options.publisher, schemas);
  const { publisher } = options;
  const task = { file: report.source.file, ...(publisher === undefined ? {} : { publisher }) };
  const read = { ...report, spent: { read: 0, layout: 0 } };
  return asDisplayed(room.extract(extractInput(task, read, schemas)), report.pages);
}

/** What does not hold within the reports and between them, in reading order. */
export async function check(
  extractions: Extraction | readonly Extraction[],
  options: Pick<ExtractOptions, "rulebooks"> = {},
): Promise<Anomaly[]> {
  const [room, { contextOf }, schemas] = await Promise.all([
    import("./check/index.js"),
    import("./run/context.js"),
    schemasWith(options.rulebooks),
  ]);
  return room.check({ extractions: [extractions].flat(), ...contextOf(schemas) });
}

/** Reads reports and writes the checked dataset, as `recoupe run` does; nothing is said on the terminal. */
export async function run(options: RunOptions): Promise<RunSummary> {
  const room = await import("./run/run.js");
  const silent = (): void => undefined;
  return room.run(options, { say: silent, warn: silent, progress: silent, env: process.env });
}

/** Ends the engines that recognise characters, which keep a process alive; they start again when asked. */
export async function closeOcr(): Promise<void> {
  await (await import("./read/index.js")).closeOcr();
}

/** By folder of further rulebooks: reading them all takes a moment. */
const loaded = new Map<string, Promise<Schemas>>();

function schemasWith(rulebooks: string | undefined): Promise<Schemas> {
  const key = rulebooks ?? "";
  const schemas =
    loaded.get(key) ??
    Promise.all([import("./run/rulebooks.js"), import("./run/paths.js")]).then(
      ([{ loadSchemas }, { SCHEMAS_FOLDER }]) => loadSchemas(SCHEMAS_FOLDER, rulebooks),
    );
  loaded.set(key, schemas);
  // What could not be read may be mended by the next time.
  schemas.catch(() => loaded.delete(key));
  return schemas;
}
