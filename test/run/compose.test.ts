import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { pdfOf } from "../fixtures/pdf.js";
import { startPostgres, type TestPostgres } from "../fixtures/postgres.js";
import { at } from "../fixtures/reading.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Service {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
}

/** What a Dockerfile says, an instruction a line, its words apart. */
async function instructions(): Promise<string[][]> {
  const text = await readFile(join(ROOT, "Dockerfile"), "utf8");
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line) => line.trim().split(/\s+/));
}

// Servers and processes start, and publications are written: slow where the machine has other work.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let postgres: TestPostgres;
let folder: string;
let services: Record<string, Service>;
let database: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.database("recoupe");
  folder = await mkdtemp(join(tmpdir(), "recoupe-compose-"));
  services = parse(await readFile(join(ROOT, "compose.yaml"), "utf8")).services;
  for (const name of ["reports", "output", "cache"]) await mkdir(join(folder, name));
  const content = [
    at(40, 250, "Mission Locale Métropole Nord-Ouest", "/F2 20 Tf"),
    at(40, 220, "Rapport d'activité 2031", "/F2 16 Tf"),
    at(40, 150, "La ML MNO : 612 nouvelles inscriptions en 2031."),
  ];
  await writeFile(join(folder, "reports", "a.pdf"), pdfOf({ pages: [{ content: content.join("\n") }] }));
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What a container sees, as this machine has it: the database at its port, folders below a temporary one. */
function here(word: string): string {
  return word
    .replaceAll(/\$\{\w+:-(\w*)\}/g, "$1")
    .replace("postgres://recoupe:recoupe@database:5432/recoupe", database)
    .replace(/^\/(reports|output|cache)$/, (_, name: string) => join(folder, name))
    .replace(/^8080$/, PORT)
    .replaceAll(":8080/", `:${PORT}/`);
}

const PORT = `${20_000 + (process.pid % 20_000)}`;

function start(image: string, { command = [], environment = {} }: Service): ChildProcess {
  const variables = Object.entries(environment).map(([name, value]) => [name, here(value)]);
  const env = {
    PATH: process.env.PATH,
    RECOUPE_CACHE: join(folder, "cache"),
    ...Object.fromEntries(variables),
  };
  const words = [join(image, "dist/cli/main.js"), ...command.map(here)];
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: "ignore" });
  children.push(child);
  return child;
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once("exit", (code) => resolve(code)));

describe("the image", () => {
  test("copies only what is there, and what it copies last runs", async () => {
    const copied = (await instructions()).filter(([word]) => word === "COPY");
    const fromHere = copied
      .filter(([, flag]) => !flag?.startsWith("--from"))
      .flatMap((words) => words.slice(1, -1));
    for (const name of fromHere) expect(await stat(join(ROOT, name)), name).toBeDefined();
    const ignored = await readFile(join(ROOT, ".dockerignore"), "utf8");
    for (const name of fromHere) expect(ignored).toContain(`!${name}`);
    const last = copied.filter(([, flag]) => flag?.startsWith("--from")).map((words) => words[2] ?? "");
    expect(last.map((path) => path.replace("/build/", ""))).toEqual([
      "package.json",
      "node_modules",
      "schemas",
      "dist",
    ]);
  });

  test("is built apart from locked packages, and holds none that only building needs", async () => {
    const words = (await instructions()).map((each) => each.join(" "));
    const stages = words.filter((line) => line.startsWith("FROM "));
    expect(stages).toHaveLength(2);
    expect(stages[0]).toMatch(/ AS build$/);
    expect(stages[1]).not.toMatch(/ AS /);
    const building = words.slice(0, words.indexOf(stages[1] ?? "")).join("\n");
    expect(building).toMatch(/COPY package\.json package-lock\.json .*\n(?:.*\n)*RUN npm ci /);
    expect(building).toMatch(/npm run build && npm prune --omit=dev/);
    const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    expect(scripts.build).toBeDefined();
    // What is built again with fewer files than here would lack these.
    for (const config of scripts.build.match(/[\w./-]+\.(?:json|ts)\b/g))
      expect(building).toMatch(new RegExp(`COPY .*(?:${config}|${config.split("/")[0]}) `));
  });

  test("runs as a user who may write the cache and the output, and nobody else's", async () => {
    const words = (await instructions()).map((each) => each.join(" "));
    const user = words.findIndex((line) => line.startsWith("USER "));
    expect(words[user]).toBe("USER node");
    expect(words[user - 1]).toMatch(/mkdir .*\/cache .*\/output.* && chown node:node \/cache \/output$/);
    expect(words.slice(user + 1).every((line) => /^(?:ENTRYPOINT|CMD) /.test(line))).toBe(true);
  });

  test("starts the program itself, so that signals reach it", async () => {
    const [, ...words] = (await instructions()).find(([word]) => word === "ENTRYPOINT") ?? [];
    expect(JSON.parse(words.join(" "))).toEqual(["node", "/recoupe/dist/cli/main.js"]);
  });
});

describe("the services, run as processes", () => {
  test("the worker reads what the coordinator queues, is healthy, and stops when told", async () => {
    const { worker, coordinator } = services;
    if (worker === undefined || coordinator === undefined) throw new Error("the file names no such services");
    const image = join(folder, "image");
    await mkdir(image);
    for (const name of ["package.json", "schemas", "dist"])
      await cp(join(ROOT, name), join(image, name), { recursive: true });
    await symlink(join(ROOT, "node_modules"), join(image, "node_modules"));
    const working = start(image, worker);
    expect(await exitOf(start(image, coordinator))).toBeLessThanOrEqual(1);
    expect(await readFile(join(folder, "output", "observations.csv"), "utf8")).toContain("612");
    expect(await readdir(join(folder, "cache"))).toContain("extractions");
    const [kind, ...probe] = worker.healthcheck?.test ?? [];
    expect(kind).toBe("CMD");
    const health = spawn(process.execPath, probe.slice(1).map(here), { stdio: "ignore" });
    expect(await exitOf(health)).toBe(0);
    working.kill("SIGTERM");
    expect(await exitOf(working)).toBe(0);
  });

  test("every mount that a command names is there, and workers have time to stop", () => {
    const { worker, coordinator } = services;
    const targets = (service?: Service): string[] =>
      (service?.volumes ?? []).map((v) => v.split(":")[1] ?? "");
    expect(targets(worker)).toContain("/reports");
    expect(targets(coordinator)).toEqual(expect.arrayContaining(["/reports", "/output"]));
    for (const folderNamed of coordinator?.command?.filter((word) => word.startsWith("/")) ?? [])
      expect(targets(coordinator)).toContain(folderNamed);
    expect(Number.parseInt(worker?.stop_grace_period ?? "", 10)).toBeGreaterThan(20);
  });
});
