import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { createWorker, OEM, PSM, type Worker } from "tesseract.js";
import { allowance } from "./allowance.js";

/** A grey picture for the engine: 0 is black. */
export interface Grey {
  width: number;
  height: number;
  level: Uint8Array;
}

/** A character or a word as the engine gives it. Boxes are in pixels of the picture. */
export interface Recognised {
  text: string;
  /** 0–1. */
  confidence: number;
  x0: number;
  x1: number;
  symbols: { text: string; confidence: number; x0: number; x1: number }[];
}

/** Changes with whatever changes readings; part of the key of the cache. */
export const ENGINE = "tesseract.js 7.0.0, fra 4.0.0_best_int";

const DATA = join(
  dirname(createRequire(import.meta.url).resolve("@tesseract.js-data/fra/package.json")),
  "4.0.0_best_int",
);
/** Seconds of processor time to start an engine, and to read one line. */
const START = 60;
const LINE = 30;

interface Engine {
  started: Promise<Worker>;
  busy: boolean;
  /** The characters it is held to at present; empty for all. */
  only: string;
}

/** Threads of a pool have one engine each; the main thread has one a core. */
const MOST = isMainThread ? availableParallelism() : 1;
let engines: Engine[] = [];
const waiting: (() => void)[] = [];

/** How a line is read. */
export interface LineOptions {
  /** Holds the engine to these characters. */
  only?: string;
  /** Ends what waits for an engine. */
  limit?: AbortSignal;
}

/** Reads one line of writing. Throws an `Error` where the engine fails or the limit is reached. */
export async function readLine(picture: Grey, { only = "", limit }: LineOptions = {}): Promise<Recognised[]> {
  const engine = await free();
  if (limit?.aborted) {
    release(engine);
    throw new Error("recognition was ended");
  }
  try {
    const worker = await engine.started;
    hold(worker, true);
    if (engine.only !== only) {
      await worker.setParameters({ tessedit_char_whitelist: only });
      engine.only = only;
    }
    const reading = worker.recognize(Buffer.from(portable(picture)), {}, { blocks: true, text: false });
    const { data } = await within(reading, LINE, "reading a line");
    hold(worker, false);
    return wordsIn(data);
  } catch (error) {
    discard(engine);
    throw error instanceof Error ? error : new Error(String(error));
  } finally {
    release(engine);
  }
}

function release(engine: Engine): void {
  engine.busy = false;
  waiting.shift()?.();
}

/** Ends the engines. They start again where they are asked for. @public */
export async function closeOcr(): Promise<void> {
  const open = engines;
  engines = [];
  for (const { started } of open) await started.then((worker) => worker.terminate()).catch(() => {});
}

async function free(): Promise<Engine> {
  for (;;) {
    const idle = engines.find((engine) => !engine.busy) ?? (engines.length < MOST ? add() : undefined);
    if (idle !== undefined) {
      idle.busy = true;
      return idle;
    }
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  }
}

function add(): Engine {
  const engine = { started: start(), busy: false, only: "" };
  engines.push(engine);
  return engine;
}

/** An engine that failed is not asked again; the next reading starts another. */
function discard(engine: Engine): void {
  engines = engines.filter((each) => each !== engine);
  void engine.started.then((worker) => worker.terminate()).catch(() => {});
}

/** An idle engine does not keep the programme from ending. */
function hold(worker: Worker, on: boolean): void {
  const thread = (worker as unknown as { worker: { ref(): void; unref(): void } }).worker;
  if (on) thread.ref();
  else thread.unref();
}

async function start(): Promise<Worker> {
  // A missing file would leave the engine waiting for ever.
  const file = join(DATA, "fra.traineddata.gz");
  if (!existsSync(file)) throw new Error(`the character recognition lacks ${file}`);
  const starting = createWorker("fra", OEM.LSTM_ONLY, {
    langPath: DATA,
    gzip: true,
    cacheMethod: "none",
    errorHandler: () => {},
  });
  const worker = await within(starting, START, "starting the character recognition");
  await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE, debug_file: "/dev/null" });
  return worker;
}

async function within<T>(work: Promise<T>, seconds: number, what: string): Promise<T> {
  const { signal, end } = allowance(seconds);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error(`${what} took more than ${seconds} s`)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    end();
  }
}

/** Portable grey map, binary. */
function portable({ width, height, level }: Grey): Uint8Array {
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`);
  return Buffer.concat([head, level]);
}

type Data = Awaited<ReturnType<Worker["recognize"]>>["data"];

function wordsIn(data: Data): Recognised[] {
  const words = (data.blocks ?? []).flatMap((block) =>
    block.paragraphs.flatMap((paragraph) => paragraph.lines.flatMap((line) => line.words)),
  );
  return words.map((word) => ({
    text: word.text,
    confidence: word.confidence / 100,
    x0: word.bbox.x0,
    x1: word.bbox.x1,
    symbols: word.symbols.map((symbol) => ({
      text: symbol.text,
      confidence: symbol.confidence / 100,
      x0: symbol.bbox.x0,
      x1: symbol.bbox.x1,
    })),
  }));
}
