import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

/** The imports column of the plan: which rooms a room may import. */
const MAY_IMPORT: Record<string, string[]> = {
  model: [],
  normalise: ["model"],
  read: ["model", "normalise"],
  layout: ["model", "normalise"],
  extract: ["model", "normalise"],
  check: ["model", "normalise"],
  publish: ["model"],
  review: ["model"],
  run: ["model", "normalise", "read", "layout", "extract", "check", "publish", "review"],
  cli: ["model", "run"],
  "index.ts": ["model", "normalise", "read", "layout", "extract", "check", "publish", "run"],
};

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const roomOf = (path: string): string => relative(SRC, path).split("/")[0] ?? "";

/** File → the files of the house it imports. */
function imports(): Map<string, string[]> {
  const graph = new Map<string, string[]>();
  for (const file of sources(SRC)) {
    const text = readFileSync(file, "utf8");
    const found = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)].map((m) =>
      resolve(dirname(file), (m[1] ?? "").replace(/\.js$/, ".ts")),
    );
    graph.set(file, found);
  }
  return graph;
}

describe("the rooms of the house", () => {
  test("a room imports only the rooms that the plan allows", () => {
    const trespasses = [...imports()].flatMap(([file, targets]) => {
      const room = roomOf(file);
      const allowed = MAY_IMPORT[room];
      if (allowed === undefined) return [`${relative(SRC, file)}: no such room in the plan`];
      return targets
        .map(roomOf)
        .filter((target) => target !== room && !allowed.includes(target))
        .map((target) => `${relative(SRC, file)} imports ${target}`);
    });
    expect(trespasses).toEqual([]);
  });

  test("no file imports itself through others", () => {
    const graph = imports();
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].map((f) => relative(SRC, f)).join(" → "));
        return;
      }
      if (done.has(file)) return;
      for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  test("only rooms at the rim touch files, the network or the process", () => {
    const inner = ["model", "normalise", "layout", "extract", "check"];
    const touching = sources(SRC).filter(
      (file) =>
        inner.includes(roomOf(file)) &&
        /from ["']node:(fs|http|https|net|child_process|worker_threads)/.test(readFileSync(file, "utf8")),
    );
    expect(touching.map((f) => relative(SRC, f))).toEqual([]);
  });
});
