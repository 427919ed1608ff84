import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { read, utils, type WorkBook } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE, sample } from "./sample.js";
import { written } from "./written.js";

let folder: string;
let files: Map<string, string | Uint8Array>;
let memory: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-"));
  files = await written(sample());
  for (const name of ["observations.csv", "observations.parquet", "recoupe.duckdb"])
    await writeFile(join(folder, name), files.get(name) ?? "");
  memory = await (await DuckDBInstance.create(":memory:")).connect();
});
afterAll(async () => {
  memory.closeSync();
  await rm(folder, { recursive: true, force: true });
});

const bytes = (name: string): Uint8Array => {
  const content = files.get(name);
  if (!(content instanceof Uint8Array)) throw new Error(`${name} is not binary`);
  return content;
};
const query = async (sql: string, connection = memory) =>
  (await connection.runAndReadAll(sql)).getRowObjectsJson();
const at = (name: string): string => `'${join(folder, name)}'`;

describe("every file", () => {
  test("two publications of one dataset have the same bytes, whatever stood in memory between them", async () => {
    const scattered = Array.from({ length: 100 }, (_, i) => Buffer.alloc(200_000, i));
    const again = await written(structuredClone(sample()));
    expect(scattered).toHaveLength(100);
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [name, content] of files)
      expect(Buffer.compare(Buffer.from(again.get(name) ?? ""), Buffer.from(content)), name).toBe(0);
  });

  test("an empty dataset can be published too", async () => {
    const empty = { ...sample(), observations: [], figures: [], anomalies: [], documents: [], decisions: [] };
    expect((await written(empty)).size).toBe(files.size);
  });
});

describe("observations.parquet", () => {
  const table = async () => {
    const { buffer, byteOffset, byteLength } = bytes("observations.parquet");
    const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    return { file, rows: await parquetReadObjects({ file }) };
  };

  test("hyparquet reads text, integers and nulls", async () => {
    const { rows } = await table();
    expect(rows).toHaveLength(sample().observations.length);
    expect(rows[0]).toMatchObject({
      observation_id: "a1",
      source_page: 4,
      decision_id: null,
      obs_value: 112,
    });
    expect(rows.find((r) => r.observation_id === "a8")).toMatchObject({ obs_value: null });
    expect(rows.find((r) => r.observation_id === "b2")).toMatchObject({ source_row: HOSTILE.formula });
  });

  test("DuckDB reads exact decimals, past what binary floats hold", async () => {
    const rows = await query(
      `SELECT observation_id, obs_value::VARCHAR AS v, typeof(obs_value) AS t FROM ${at("observations.parquet")} WHERE observation_id IN ('a6', 'b3') ORDER BY 1`,
    );
    expect(rows).toEqual([
      { observation_id: "a6", v: "49.500000", t: "DECIMAL(38,6)" },
      { observation_id: "b3", v: "98765432109876543.210000", t: "DECIMAL(38,6)" },
    ]);
  });

  test("says in both languages what each column holds, and which version made it", async () => {
    const metadata = parquetMetadata((await table()).file).key_value_metadata ?? [];
    const told = new Map(metadata.map(({ key, value }) => [key, value]));
    expect(told.get("column:obs_value")).toMatch(/^Retained value/);
    expect(told.get("column:obs_value:fr")).toMatch(/^Valeur retenue/);
    expect(told.get("engine")).toBe("0.1.0");
  });

  test("keeps repeated text in dictionaries", async () => {
    const columns = parquetMetadata((await table()).file).row_groups[0]?.columns ?? [];
    const publisher = columns.find((c) => c.meta_data?.path_in_schema[0] === "publisher");
    expect(publisher?.meta_data?.encodings).toContain("RLE_DICTIONARY");
  });
});

