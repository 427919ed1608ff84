import pg from "pg";
import { Fault } from "../../model/index.js";
import { type Address, unreachable } from "./address.js";
import { lasting } from "./lasting.js";
import { GONE, type Overview, type Progress, RECENT, type Store, type WorkerRecord } from "./store.js";
import { prepareTables } from "./tables.js";

/** Connections a process holds for results; the queue has its own. */
const CONNECTIONS = 4;
const PATIENCE_AT_START = 10_000;

/** The store in a PostgreSQL database, its tables made where they are missing. Throws `Fault`. */
export async function postgresStore(address: Address): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: address.url,
    max: CONNECTIONS,
    application_name: "recoupe",
    connectionTimeoutMillis: PATIENCE_AT_START,
  });
  // A connection that drops while idle is opened again when one is needed.
  pool.on("error", () => undefined);
  try {
    await prepareTables(pool, address);
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw error instanceof Fault ? error : unreachable(address, error);
  }
  return storeIn(pool, address);
}

const STATEMENTS = {
  begin: "insert into recoupe.run (id, edition, host, title) values ($1, $2, $3, $4) on conflict do nothing",
  documents: `insert into recoupe.run_document (run, ordinal, key, file)
    select $1, o - 1, k, f from unnest($2::text[], $3::text[]) with ordinality as t (k, f, o) on conflict do nothing`,
  finish: "update recoupe.run set finished = now() where id = $1",
  use: "update recoupe.result set used = now() where key = any($1)",
  present: "select key from recoupe.result where key = any($1)",
  result: "select body from recoupe.result where key = $1",
  keep: `insert into recoupe.result (key, file, body, failed, final, worker) values ($1, $2, $3, $4, $5, $6)
    on conflict (key) do nothing`,
  forget: "delete from recoupe.result where key = any($1) and not final",
  page: "select body from recoupe.page where key = $1",
  forgetPages: "delete from recoupe.page where not final",
  keepPage: "insert into recoupe.page (key, body, final) values ($1, $2, $3) on conflict (key) do nothing",
  beat: `insert into recoupe.worker (id, facts) values ($1, $2)
    on conflict (id) do update set facts = excluded.facts, seen = now()`,
  leave: "delete from recoupe.worker where id = $1",
  progress: `with latest as (select * from recoupe.run order by started desc limit 1),
      own as (select r.failed, r.at from latest l join recoupe.run_document d on d.run = l.id join recoupe.result r on r.key = d.key),
      last as (select max(at) as at from own)
    select l.*, (select count(*)::int from recoupe.run_document d where d.run = l.id) as total,
      (select count(*)::int from own) as done,
      (select count(*)::int from own where failed <> '') as dead,
      (select count(*)::int from own, last where own.at > greatest(last.at - $1 * interval '1 second', l.started)) as recent,
      (select extract(epoch from last.at - greatest(last.at - $1 * interval '1 second', l.started))::float8 from last) as seconds
    from latest l`,
  dead: `select r.file, r.failed as reason, r.at from recoupe.run_document d join recoupe.result r on r.key = d.key
    where d.run = (select id from recoupe.run order by started desc limit 1) and r.failed <> ''
    order by r.at desc limit 1000`,
  workers:
    "select facts, seen from recoupe.worker where seen > now() - $1 * interval '1 millisecond' order by id",
  pages: "select count(*)::int as count from recoupe.page",
  pruneResults: "delete from recoupe.result where used < now() - $1 * interval '1 day'",
  prunePages: "delete from recoupe.page where at < now() - $1 * interval '1 day'",
  pruneRuns: "delete from recoupe.run where started < now() - $1 * interval '1 day'",
} as const;

function storeIn(pool: pg.Pool, address: Address): Store {
  const query = <Row extends pg.QueryResultRow>(
    statement: keyof typeof STATEMENTS,
    values: unknown[] = [],
  ): Promise<pg.QueryResult<Row>> =>
    lasting(() => pool.query<Row>(STATEMENTS[statement], values)).catch((error: unknown) => {
      throw unreachable(address, error);
    });
  const bodyOf = async (statement: "result" | "page", key: string): Promise<Uint8Array | undefined> =>
    (await query<{ body: Uint8Array }>(statement, [key])).rows[0]?.body;
  return {
    begin: async ({ id, edition, host, title }, wanted) => {
      await query("begin", [id, edition, host, title]);
      await query("documents", [id, wanted.map((w) => w.key), wanted.map((w) => w.file)]);
    },
    finish: async (run) => void (await query("finish", [run])),
    present: async (keys) => {
      const { rows } = await query<{ key: string }>("present", [keys]);
      return new Set(rows.map((row) => row.key));
    },
    result: (key) => bodyOf("result", key),
    keep: async ({ key, file, body, failed, final, worker }) =>
      void (await query("keep", [key, file, body, failed, final, worker])),
    forgetPassing: async (keys) => {
      await query("forget", [keys]);
      await query("forgetPages");
      await query("use", [keys]);
    },
    page: (key) => bodyOf("page", key),
    keepPage: async (key, body, final) => void (await query("keepPage", [key, body, final])),
    beat: async (worker) => void (await pool.query(STATEMENTS.beat, [worker.id, JSON.stringify(worker)])),
    leave: async (worker) => void (await pool.query(STATEMENTS.leave, [worker])),
    overview: () => overviewOf(query),
    prune: async (days) => {
      const { rowCount } = await query("pruneResults", [days]);
      await query("prunePages", [days]);
      await query("pruneRuns", [days]);
      return rowCount ?? 0;
    },
    ping: async () => void (await pool.query("select 1")),
    close: () => pool.end(),
  };
}

type Query = <Row extends pg.QueryResultRow>(
  statement: keyof typeof STATEMENTS,
  values?: unknown[],
) => Promise<pg.QueryResult<Row>>;

interface ProgressRow {
  id: string;
  edition: string;
  host: string;
  title: string;
  started: Date;
  finished: Date | null;
  total: number;
  done: number;
  dead: number;
  recent: number;
  seconds: number | null;
}

async function overviewOf(query: Query): Promise<Overview> {
  const [progress, dead, workers, pages] = await Promise.all([
    query<ProgressRow>("progress", [RECENT]),
    query<{ file: string; reason: string; at: Date }>("dead"),
    query<{ facts: WorkerRecord; seen: Date }>("workers", [GONE]),
    query<{ count: number }>("pages"),
  ]);
  return {
    progress: progress.rows.map(progressOf)[0],
    deadLetters: dead.rows,
    workers: workers.rows.map(({ facts, seen }) => ({ ...facts, seen })),
    pages: pages.rows[0]?.count ?? 0,
  };
}

function progressOf(row: ProgressRow): Progress {
  const { id, edition, host, title, started, finished, total, done, dead, recent, seconds } = row;
  const run = { id, edition, host, title, started, finished };
  return { run, total, done, failed: dead, recent, seconds: seconds ?? 0 };
}
