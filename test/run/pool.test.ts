import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Outcome } from "../../src/run/document.js";
import { limitsOf, type RunLimits } from "../../src/run/limits.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas, type Schemas } from "../../src/run/rulebooks.js";

/** Stands for the reading of a report: does to its process what the file's name says. */
const WORKER = `
import { readdirSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { workerData } from "node:worker_threads";
const PAGES = 6;
export async function page({ file, page }) {
  if (page === 2) {
    if (basename(file) === "scan-ended.pdf") process.exit(3);
    if (basename(file) === "scan-killed.pdf") process.kill(process.pid, "SIGKILL");
    if (basename(file) === "scan-late.pdf") for (;;);
    if (basename(file) === "scan-large.pdf") Array.from({ length: 2 ** 26 });
  }
  if (basename(file).startsWith("scan-met")) {
    writeFileSync(file + "." + process.pid, "");
    const met = () => readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file))).length;
    while (met() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { number: page };
}
export default async function work({ file, recognised }) {
  if (basename(file).startsWith("scan")) {
    const numbers = Array.from({ length: file.includes("short") ? 2 : PAGES }, (_, i) => i + 1);
    const lacking = numbers.filter((number) => !recognised.has(number));
    if (lacking.length > 0) return lacking;
    const pages = [...recognised.values()];
    const pagesOcr = pages.filter((page) => "number" in page).length;
    const faults = pages.filter((page) => "en" in page);
    return { file, sha256: "", created: "", pages: numbers.length, pagesText: 0, pagesOcr, faults,
      spent: { read: 0, layout: 0, extract: 0 } };
  }
  if (file.startsWith("hang")) for (;;);
  if (file.startsWith("leap")) Array.from({ length: 2 ** 26 });
  if (file.startsWith("swell")) { const all = []; for (;;) all.push(new Uint8Array(2 ** 26).fill(1)); }
  if (file.startsWith("kill")) process.kill(process.pid, "SIGKILL");
  if (basename(file).startsWith("told")) {
    for (const signal of ["SIGINT", "SIGTERM"]) process.kill(process.pid, signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (basename(file) === "left.pdf") {
    writeFileSync(file, String(process.pid));
    for (;;);
  }
  if (basename(file) === "last.pdf") writeFileSync(file, "");
  if (file === "doze.pdf") await new Promise((resolve) => setTimeout(resolve, 2500));
  while (basename(file) === "wait.pdf" && !readdirSync(dirname(file)).includes("last.pdf"))
    await new Promise((resolve) => setTimeout(resolve, 5));
  if (file.startsWith("exit")) process.exit(3);
  if (file.startsWith("throw")) throw new Error("cannot go on");
  if (file.startsWith("fill")) { const all = []; for (;;) all.push(new Array(1e5).fill({ file })); }
  const sha256 = file.startsWith("rules") ? workerData.rulebooks.map((book) => book.file).join() : "";
  return { file, sha256, created: "", pages: 1, pagesText: 1, pagesOcr: 0, faults: [],
    spent: { read: 0, layout: 0, extract: 0 } };
}`;

/** Processes run built files. */
const POOL = new URL("../../dist/run/pool.js", import.meta.url);
const READERS = new URL("../../dist/run/readers.js", import.meta.url);
let processAll: typeof import("../../src/run/pool.js").processAll;
let readersOf: typeof import("../../src/run/readers.js").readersOf;

