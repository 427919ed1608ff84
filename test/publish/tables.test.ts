import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { inert, printed } from "../../src/publish/cells.js";
import { HOSTILE, sample } from "./sample.js";
import { written } from "./written.js";

let files: Map<string, string | Uint8Array>;
beforeAll(async () => {
  files = await written(sample());
});
const text = (name: string): string => String(files.get(name));
const rows = (name: string): Record<string, string>[] => parse(text(name), { columns: true });

interface Field {
  name: string;
  type: string;
  constraints?: { required?: boolean; enum?: string[]; pattern?: string; minimum?: number; maximum?: number };
}
interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  schema: {
    fields: Field[];
    primaryKey: string[];
    foreignKeys?: { fields: string[]; reference: { resource?: string; fields: string[] } }[];
  };
}
const resources = (): Resource[] => JSON.parse(text("datapackage.json")).resources;

const LEXICAL: Record<string, RegExp> = {
  string: /^/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
};

/** What is wrong with a cell, by the Table Schema of its field; undefined where nothing is. */
function faultOf({ name, type, constraints = {} }: Field, cell: string): string | undefined {
  if (cell === "") return constraints.required ? `${name} is empty` : undefined;
  if (!LEXICAL[type]?.test(cell)) return `${name}: ${cell} is no ${type}`;
  if (constraints.enum && !constraints.enum.includes(cell)) return `${name}: ${cell} is not in the list`;
  if (constraints.pattern && !new RegExp(`^(?:${constraints.pattern})$`).test(cell))
    return `${name}: ${cell}`;
  if (constraints.minimum !== undefined && Number(cell) < constraints.minimum)
    return `${name}: ${cell} is low`;
  if (constraints.maximum !== undefined && Number(cell) > constraints.maximum)
    return `${name}: ${cell} is high`;
  return undefined;
}

