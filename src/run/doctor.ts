import { constants } from "node:fs";
import { access, readdir, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { availableParallelism, totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { Fault, type Message } from "../model/index.js";
import { CLIENT_FOLDER, ENGINES, SCHEMAS_FOLDER } from "./paths.js";
import { loadSchemas } from "./rulebooks.js";

/** What a look at the machine found. */
export interface Finding {
  /** `optional`: a run does without. `missing`: a run fails, or fails at once. */
  state: "fine" | "optional" | "missing";
  what: Message;
  /** What to do about it. */
  remedy?: Message;
}

/** Where runs are to write, and keep. */
interface Places {
  out: string;
  cache: string;
}

/** Tries everything a run needs. Never throws: what fails is a finding. */
export async function findings({ out, cache }: Places): Promise<Finding[]> {
  return [
    nodeVersion(),
    strength(),
    rulebooks(),
    await library("pdf.js", async () => void (await import("../read/pdfjs.js"))),
    await library("@napi-rs/canvas", drawn),
    await library("@duckdb/node-api", queried),
    await library("tesseract.js, fra", recognition),
    await stewardsPage(),
    await writable(out, { fr: "dossier des publications", en: "folder of publications" }),
    await writable(cache, { fr: "dossier du cache", en: "folder of the cache" }),
    ...(await queue(process.env.RECOUPE_QUEUE)),
    ...(await browser()),
  ];
}

const GIGABYTE = 2 ** 30;
/** Below these, large reports or scans may be given up. */
const LITTLE_MEMORY = 2 * GIGABYTE;
const LITTLE_SPACE = GIGABYTE;

function nodeVersion(): Finding {
  const wanted = ENGINES.replace(/[^\d.]/g, "");
  const fine = compareVersions(process.versions.node, wanted) >= 0;
  const what = { fr: `Node ${process.versions.node}`, en: `Node ${process.versions.node}` };
  if (fine) return { state: "fine", what };
  const remedy = { fr: `Installer Node ${wanted} ou plus.`, en: `Install Node ${wanted} or later.` };
  return { state: "missing", what, remedy };
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number));
  const at = (x ?? []).findIndex((part, i) => part !== (y?.[i] ?? 0));
  return at < 0 ? 0 : (x?.[at] ?? 0) - (y?.[at] ?? 0);
}

function strength(): Finding {
  const [cores, gigabytes] = [availableParallelism(), Math.round(totalmem() / GIGABYTE)];
  const what = {
    fr: `${cores} cœurs, ${gigabytes} Go de mémoire`,
    en: `${cores} cores, ${gigabytes} GB of memory`,
  };
  if (totalmem() >= LITTLE_MEMORY) return { state: "fine", what };
  return {
    state: "optional",
    what,
    remedy: {
      fr: "Avec si peu de mémoire, lire un document à la fois : --workers 1.",
      en: "With so little memory read one report at a time: --workers 1.",
    },
  };
}

function rulebooks(): Finding {
  try {
    const { rulebooks: books, catalogue } = loadSchemas(SCHEMAS_FOLDER);
    const [publishers, indicators] = [books.length, Object.keys(catalogue).length];
    return {
      state: "fine",
      what: {
        fr: `${publishers} livres de règles, ${indicators} indicateurs`,
        en: `${publishers} rulebooks, ${indicators} indicators`,
      },
    };
  } catch (error) {
    const said = error instanceof Fault ? error.line : { fr: String(error), en: String(error) };
    return {
      state: "missing",
      what: { fr: `livres de règles : ${said.fr}`, en: `rulebooks: ${said.en}` },
      remedy: { fr: "Corriger le fichier à cet endroit.", en: "Mend the file at that place." },
    };
  }
}

/** Of an installed library: that it loads on this machine and does its work. */
async function library(name: string, tried: () => Promise<void>): Promise<Finding> {
  try {
    await tried();
    return { state: "fine", what: { fr: name, en: name } };
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).split("\n")[0];
    return {
      state: "missing",
      what: { fr: `${name} : ${said}`, en: `${name}: ${said}` },
      remedy: {
        fr: "Réinstaller avec `npm install`, sans --omit=optional : la bibliothèque vient prête pour chaque système.",
        en: "Install again with `npm install`, without --omit=optional: the library comes built for each system.",
      },
    };
  }
}

