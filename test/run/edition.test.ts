import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { expect, test, vi } from "vitest";
import { editionOf } from "../../src/run/queue/edition.js";

const asked = vi.hoisted(() => ({ rooms: [] as string[] }));
vi.mock("../../src/run/engine.js", async (original) => {
  const actual = await original<typeof import("../../src/run/engine.js")>();
  return {
    engineOf: (...rooms: string[]) => {
      asked.rooms.push(...rooms);
      return actual.engineOf(...rooms);
    },
  };
});

const SRC = resolve(import.meta.dirname, "../../src");

/** Files that a file needs in order to run, itself among them. */
function needed(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, names = "", from = ""] of text.matchAll(/^(?:import|export) ([^;]*?) from "(\.[^"]+)"/gm))
    if (!names.startsWith("type ")) needed(resolve(dirname(file), from.replace(/\.js$/, ".ts")), found);
  return found;
}

test("workers of an edition share the code of all rooms that reading a report goes through", () => {
  const files = [...needed(resolve(SRC, "run/worker.ts"))];
  const rooms = new Set(files.map((file) => relative(SRC, file).split("/")[0] ?? ""));
  expect([...rooms]).toEqual(expect.arrayContaining(["read", "extract", "check"]));
  editionOf();
  expect([...rooms].filter((room) => !asked.rooms.includes(room))).toEqual([]);
});
