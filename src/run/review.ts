import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Anomaly, type DocumentLine, Fault } from "../model/index.js";
import { type OpenPdf, openPdf } from "../read/index.js";
import {
  decisionLog,
  LOG_FILE,
  openSession,
  readPublication,
  type Served,
  type Session,
  serveReview,
} from "../review/index.js";
import { CLIENT_FOLDER, ENGINE_VERSION, SCHEMAS_FOLDER } from "./paths.js";
import { backgroundReader } from "./pool.js";
import { recheckerOf } from "./recheck.js";
import { loadSchemas } from "./rulebooks.js";

export interface ReviewOptions {
  /** Folder of the publication; decisions go to `decisions.jsonl` in it. */
  out: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Folder of the built page, where it is not the package's own. */
  clientFolder?: string;
}

/** How often the log is looked at for what other processes write. */
const WATCH_MS = 1000;
/** Reports read ahead, so that the first decision is checked at once. */
const MOST_WARMED = 12;
/** PDF files held open. */
const MOST_OPEN = 6;

/**
 * Serves the stewards' page for a publication until it is closed. Throws `Fault` where there is no publication, the
 * log was altered, or the port is taken.
 */
export async function startReview(options: ReviewOptions): Promise<Served> {
  const { out, host, port } = options;
  const log = decisionLog(join(out, LOG_FILE));
  const earlier = await log.read();
  const publication = await readPublication(
    out,
    (anomalies) =>
      new Set([
        ...anomalies.flatMap(membersOf),
        ...earlier.flatMap((d) => (d.anomaly === undefined ? [] : membersOf(d.anomaly))),
      ]),
  );
  const fileOf = (document: DocumentLine): Promise<string | undefined> => fileBeside(out, document);
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  const reader = backgroundReader(schemas);
  const session = await openSession({
    publication,
    log,
    recheck: recheckerOf(publication.documents, fileOf, { schemas, reader }),
    engineVersion: ENGINE_VERSION,
    steward: userInfo().username,
    now: () => new Date(),
  });
  const pages = pageSource(publication.documents, fileOf);
  const clientFolder = options.clientFolder ?? CLIENT_FOLDER;
  const served = await serveReview({ session, renderPage: pages.render, clientFolder, host, port });
  const watch = setInterval(() => void session.refresh().catch(() => undefined), WATCH_MS).unref();
  void warm(session);
  return {
    url: served.url,
    close: async () => {
      clearInterval(watch);
      await served.close();
      await pages.close();
      await reader.close();
    },
  };
}

const membersOf = (anomaly: Anomaly): string[] => anomaly.observations.map((o) => o.observation);

async function warm(session: Session): Promise<void> {
  const documents = new Set(session.queue().items.flatMap((item) => item.documents));
  for (const document of [...documents].slice(0, MOST_WARMED))
    await session.warm(document).catch(() => undefined);
}

/** A report where the run found it, seen from here or from beside the publication. */
async function fileBeside(out: string, { file }: DocumentLine): Promise<string | undefined> {
  for (const path of [resolve(file), resolve(dirname(resolve(out)), file)])
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  return undefined;
}

interface PageSource {
  render(document: string, page: number, scale: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): Promise<void>;
}

/** Draws pages of the documents of a publication, and of no other file. */
function pageSource(
  documents: readonly DocumentLine[],
  fileOf: (document: DocumentLine) => Promise<string | undefined>,
): PageSource {
  const lines = new Map(documents.map((d) => [d.document_id, d]));
  const open = new Map<string, OpenPdf>();
  const opened = async (line: DocumentLine): Promise<OpenPdf> => {
    const known = open.get(line.document_id);
    if (known !== undefined) return known;
    const path = await fileOf(line);
    const pdf = path === undefined ? undefined : await openPdf(path);
    if (pdf?.source.sha256 !== line.sha256) throw otherFile(line);
    open.set(line.document_id, pdf);
    const [oldest] = open;
    if (open.size > MOST_OPEN && oldest !== undefined) {
      open.delete(oldest[0]);
      await oldest[1].close();
    }
    return pdf;
  };
  return {
    render: async (document, page, scale) => {
      const line = lines.get(document);
      if (line === undefined) return undefined;
      const pdf = await opened(line);
      return page > pdf.pageCount ? undefined : new Uint8Array(await pdf.render(page, scale));
    },
    close: async () => {
      for (const pdf of open.values()) await pdf.close();
    },
  };
}

const otherFile = ({ file }: DocumentLine): Fault =>
  new Fault({
    file,
    message: "is gone, or is no longer the file that was read.",
    remedy: "Bring it back, or run `recoupe run` again.",
  });