let folder: string;
let worker: string;
beforeAll(async () => {
  if (!existsSync(fileURLToPath(POOL))) throw new Error("these tests need the built program: npm run build");
  ({ processAll } = await import(POOL.href));
  ({ readersOf } = await import(READERS.href));
  folder = await mkdtemp(join(tmpdir(), "recoupe-pool-"));
  worker = join(folder, "worker.mjs");
  await writeFile(worker, WORKER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rules that are handed over at once. */
const schemas: Schemas = {
  catalogue: {},
  codeLists: {},
  rulebooks: loadSchemas(SCHEMAS_FOLDER).rulebooks.slice(0, 1),
  common: undefined,
};

async function readAll(files: string[], seconds = 30): Promise<{ outcomes: Outcome[]; done: string[] }> {
  const done: string[] = [];
  const outcomes: Outcome[] = [];
  const limits = { ...limitsOf({}), seconds, megabytes: 32 };
  const all = processAll(
    files.map((file) => ({ file })),
    schemas,
    { workers: 2, limits, worker, done: ({ file }) => done.push(file) },
  );
  for await (const outcome of all) outcomes.push(outcome);
  const at = ({ file }: Outcome): number => files.indexOf(file);
  return { outcomes: outcomes.sort((a, b) => at(a) - at(b)), done };
}

test("processes are handed the rules, and need not load them", async () => {
  const { outcomes } = await readAll(["rules.pdf"]);
  expect(outcomes[0]?.sha256).toBe(schemas.rulebooks.map((book) => book.file).join());
});

const files = (name: string): string[] => ["a.pdf", `${name}.pdf`, "b.pdf", "c.pdf", "d.pdf"];

describe("a document that its process does not bear", () => {
  test.each([
    ["exit", /brought its process down.*3/],
    ["throw", /brought its process down.*cannot go on/],
    ["kill", /brought its process down.*SIGKILL/],
    ["fill", /more than 32 megabytes.*RECOUPE_DOCUMENT_MB/],
    // Beyond what V8 can refuse: it ends the process.
    ["leap", /more than 32 megabytes.*RECOUPE_DOCUMENT_MB/],
    // Outside of what V8 counts.
    ["swell", /more than 32 megabytes.*RECOUPE_DOCUMENT_MB/],
  ])("%s: it is given up by name, the others are read", async (name, said) => {
    const { outcomes, done } = await readAll(files(name));
    expect(outcomes.map(({ file }) => file)).toEqual(files(name));
    expect(outcomes.map(({ faults }) => faults.length)).toEqual([0, 1, 0, 0, 0]);
    expect(outcomes[1]?.faults[0]?.en).toMatch(said);
    expect(outcomes[1]?.faults[0]?.en).toContain(`${name}.pdf`);
    expect(outcomes[1]?.extraction).toBeUndefined();
    expect(done.sort()).toEqual(files(name).sort());
  });

  test("hang: it is given up after its time, even where every process hangs at once", async () => {
    // What only waits is not late: the machine may have given its time to others.
    const names = ["hang-1.pdf", "hang-2.pdf", "a.pdf", "hang-3.pdf", "b.pdf", "doze.pdf"];
    const { outcomes } = await readAll(names, 1.5);
    expect(outcomes.map(({ faults }) => faults.length)).toEqual([1, 1, 0, 1, 0, 0]);
    expect(outcomes[0]?.faults[0]?.en).toMatch(
      /hang-1\.pdf.*more than 1\.5 seconds.*RECOUPE_DOCUMENT_SECONDS/,
    );
  });
});

test("a process that is told to stop with its whole group ends its work: whoever started it stops it", async () => {
  const { outcomes } = await readAll(["told.pdf"]);
  expect(outcomes.map(({ faults }) => faults)).toEqual([[]]);
});

test("a run that is killed leaves no process behind, not even one that hangs", async () => {
  const file = join(folder, "left.pdf");
  const options = `{ workers: 1, limits: ${JSON.stringify(limitsOf({}))}, worker: ${JSON.stringify(worker)}, done() {} }`;
  const program = `import { processAll } from ${JSON.stringify(POOL.href)};
    await processAll([{ file: ${JSON.stringify(file)} }], {}, ${options}).next();`;
  const run = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
  await vi.waitUntil(() => existsSync(file) && readFileSync(file, "utf8") !== "", WAIT);
  const reader = Number(readFileSync(file, "utf8"));
  expect(runs(reader)).toBe(true);
  run.kill("SIGKILL");
  await vi.waitUntil(() => !runs(reader), WAIT);
});

const WAIT = { timeout: 30_000, interval: 20 };

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a document that takes long holds up its own process alone", async () => {
  // It takes until the last of the others is being read.
  const others = [...Array.from({ length: 11 }, (_, i) => `${i}.pdf`), "last.pdf"];
  const names = ["wait.pdf", ...others].map((name) => join(folder, name));
  const limits = { ...limitsOf({}), seconds: 30 };
  const tasks = names.map((file) => ({ file }));
  const order: string[] = [];
  for await (const { file } of processAll(tasks, schemas, {
    workers: 2,
    limits,
    worker,
    done: () => undefined,
  }))
    order.push(file);
  expect(order.indexOf(names[0] ?? "")).toBeGreaterThanOrEqual(others.length - 1);
  expect(order).toHaveLength(13);
});

describe("a scan", () => {
  async function scansOf(
    names: string[],
    workers: number,
    more: Partial<RunLimits> = {},
  ): Promise<{ outcomes: Outcome[]; told: string[] }> {
    const told: string[] = [];
    const outcomes: Outcome[] = [];
    const all = processAll(
      names.map((file) => ({ file })),
      schemas,
      {
        workers,
        limits: { ...limitsOf({}), seconds: 30, ...more },
        worker,
        done: ({ file }) => told.push(file),
        recognised: ({ file, page, pages }) => told.push(`${file} ${page}/${pages}`),
      },
    );
    for await (const outcome of all) outcomes.push(outcome);
    return { outcomes, told };
  }

  test("by itself has its pages recognised by all processes", async () => {
    // A page of it ends only once two processes have begun one.
    const { outcomes, told } = await scansOf([join(folder, "scan-met.pdf")], 2);
    expect(outcomes.map(({ pagesOcr, faults }) => [pagesOcr, faults])).toEqual([[6, []]]);
    expect(told).toHaveLength(8);
    expect(told[0]).toMatch(/scan-met\.pdf 0\/6$/);
    expect(told[6]).toMatch(/scan-met\.pdf 6\/6$/);
  });

  test("of many pages holds up no other: first pages go before second ones, and what has text before both", async () => {
    const { told } = await scansOf(["scan-long.pdf", "scan-short.pdf", "text.pdf"], 1);
    expect(told.filter((one) => !one.includes(" 0/")).slice(0, 4)).toEqual([
      "scan-long.pdf 1/6",
      "scan-short.pdf 1/2",
      "scan-long.pdf 2/6",
      "scan-short.pdf 2/2",
    ]);
    expect(told.indexOf("scan-short.pdf")).toBeLessThan(told.indexOf("scan-long.pdf 5/6"));
    expect(told.indexOf("text.pdf")).toBeLessThan(told.indexOf("scan-long.pdf 6/6"));
    expect(told.at(-1)).toBe("scan-long.pdf");
  });

  test.each([
    ["ended", 30, /it brought its process down: exit 3/],
    ["killed", 30, /it brought its process down: SIGKILL/],
    ["late", 1.5, /it took more than 1\.5 s, limit RECOUPE_DOCUMENT_SECONDS/],
    ["large", 30, /it needed more than 32 MB, limit RECOUPE_DOCUMENT_MB/],
  ])(
    "of which a page is %s loses that page alone, and others go on beside it",
    async (name, seconds, said) => {
      const limits = { seconds, megabytes: 32 };
      const { outcomes, told } = await scansOf([`scan-${name}.pdf`, "scan-good.pdf"], 2, limits);
      const facts = outcomes.map(({ file, pagesOcr, faults }) => [file, pagesOcr, faults.length]);
      expect(facts.sort()).toEqual(
        [
          [`scan-${name}.pdf`, 5, 1],
          ["scan-good.pdf", 6, 0],
        ].sort(),
      );
      expect(outcomes.find((o) => o.faults.length > 0)?.faults[0]?.en).toMatch(said);
      expect(told).toContain(`scan-${name}.pdf 6/6`);
    },
  );
});

test("what is at work when the readers are closed is not told as given up", async () => {
  const readers = readersOf(() => schemas, { readers: 2, limits: limitsOf({}), worker });
  const page = readers.page({ file: "scan-late.pdf" }, 2);
  const document = readers.join({ file: "hang.pdf" }, new Map());
  const ended = Promise.allSettled([page, document]);
  await readers.close();
  expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
});

test("documents are not read far ahead of who takes the results", async () => {
  const done: string[] = [];
  const names = Array.from({ length: 40 }, (_, i) => ({ file: `${i}.pdf` }));
  const limits = { ...limitsOf({}), seconds: 30, megabytes: 32 };
  const all = processAll(names, schemas, { workers: 2, limits, worker, done: ({ file }) => done.push(file) });
  await all.next();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(done.length).toBeLessThanOrEqual(4);
  await all.return(undefined);
});