describe("recoupe.duckdb", () => {
  let database: DuckDBConnection;
  let instance: DuckDBInstance;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(join(folder, "recoupe.duckdb"), { access_mode: "READ_ONLY" });
    database = await instance.connect();
  });
  afterAll(() => {
    database.closeSync();
    instance.closeSync();
  });

  test("holds the same tables as the CSV files", async () => {
    for (const name of [...files.keys()].filter((n) => n.endsWith(".csv") && !n.endsWith(".sdmx.csv"))) {
      const table = name.replace(/^codelists\//, "code_").replace(/\.csv$/, "");
      const [row] = await query(`SELECT count(*)::INTEGER AS n FROM "${table}"`, database);
      expect(row?.n, name).toBe(parse(String(files.get(name)), { columns: true }).length);
    }
  });

  test("values are typed, missing ones are null, text is as printed, on one line", async () => {
    const [row] = await query(
      "SELECT obs_value, decision_id, source_row, source_context, typeof(obs_value) AS t FROM observations WHERE observation_id = 'b2'",
      database,
    );
    expect(row).toMatchObject({ obs_value: "-3.400000", decision_id: null, source_row: HOSTILE.formula });
    const context = sample().observations.find((o) => o.observation_id === "b2")?.source_context;
    expect(row?.source_context).toBe(context?.replace("\n", " "));
  });

  test("the latest value of an indicator and area", async () => {
    const rows = await query(
      "SELECT time_period, value::VARCHAR AS value FROM latest WHERE indicator = 'first_contacts' AND ref_area = 'COM-59328' AND measure = 'COUNT'",
      database,
    );
    expect(rows).toEqual([{ time_period: "2025", value: "140.000000" }]);
  });

  test("one row a commune and year, one column a quantity; the year's own report comes first", async () => {
    const rows = await query(
      "SELECT commune, year, first_contacts::INTEGER AS f, scheme_entries_scheme_cej::INTEGER AS c FROM communes WHERE ref_area = 'COM-59328' ORDER BY year",
      database,
    );
    expect(rows).toEqual([
      { commune: "Lambersart", year: 2023, f: 112, c: 12 },
      { commune: "Lambersart", year: 2025, f: 140, c: 21 },
    ]);
  });

  test("thousands are told in units", async () => {
    const [row] = await query(
      `SELECT value::VARCHAR AS value FROM "values" WHERE observation_id = 'a7'`,
      database,
    );
    expect(row?.value).toMatch(/^704000(\.0+)?$/);
  });

  test("an anomaly leads to its pages", async () => {
    const rows = await query("SELECT role, link FROM anomaly_pages WHERE anomaly_id = 'n1'", database);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({ role: "part", link: "MNO 2023 (été).pdf#page=4" });
  });
});

describe("recoupe.xlsx", () => {
  const open = (): WorkBook => read(bytes("recoupe.xlsx"), { cellStyles: true, cellNF: true });

  test("has observations, anomalies and the data dictionary", () => {
    expect(open().SheetNames).toEqual(["Observations", "Anomalies", "Communes", "Dictionnaire"]);
    expect(utils.sheet_to_json(open().Sheets.Observations ?? {})).toHaveLength(sample().observations.length);
  });

  test("numbers are numbers, in their format; what a double cannot hold is text", () => {
    const sheet = open().Sheets.Observations ?? {};
    const [header = []] = utils.sheet_to_json<string[]>(sheet, { header: 1 });
    const cell = (row: number, name: string) => sheet[utils.encode_cell({ r: row, c: header.indexOf(name) })];
    expect(cell(6, "Valeur")).toMatchObject({ t: "n", v: 49.5, z: '#,##0.0\\ "%"' });
    expect(cell(12, "Valeur")).toMatchObject({ t: "s", v: "98765432109876543.21" });
  });

  test("no cell is a formula or begins like one", () => {
    const { Sheets } = open();
    const cells = Object.values(Sheets).flatMap(
      (sheet) => Object.values(sheet ?? {}) as { f?: string; v?: unknown }[],
    );
    expect(cells.filter((c) => c?.f !== undefined)).toEqual([]);
    expect(cells.filter((c) => typeof c?.v === "string" && /^[=@\t]/.test(c.v))).toEqual([]);
    expect(Object.keys(unzipSync(bytes("recoupe.xlsx"))).filter((n) => /calcChain/.test(n))).toEqual([]);
  });

  test("a value leads to its page", () => {
    const sheet = open().Sheets.Observations ?? {};
    expect(sheet.A2?.l?.Target).toBe("MNO%202023%20(%C3%A9t%C3%A9).pdf#page=4");
  });

  test("headers stay in sight and filter", () => {
    const xml = new TextDecoder().decode(unzipSync(bytes("recoupe.xlsx"))["xl/worksheets/sheet1.xml"]);
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(open().Sheets.Observations?.["!autofilter"]?.ref).toMatch(/^A1:[A-Z]+19$/);
  });

  test("links lead beside the publication where the caller says where the PDFs are", async () => {
    const pdfs = new Map([["mno-2023-00000000", "../corpus/a b.pdf"]]);
    const book = read((await written(sample(), { pdfs })).get("recoupe.xlsx") as Uint8Array);
    expect(book.Sheets.Observations?.A2?.l?.Target).toBe("../corpus/a%20b.pdf#page=4");
  });
});

