import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { DIMENSIONS, Fault } from "../../src/model/index.js";
import { gazetteerFor, loadSchemas } from "../../src/run/rulebooks.js";

const SCHEMAS = resolve(import.meta.dirname, "../../schemas");
const folders: string[] = [];

/** A copy of the project's schemas with one file replaced, or its own text changed. */
function changed(file: string, change: (folder: string) => void): () => void {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-schemas-"));
  folders.push(folder);
  cpSync(SCHEMAS, folder, { recursive: true });
  change(join(folder, file));
  return () => loadSchemas(folder);
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe("the project's own schemas", () => {
  const schemas = loadSchemas(SCHEMAS);

  test("are free of mistakes", () => {
    expect(schemas.rulebooks.length).toBeGreaterThan(0);
    expect(schemas.common?.file).toBe("_common.yaml");
  });

  test("have a code list for every dimension, codes once each", () => {
    for (const dimension of DIMENSIONS) {
      const codes = (schemas.codeLists[dimension] ?? []).map(({ code }) => code);
      expect(codes).toContain("_T");
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  test("come with the places that a territory needs", () => {
    const local = schemas.rulebooks.find(({ territory }) => territory?.level === "COM");
    const [member] = local?.territory?.members ?? [];
    expect(gazetteerFor(local).byArea.has(`COM-${member}`)).toBe(true);
    expect(gazetteerFor(undefined).byArea.has("DEP-59")).toBe(true);
  });
});

describe("a mistake under the schemas", () => {
  test.each([
    [
      "a missing catalogue",
      "indicators.yaml",
      (file: string) => rmSync(file),
      /indicators\.yaml$/,
      /cannot be read/,
    ],
    [
      "a missing folder",
      "codelists",
      (file: string) => rmSync(file, { recursive: true }),
      /codelists$/,
      /no folder/,
    ],
    [
      "CSV with a quote left open",
      "codelists/sex.csv",
      (file: string) => writeFileSync(file, 'code\n"F'),
      /sex\.csv$/,
      /not valid CSV/,
    ],
    [
      "CSV without a column",
      "codelists/sex.csv",
      (file: string) => writeFileSync(file, "code,label_fr\nF,Femmes\n"),
      /sex\.csv$/,
      /lacks the column label_en/,
    ],
    [
      "an indicator without a unit",
      "indicators.yaml",
      (file: string) => writeFileSync(file, "first:\n  label: {fr: a, en: b}\n"),
      /indicators\.yaml:\d+:\d+$/,
      /first/,
    ],
    [
      "a bad rulebook",
      "publishers/bad.yaml",
      (file: string) => writeFileSync(file, "publisher: Bad\n"),
      /bad\.yaml:1:12$/,
      /publisher/,
    ],
  ])("%s is told with its file", (_, file, change, where, what) => {
    const load = changed(file, change);
    expect(load).toThrow(Fault);
    expect(load).toThrow(
      expect.objectContaining({ file: expect.stringMatching(where), message: expect.stringMatching(what) }),
    );
  });
});
