import { access } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Decision, DocumentLine } from "../model/index.js";
import { settledFolder } from "../publish/index.js";
import {
  decisionLog,
  LOG_FILE,
  type Logged,
  openSession,
  readPublication,
  ruleDesk,
  type Served,
  type SignOff,
  serveReview,
  setSignOff,
  signOffIn,
  stewardsIn,
} from "../review/index.js";
import { describerOf } from "./describe.js";
import { rulebooksOf } from "./loose-figures.js";
import { pageSource } from "./page-source.js";
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
  /** File that names who may decide; each gets an address of their own. */
  stewards?: string;
  /** What browsers see where a reverse proxy stands before the server. */
  origin?: string;
  /** Whether decisions are to be signed by a second person; as before where left out. */
  signOff?: SignOff;
  /** Folder of the built page, where it is not the package's own. */
  clientFolder?: string;
  /** Catalogue, code lists and rulebooks, where they are not the package's own. */
  schemasFolder?: string;
}

/** How often the log is looked at for what other processes write. */
const WATCH_MS = 1000;

/**
 * Serves the stewards' page for a publication until it is closed. Throws `Fault` where there is no publication, the
 * log was altered, or the port is taken.
 */
export async function startReview(options: ReviewOptions): Promise<Served> {
  const { out, host, port, origin, signOff } = options;
  if (signOff !== undefined) await setSignOff(out, signOff);
  const stewards = options.stewards === undefined ? [] : await stewardsIn(options.stewards);
  const log = decisionLog(join(out, LOG_FILE));
  await settledFolder(out);
  const publication = await readPublication(out, loggedIn(await log.read()));
  const { documents } = publication;
  const fileOf = (document: DocumentLine): Promise<string | undefined> => fileBeside(out, document);
  const folder = options.schemasFolder ?? SCHEMAS_FOLDER;
  const schemas = loadSchemas(folder);
  const reader = backgroundReader(schemas);
  const session = await openSession({
    publication,
    log,
    recheck: recheckerOf(publication, { fileOf, schemas, reader }),
    describe: describerOf(schemas),
    desk: ruleDesk(documents, rulebooksOf({ documents, fileOf, schemas, folder })),
    signOff: await signOffIn(out),
    engineVersion: ENGINE_VERSION,
    steward: userInfo().username,
    now: () => new Date(),
  });
  const pages = pageSource(documents, fileOf);
  const served = await serveReview({
    session,
    renderPage: pages.render,
    clientFolder: options.clientFolder ?? CLIENT_FOLDER,
    host,
    port,
    stewards,
    ...(origin === undefined ? {} : { origin }),
  });
  void session.catchUp().catch(() => undefined);
  const watch = setInterval(() => void session.refresh().catch(() => undefined), WATCH_MS).unref();
  return {
    url: served.url,
    urls: served.urls,
    close: async () => {
      clearInterval(watch);
      await served.close();
      await pages.close();
      await reader.close();
      await publication.close();
    },
  };
}

/** Values that the log speaks of. */
function loggedIn(decisions: readonly Decision[]): Logged {
  const anomalies = decisions.flatMap((d) => d.anomaly ?? []);
  return {
    flagged: new Set(anomalies.flatMap((a) => a.observations.map((o) => o.observation))),
    looked: new Set(decisions.flatMap((d) => d.about?.observation ?? [])),
  };
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
