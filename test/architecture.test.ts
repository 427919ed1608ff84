import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

const PAGE = readFileSync(resolve(SRC, "../docs/architecture.md"), "utf8");

/** Arrows of the drawing: `check --> model`. */
const drawn = [...PAGE.matchAll(/^ *([\w.]+) --> ([\w.]+)$/gm)].map(([, from, to]) => `${from} --> ${to}`);

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
  test("import each other as docs/architecture.md draws it, no arrow more and none less", () => {
    const found = [...imports()].flatMap(([file, targets]) =>
      targets
        .map(roomOf)
        .filter((target) => target !== roomOf(file))
        .map((target) => `${roomOf(file)} --> ${target}`),
    );
    expect([...new Set(found)].sort()).toEqual([...drawn].sort());
  });

  test("are each given a reason, and none is made up", () => {
    const rooms = [...PAGE.matchAll(/^\| `src\/([\w.]+)\/?` \|/gm)].map(([, room]) => room);
    expect(rooms.sort()).toEqual(readdirSync(SRC).sort());
  });

  test("let a stage import none but the rooms of words, values and files", () => {
    const stages = ["read", "layout", "extract", "check", "publish", "review"];
    const across = drawn.filter((arrow) => {
      const [from = "", to = ""] = arrow.split(" --> ");
      return stages.includes(from) && !["model", "normalise", "disk"].includes(to);
    });
    expect(across).toEqual([]);
  });

  test("are where docs/architecture.md sends who has something to mend", () => {
    const named = [...PAGE.matchAll(/`((?:src|schemas)\/[\w./-]+)`/g)].map(([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !existsSync(resolve(SRC, "..", path)))).toEqual([]);
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