async function drawn(): Promise<void> {
  const { createCanvas } = await import("@napi-rs/canvas");
  createCanvas(2, 2).encodeSync("png");
}

async function queried(): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("select 1");
  connection.closeSync();
}

async function recognition(): Promise<void> {
  await import("tesseract.js");
  const data = dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/fra/package.json"));
  await access(join(data, "4.0.0_best_int", "fra.traineddata.gz"));
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function stewardsPage(): Promise<Finding> {
  const there = await exists(join(CLIENT_FOLDER, "index.html"));
  const what = { fr: "page de `recoupe review`", en: "page of `recoupe review`" };
  if (there) return { state: "fine", what };
  return {
    state: "missing",
    what,
    remedy: { fr: "Dans un clone : `npm run build`.", en: "In a clone: `npm run build`." },
  };
}

/** In a clone the tests look at pages with a browser; whoever installed the package needs none. */
async function browser(): Promise<Finding[]> {
  const there = (path: string): Promise<boolean> => exists(join(SCHEMAS_FOLDER, "..", path));
  if (!(await there("test"))) return [];
  const what = { fr: "Chromium, pour les tests des pages", en: "Chromium, for the tests of pages" };
  if (await there("node_modules/@sparticuz/chromium/bin")) return [{ state: "fine", what }];
  const remedy = { fr: "`npm ci`, sans --omit=dev.", en: "`npm ci`, without --omit=dev." };
  return [{ state: "optional", what, remedy }];
}

/** A folder that is there, or can be made; and how much room there is. */
async function writable(folder: string, what: Message): Promise<Finding> {
  const there = await nearest(resolve(folder));
  const named = { fr: `${what.fr} : ${folder}`, en: `${what.en}: ${folder}` };
  try {
    await access(there, constants.W_OK);
    await readdir(there);
  } catch {
    return {
      state: "missing",
      what: { fr: `${named.fr} ne peut être écrit`, en: `${named.en} cannot be written` },
      remedy: {
        fr: "Donner le droit d'écrire, ou en nommer un autre.",
        en: "Permit writing, or name another.",
      },
    };
  }
  const { bavail, bsize } = await statfs(there);
  if (bavail * bsize >= LITTLE_SPACE) return { state: "fine", what: named };
  return {
    state: "optional",
    what: { fr: `${named.fr}, moins de 1 Go libre`, en: `${named.en}, less than 1 GB free` },
    remedy: { fr: "Faire de la place.", en: "Make room." },
  };
}

/** The folder, or the nearest one above it that exists. */
async function nearest(folder: string): Promise<string> {
  return (await exists(folder)) || dirname(folder) === folder ? folder : nearest(dirname(folder));
}

/** Whether somebody listens where the queue is said to be; nothing where none is named. */
async function queue(address: string | undefined): Promise<Finding[]> {
  if (!address || !URL.canParse(address)) return [];
  const { protocol, hostname, port } = new URL(address);
  const usual = protocol.startsWith("redis") ? 6379 : 5432;
  const shown = `${protocol}//${hostname}:${port || usual}`;
  const answers = await listens(hostname, Number(port || usual));
  const what = { fr: `file d'attente : ${shown}`, en: `queue: ${shown}` };
  if (answers) return [{ state: "fine", what }];
  return [
    {
      state: "missing",
      what: { fr: `${what.fr} ne répond pas`, en: `${what.en} does not answer` },
      remedy: { fr: "Démarrer le service, ou corriger --queue.", en: "Start the service, or mend --queue." },
    },
  ];
}

const PATIENCE_MS = 2000;

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const say = (yes: boolean) => () => {
      socket.destroy();
      answer(yes);
    };
    socket.once("connect", say(true)).once("timeout", say(false)).once("error", say(false));
  });
}