describe("observations.csv", () => {
  test("DuckDB and csv-parse read the same values", async () => {
    const parsed = parse(String(files.get("observations.csv")), { columns: true }) as Record<
      string,
      string
    >[];
    const duck = await query(
      `SELECT observation_id, obs_value FROM read_csv(${at("observations.csv")}, all_varchar = true)`,
    );
    expect(duck).toEqual(
      parsed.map((r) => ({ observation_id: r.observation_id, obs_value: r.obs_value || null })),
    );
  });
});

describe("SDMX", () => {
  const data = (): Record<string, string>[] =>
    parse(String(files.get("observations.sdmx.csv")), { columns: true });
  const message = () => JSON.parse(String(files.get("structure.sdmx.json")));
  const components = () => message().data.dataStructures[0].dataStructureComponents;
  const idOf = (c: { id: string }): string => c.id;

  test("the header is structure, dimensions in the order of the definition, value, attributes", () => {
    const { dimensionList, measureList, attributeList } = components();
    expect(Object.keys(data()[0] ?? {})).toEqual([
      "STRUCTURE",
      "STRUCTURE_ID",
      "ACTION",
      ...dimensionList.dimensions.map(idOf),
      dimensionList.timeDimension.id,
      ...measureList.measures.map(idOf),
      ...attributeList.attributes.map(idOf),
    ]);
    expect(data()[0]).toMatchObject({
      STRUCTURE: "dataflow",
      STRUCTURE_ID: "RECOUPE:DF_OBSERVATIONS(1.0.0)",
      ACTION: "I",
    });
  });

  test("dimensions tell observations apart, restatements included", () => {
    const { dimensionList } = components();
    const ids: string[] = [...dimensionList.dimensions.map(idOf), "TIME_PERIOD"];
    const keys = data().map((row) => JSON.stringify(ids.map((id) => row[id])));
    expect(new Set(keys).size).toBe(keys.length);
    expect(data().find((r) => r.OBSERVATION_ID === "b9")?.OCCURRENCE).toBe("2");
  });

  test("every code is in its list, every list and concept is in the message", () => {
    const { codelists, conceptSchemes } = message().data;
    const lists = new Map<string, Set<string>>(
      codelists.map((l: { id: string; codes: { id: string }[] }) => [l.id, new Set(l.codes.map(idOf))]),
    );
    const concepts = new Set(conceptSchemes[0].concepts.map(idOf));
    const { dimensionList, measureList, attributeList } = components();
    const all = [
      ...dimensionList.dimensions,
      dimensionList.timeDimension,
      ...measureList.measures,
      ...attributeList.attributes,
    ];
    for (const { id, conceptIdentity, localRepresentation } of all) {
      expect(concepts.has(conceptIdentity.split(".").at(-1)), id).toBe(true);
      const list = /=RECOUPE:(\w+)\(/.exec(localRepresentation.enumeration ?? "")?.[1];
      if (list === undefined) continue;
      const codes = lists.get(list);
      expect(codes, list).toBeDefined();
      expect(
        data()
          .map((r) => r[id] ?? "")
          .filter((code) => code !== "" && !codes?.has(code)),
        id,
      ).toEqual([]);
    }
  });

  test("ids are as SDMX allows, and a missing value is NaN", () => {
    const { codelists } = message().data;
    const ids: string[] = codelists.flatMap((l: { codes: { id: string }[] }) => l.codes.map(idOf));
    expect(ids.filter((id) => !/^[A-Za-z0-9_@$-]+$/.test(id))).toEqual([]);
    expect(data().find((r) => r.OBSERVATION_ID === "a8")?.OBS_VALUE).toBe("NaN");
  });
});