describe("the data package", () => {
  test("describes every CSV, with its size and hash", () => {
    const csvs = [...files.keys()].filter((name) => name.endsWith(".csv") && !name.endsWith(".sdmx.csv"));
    expect(
      resources()
        .map((r) => r.path)
        .sort(),
    ).toEqual(csvs.sort());
    for (const { path, bytes, hash } of resources()) {
      expect(bytes).toBe(Buffer.byteLength(text(path)));
      expect(hash).toBe(`sha256:${createHash("sha256").update(text(path)).digest("hex")}`);
    }
  });

  test("names resources as the standard asks, once each", () => {
    const names = resources().map((r) => r.name);
    expect(names.filter((name) => !/^[a-z0-9-_.]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("columns are the header of each file, and every cell obeys its field", () => {
    for (const { path, schema } of resources()) {
      const [header] = parse(text(path), { to_line: 1 }) as string[][];
      expect(header, path).toEqual(schema.fields.map((f) => f.name));
      const faults = rows(path).flatMap((row) =>
        schema.fields.map((f) => faultOf(f, row[f.name] ?? "")).filter(Boolean),
      );
      expect(faults, path).toEqual([]);
    }
  });

  test("primary keys tell rows apart", () => {
    for (const { path, schema } of resources()) {
      const keys = rows(path).map((row) => JSON.stringify(schema.primaryKey.map((k) => row[k])));
      expect(new Set(keys).size, path).toBe(keys.length);
    }
  });

  test("foreign keys lead somewhere", () => {
    const byName = new Map(resources().map((r) => [r.name, r.path]));
    for (const { path, schema } of resources()) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const target = reference.resource === undefined ? path : byName.get(reference.resource);
        expect(target, `${path} ${fields}`).toBeDefined();
        const known = new Set(rows(target ?? "").map((row) => row[reference.fields[0] ?? ""]));
        const lost = rows(path).map((row) => row[fields[0] ?? ""] ?? "");
        expect(
          lost.filter((value) => value !== "" && !known.has(value)),
          `${path} ${fields}`,
        ).toEqual([]);
      }
    }
  });

  test("states licence, sources by hash and version", () => {
    const descriptor = JSON.parse(text("datapackage.json"));
    expect(descriptor.$schema).toBe("https://datapackage.org/profiles/2.0/datapackage.json");
    expect(descriptor.licenses[0].name).toBe("etalab-2.0");
    expect(descriptor.sources).toHaveLength(3);
    expect(descriptor.sources[0]).toMatchObject({
      path: "MNO 2023 (été).pdf",
      version: `sha256:${"0".repeat(64)}`,
    });
    expect(descriptor.version).toBe("0.1.0+abababab.cdcdcdcd");
    expect(descriptor.created).toBe("2026-01-02T00:00:00.000Z");
  });
});

describe("cells of CSV files", () => {
  test("none can become a formula", () => {
    const dangerous = /^[=@\t\r\n]|^[+-](?![\s\d.,\u00a0\u202f]*(%|€|k€|K€|M€)?$)/;
    for (const name of [...files.keys()].filter((n) => n.endsWith(".csv"))) {
      const cells = (parse(text(name)) as string[][]).flat();
      expect(
        cells.filter((cell) => dangerous.test(cell) && cell !== "-"),
        name,
      ).toEqual([]);
    }
  });

  test("each is on one line", () => {
    for (const name of ["observations.csv", "figures.csv", "anomalies.csv", "documents.csv"])
      expect((parse(text(name)) as string[][]).flat().filter((cell) => /[\r\n\t]/.test(cell))).toEqual([]);
  });

  test("signed numbers as printed stay as they are", () => {
    for (const number of ["-3,4 %", "+ 704 k€", "-12", "-"]) expect(inert(number)).toBe(number);
  });

  test("the guard can be taken off again", () => {
    for (const hostile of Object.values(HOSTILE))
      expect(printed(inert(hostile))).toBe(hostile.replace("\t", " "));
    expect(printed("'tis")).toBe("'tis");
  });
});

describe("corrections", () => {
  test("a corrected value is listed with what was printed and why", () => {
    expect(rows("corrections.csv")).toEqual([
      expect.objectContaining({
        observation_id: "b1",
        printed: "51",
        corrected: "57",
        decision_id: "d1",
        verdict: "corrected",
        comment: "chiffre inversé",
      }),
    ]);
  });

  test("a sign for none that a rule reads as 0 is no correction", () => {
    expect(rows("corrections.csv").map((r) => r.observation_id)).not.toContain("a9");
  });

  test("no steward's name is published", () => {
    for (const [name, content] of files) expect(String(content).includes("Nonyme"), name).toBe(false);
  });

  test("values as printed can be asked for instead", async () => {
    const asPrinted = await written(sample(), { values: "printed" });
    const table = parse(String(asPrinted.get("observations.csv")), { columns: true }) as Record<
      string,
      string
    >[];
    const byId = new Map(table.map((r) => [r.observation_id, r]));
    expect(byId.get("b1")).toMatchObject({ obs_value: "51", obs_value_printed: "51", obs_status: "U" });
    expect(byId.get("a9")).toMatchObject({ obs_value: "0", obs_status: "N" });
    expect(asPrinted.get("corrections.csv")).toBe(files.get("corrections.csv"));
  });
});

describe("comparability", () => {
  const judged = (indicator: string, publisher: string, year: string) =>
    rows("comparability.csv").find(
      (r) => r.indicator === indicator && r.publisher === publisher && r.year === year,
    );

  test("a publisher's own rule with the catalogue's basis and unit agrees", () => {
    expect(judged("scheme_entries", "mno", "2023")).toMatchObject({ definition: "agree", differs_in: "" });
  });

  test("another count basis differs, and says in what", () => {
    expect(judged("scheme_entries", "alpes", "2023")).toMatchObject({
      definition: "differ",
      differs_in: "count_basis STOCK (ENTRY)",
      comparable_with: "",
    });
  });

  test("values that only shared rules found are of unknown definition", () => {
    expect(judged("first_contacts", "alpes", "2023")).toMatchObject({ definition: "unknown" });
  });
});
