import type { Pool } from "pg";
import { Fault } from "../../model/index.js";
import type { Address } from "./address.js";

/** Raised with every change of the tables; each step leads from the version before. */
export const SCHEMA_VERSION = 1;

/** Statements that lead from version 0 (nothing) to 1, from 1 to 2, and so on. */
const STEPS: readonly string[] = [
  `create table recoupe.run (
     id text primary key,
     edition text not null,
     host text not null,
     title text not null,
     started timestamptz not null default now(),
     finished timestamptz
   );
   create table recoupe.run_document (
     run text not null references recoupe.run (id) on delete cascade,
     ordinal integer not null,
     key text not null,
     file text not null,
     primary key (run, ordinal)
   );
   create table recoupe.result (
     key text primary key,
     file text not null,
     body bytea not null,
     failed text not null,
     final boolean not null,
     worker text not null,
     at timestamptz not null default now(),
     used timestamptz not null default now()
   );
   create index result_at on recoupe.result (at);
   create table recoupe.page (
     key text primary key,
     body bytea not null,
     final boolean not null,
     at timestamptz not null default now()
   );
   create table recoupe.worker (
     id text primary key,
     facts jsonb not null,
     seen timestamptz not null default now()
   );`,
];

/** Makes or brings up to date the tables. Throws `Fault` where they are of a newer version than this programme knows. */
export async function prepareTables(pool: Pool, address: Address): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // One at a time: several processes may start at once.
    await client.query("select pg_advisory_xact_lock(hashtext('recoupe tables'))");
    await client.query("create schema if not exists recoupe");
    await client.query("create table if not exists recoupe.version (number integer not null)");
    const { rows } = await client.query<{ number: number }>("select number from recoupe.version");
    const found = rows[0]?.number ?? 0;
    if (found > SCHEMA_VERSION) throw newer(address, found);
    for (const step of STEPS.slice(found)) await client.query(step);
    if (found < SCHEMA_VERSION) {
      await client.query("delete from recoupe.version");
      await client.query("insert into recoupe.version values ($1)", [SCHEMA_VERSION]);
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** The tables were made by a later version of the programme. */
export const newer = ({ shown }: Address, found: number): Fault =>
  new Fault({
    file: shown,
    message: {
      fr: `contient des tables de version ${found} ; ce programme connaît la version ${SCHEMA_VERSION}.`,
      en: `holds tables of version ${found}; this programme knows version ${SCHEMA_VERSION}.`,
    },
    remedy: {
      fr: "Installer ici le Recoupe plus récent, ou prendre une autre base.",
      en: "Install the newer Recoupe here, or use another database.",
    },
  });
