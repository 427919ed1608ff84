import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compileRulebook } from "../../src/extract/index.js";
import { draftFor } from "../../src/run/index.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { loadSchemas } from "../../src/run/rulebooks.js";

const { catalogue, codeLists } = loadSchemas(SCHEMAS_FOLDER);
const vocabulary = { catalogue, codeLists, areaExists: () => true };
const report = resolve(import.meta.dirname, "../../corpus/mno/mno-2023/report.pdf");

describe("a starter rulebook", () => {
  test("can be loaded as it is, and knows places, dimensions and likely indicators", async () => {
    const yaml = await draftFor(report, "somewhere");
    const book = compileRulebook(yaml, "somewhere.yaml", vocabulary);
    expect(book.publisher).toBe("somewhere");
    expect(book.tables.length).toBeGreaterThan(10);
    expect(book.tables.filter((table) => table.rows?.kind === "place").length).toBeGreaterThan(6);
    expect(book.tables.some((table) => table.columns?.kind === "dimension")).toBe(true);
    expect(yaml).toMatch(/first_contacts.*# guess/);
    expect(yaml).toMatch(/members: \[.*"59328".*\]} # guess/);
  });
});
