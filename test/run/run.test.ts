import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Effects, run } from "../../src/run/index.js";
import { pdfOf } from "../fixtures/pdf.js";
import { at } from "../fixtures/reading.js";
import { report } from "../fixtures/report.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

const save = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, "in", name);
  await mkdir(join(folder, "in"), { recursive: true });
  await writeFile(path, content);
  return path;
};
const out = () => join(folder, "out");
const go = (...paths: string[]) =>
  run({ paths: paths.length > 0 ? paths : [join(folder, "in")], out: out() }, silent);
const rows = async (name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(join(out(), name)), { columns: true });

describe("a batch", () => {
  test("a report becomes observations that lead back to their page", async () => {
    await save("a.pdf", report(2031, 612));
    const summary = await go();
    expect(summary.faults).toEqual([]);
    const [observation] = await rows("observations.csv");
    expect(observation).toMatchObject({
      publisher: "mno",
      indicator: "first_contacts",
      time_period: "2031",
      obs_value: "612",
      obs_value_printed: "612",
      source_page: "1",
      source_text: "612",
      method: "text",
    });
    expect(observation?.document_id).toMatch(/^mno-2031-[0-9a-f]{8}$/);
  });

  test("every numeral of the page is in the ledger", async () => {
    await save("a.pdf", report(2031, 612));
    await go();
    const figures = await rows("figures.csv");
    expect(figures.map((f) => `${f.raw} ${f.state}`).sort()).toEqual([
      "2031 ignored",
      "2031 ignored",
      "612 mapped",
    ]);
  });

  test("two runs give the same bytes", async () => {
    await save("a.pdf", report(2031, 612));
    await save("b.pdf", report(2032, 700));
    const contents = async () => {
      await go();
      const names = (await readdir(out(), { recursive: true, withFileTypes: true })).filter((e) =>
        e.isFile(),
      );
      return Promise.all(
        names.map(async (e) => [e.name, (await readFile(join(e.parentPath, e.name))).toString("latin1")]),
      );
    };
    const first = await contents();
    expect(await contents()).toEqual(first);
    expect(first.length).toBeGreaterThan(5);
  });

  test("what cannot be read is named with a remedy, and the rest is written", async () => {
    await save("a-good.pdf", report(2031, 612));
    await save("b-empty.pdf", "");
    await save("c-html.pdf", "<!doctype html><p>Not found</p>");
    await save("d-cut.pdf", report(2031, 612).slice(0, 400));
    await save("e-locked.pdf", pdfOf({ pages: [{ content: at(10, 10, "Bonjour 12") }], password: "secret" }));
    const summary = await go();
    expect(summary.documents.map((d) => d.status)).toEqual(["done", "failed", "failed", "failed", "failed"]);
    expect(summary.faults).toHaveLength(4);
    for (const [i, name] of ["b-empty.pdf", "c-html.pdf", "d-cut.pdf", "e-locked.pdf"].entries()) {
      expect(summary.faults[i]?.en).toContain(name);
      expect(summary.faults[i]?.en).not.toContain("\n");
    }
    expect(await rows("observations.csv")).toHaveLength(1);
    expect((await rows("documents.csv")).map((d) => d.status)).toEqual(
      summary.documents.map((d) => d.status),
    );
  });

  test("a report of an unknown publisher is kept, under its file's name, and said to be unknown", async () => {
    await save("rapport-x.pdf", pdfOf({ pages: [{ content: at(40, 200, "Bilan 2031 : 45 personnes.") }] }));
    const summary = await go();
    expect(summary.documents[0]).toMatchObject({ publisher: "unknown", status: "partial" });
    expect(summary.documents[0]?.document_id).toMatch(/^rapport-x-[0-9a-f]{8}$/);
    expect(summary.faults[0]?.en).toMatch(/rapport-x\.pdf.*--publisher/);
  });
});

describe("wrong usage", () => {
  test("an empty folder", async () => {
    await mkdir(join(folder, "in"));
    await expect(go()).rejects.toThrow(/no PDF/);
  });

  test("a path that does not exist", async () => {
    await expect(go(join(folder, "nowhere"))).rejects.toThrow(/does not exist/);
  });

  test("a publisher that has no rulebook", async () => {
    const path = await save("a.pdf", report(2031, 612));
    await expect(run({ paths: [path], out: out(), publisher: "xyz" }, silent)).rejects.toThrow(
      /no publisher/,
    );
  });

  test("an output folder that is a file", async () => {
    await save("a.pdf", report(2031, 612));
    await writeFile(out(), "something else");
    await expect(go()).rejects.toThrow(/cannot be written/);
    expect(await readFile(out(), "utf8")).toBe("something else");
  });

  test.skipIf(process.getuid?.() === 0)(
    "an output folder without permission (root may write anywhere)",
    async () => {
      await save("a.pdf", report(2031, 612));
      await mkdir(out());
      await chmod(out(), 0o500);
      await expect(go()).rejects.toThrow(/cannot be written/);
    },
  );
});

describe("files", () => {
  test("symbolic links in a folder are not followed", async () => {
    await save("a.pdf", report(2031, 612));
    const elsewhere = join(folder, "elsewhere.pdf");
    await writeFile(elsewhere, report(2032, 700));
    await symlink(elsewhere, join(folder, "in", "link.pdf"));
    expect((await go()).documents).toHaveLength(1);
  });

  test("what an interrupted run left beside the output is cleared, the output itself kept until the new one is whole", async () => {
    await save("a.pdf", report(2031, 612));
    await go();
    const before = await readFile(join(out(), "observations.csv"), "utf8");
    const left = join(out(), ".recoupe-new-999999999-00000000");
    await mkdir(left);
    await writeFile(join(left, "observations.csv"), "half a li");
    expect(await readFile(join(out(), "observations.csv"), "utf8")).toBe(before);
    await go();
    expect(await readdir(out())).not.toContain(".recoupe-new-999999999-00000000");
    expect(await readFile(join(out(), "observations.csv"), "utf8")).toBe(before);
  });
});
