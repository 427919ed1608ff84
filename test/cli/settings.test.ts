import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { everyCommand, nameOf } from "../../src/cli/commands.js";
import { ENGLISH } from "../../src/cli/help-en.js";
import { programOf } from "../../src/cli/program.js";
import { settingsIn, takeSettings } from "../../src/cli/settings.js";
import { settingsFileAbove } from "../../src/cli/settings-file.js";
import { spoken } from "./spoken.js";

let root: string;
let below: string;
const before = { folder: process.cwd(), env: { ...process.env } };

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "recoupe-")));
  below = join(root, "a", "b");
  await mkdir(below, { recursive: true });
});
beforeEach(() => {
  process.chdir(below);
  for (const name of Object.keys(process.env)) if (name.startsWith("RECOUPE_")) delete process.env[name];
});
afterAll(async () => {
  process.chdir(before.folder);
  Object.assign(process.env, before.env);
  await rm(root, { recursive: true, force: true });
});

const write = (yaml: string): Promise<void> => writeFile(join(root, "recoupe.config.yaml"), yaml);

/** What a command is about to work with, its own work left out. */
async function taken(line: string): Promise<{ options: Record<string, unknown>; given: unknown[] }> {
  const program = programOf(ENGLISH, "1.2.3");
  const heard: Command[] = [];
  for (const command of everyCommand(program)) command.action(() => undefined);
  program.hook("preAction", async (_, command) => {
    heard.push(command);
    await takeSettings(program, command);
  });
  await program.parseAsync(line.split(" "), { from: "user" });
  const [command] = heard;
  return { options: command?.opts() ?? {}, given: command?.processedArgs ?? [] };
}

describe("recoupe.config.yaml", () => {
  test("is found from the working folder upwards, the nearest one", async () => {
    await write("lang: fr");
    expect(settingsFileAbove(below)).toBe(join(root, "recoupe.config.yaml"));
    await writeFile(join(root, "a", "recoupe.config.yaml"), "lang: en");
    expect(settingsFileAbove(below)).toBe(join(root, "a", "recoupe.config.yaml"));
    await rm(join(root, "a", "recoupe.config.yaml"));
  });

  test("sets options and paths of all commands, and of single ones", async () => {
    await write(
      "out: data\npaths: [reports, more]\nworkers: 3\nrun: {fail-on: warning, publisher: mno}\nreview: {open: false, port: 8080}\n",
    );
    const run = await taken("run");
    expect(run.options).toMatchObject({ out: "../../data", workers: 3, failOn: "warning", publisher: "mno" });
    expect(run.given).toEqual([["../../reports", "../../more"]]);
    const review = await taken("review");
    expect(review.options).toMatchObject({ open: false, port: 8080 });
    expect(review.given).toEqual(["../../data"]);
  });

  test("gives way to every flag and to what stands on the command line", async () => {
    await write(
      "out: data\ncache: false\nreview: {open: false}\nrun: {fail-on: warning, paths: [reports]}\n",
    );
    const run = await taken("run here.pdf --out there --fail-on error --cache kept");
    expect(run).toMatchObject({
      given: [["here.pdf"]],
      options: { out: "there", failOn: "error", cache: true },
    });
    expect(process.env.RECOUPE_CACHE).toBe("kept");
    expect((await taken("review elsewhere --open")).options.open).toBe(true);
    expect((await taken("review elsewhere")).given).toEqual(["elsewhere"]);
  });

  test("gives way to the environment, which gives way to flags", async () => {
    await write("cache: kept\ndocument-seconds: 5\n");
    process.env.RECOUPE_DOCUMENT_SECONDS = "7";
    await taken("run x.pdf");
    expect(process.env).toMatchObject({ RECOUPE_CACHE: "../../kept", RECOUPE_DOCUMENT_SECONDS: "7" });
    await taken("run x.pdf --document-seconds 9");
    expect(process.env.RECOUPE_DOCUMENT_SECONDS).toBe("9");
  });

  test("may keep a run from keeping anything", async () => {
    await write("cache: false\n");
    expect((await taken("run x.pdf")).options.cache).toBe(false);
    await write("{}\n");
    expect((await taken("run x.pdf")).options.cache).toBe(true);
  });

  test("is told whole from the commands: each option may stand in it", async () => {
    const program = programOf(ENGLISH, "1.2.3");
    await write("queue: postgres://host/base\nrulebooks: mine\ncache-mb: 20\nrules: {publisher: mno}\n");
    expect(Object.keys(settingsIn(join(root, "recoupe.config.yaml"), program))).toHaveLength(4);
    const names = everyCommand(program).map(nameOf);
    expect(names).toContain("rules check");
  });

  test.each([
    ["out: data\nwokers: 3\n", "recoupe.config.yaml:2:9", '"wokers"'],
    ["run:\n  workers: many\n", "recoupe.config.yaml:2:12", "a whole number from 1"],
    ["fail-on: grave\n", "recoupe.config.yaml:1:10", "one of error, warning, info"],
    ["review: {open: maybe}\n", "recoupe.config.yaml:1:16", "true or false"],
    ["cache:\n  jsn: true\n", "recoupe.config.yaml:2:8", '"cache.jsn" is not as expected: no command'],
    ["lang: de\n", "recoupe.config.yaml:1:7", '"lang"'],
    ["out: [a\n", "recoupe.config.yaml:2:1", "not valid YAML"],
  ])("tells line and column of a mistake: %j", async (yaml, place, said) => {
    await write(yaml);
    const { err, code } = await spoken("cache", { folder: below });
    expect(err).toContain(place);
    expect(err).toContain(said);
    expect(code).toBe(2);
  });

  test("chooses the language where nothing nearer does", async () => {
    await write("lang: fr\n");
    expect((await spoken("--help", { folder: below })).out).toMatch(/^Usage :/);
    expect((await spoken("--help", { folder: below, env: { RECOUPE_LANG: "en" } })).out).toMatch(/^Usage:/);
  });
});

test("who works on a queue has to name it, by flag, environment or settings", async () => {
  await write("{}\n");
  const { err, code } = await spoken("status", { folder: below });
  expect(err).toContain("--queue: is missing.");
  expect(code).toBe(2);
  process.env.RECOUPE_QUEUE = "redis://host";
  expect((await taken("worker")).options.queue).toBe("redis://host");
  delete process.env.RECOUPE_QUEUE;
  await write("queue: redis://other\n");
  expect((await taken("worker")).options.queue).toBe("redis://other");
});
