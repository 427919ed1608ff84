import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Table } from "../../src/model/index.js";
import { type Grid, type Peer, printed, timed } from "./peer.js";

const ROOT = resolve(import.meta.dirname, "../..");
/** The interpreter in which Python libraries are looked for. */
const PYTHON = process.env.PYTHON ?? "python3";
/** The command of LiteParse: on the path, or as this variable says. */
const LITEPARSE = process.env.LITEPARSE ?? "liteparse";
/** The Java archive of tabula, where the variable names it. */
const TABULA = process.env.TABULA_JAR;

const first = (text: string | undefined): string | undefined => text?.match(/\d+\.\d+(\.\d+)*/)?.[0];

/** This product, as a user calls it: text, layout and tables, without rules. */
const recoupe: Peer = {
  name: "recoupe",
  command: "recoupe inspect FILE --json",
  version: () => first(printed("node", [join(ROOT, "dist/cli/main.js"), "--version"])),
  read: (file) => {
    const { seconds, out } = timed("node", [join(ROOT, "dist/cli/main.js"), "inspect", file, "--json"]);
    return { seconds, grids: out.trim().split("\n").flatMap(gridsOfPage) };
  },
};

type PlainTable = Omit<Table, "cells"> & {
  cells: { row: number; column: number; rowSpan: number; columnSpan: number; text: string; page?: number }[];
};

function gridsOfPage(line: string): Grid[] {
  const { page, blocks } = JSON.parse(line) as { page: number; blocks: ({ kind: string } & PlainTable)[] };
  return blocks
    .filter((block) => block.kind === "table")
    .flatMap((table) => {
      const rows = Array.from({ length: table.rows }, () => new Array<string | null>(table.columns).fill(""));
      for (const cell of table.cells)
        for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
          for (let c = cell.column; c < cell.column + cell.columnSpan; c++) {
            const row = rows[r];
            if (row !== undefined) row[c] = r === cell.row && c === cell.column ? cell.text : null;
          }
      // A table that goes on over a page is one grid, found on both.
      return [page, ...table.continuedOn].map((number) => ({ page: number, rows }));
    });
}

const pdftotext: Peer = {
  name: "pdftotext",
  command: "pdftotext -layout FILE -",
  version: () => first(printed("pdftotext", ["-v"])),
  read: (file) => ({ seconds: timed("pdftotext", ["-layout", file, "-"]).seconds }),
};

const mutool: Peer = {
  name: "mutool",
  command: "mutool draw -F txt FILE",
  version: () => first(printed("mutool", ["-v"])),
  read: (file) => ({ seconds: timed("mutool", ["draw", "-q", "-F", "txt", "-o", "-", file]).seconds }),
};

/** A Python library by its name, and a few lines that print tables as JSON: `[[page, [[text, …], …]], …]`. */
function python(name: string, command: string, lines: string): Peer {
  return {
    name,
    command,
    version: () =>
      first(printed(PYTHON, ["-c", `import ${name}, importlib.metadata as m\n${VERSION(name)}`])),
    read: (file) => {
      const { seconds, out } = timed(PYTHON, ["-c", `import json, sys\nimport ${name}\n${lines}`, file]);
      const told = JSON.parse(out) as [number, (string | null)[][]][];
      return { seconds, grids: told.map(([page, rows]) => ({ page, rows })) };
    },
  };
}

/** The name of the package is not always that of the module. */
const VERSION = (name: string): string =>
  `print(next(m.version(p) for p in m.packages_distributions()["${name}"]))`;

const pdfplumber = python(
  "pdfplumber",
  "page.extract_text(layout=True), page.extract_tables()",
  `with pdfplumber.open(sys.argv[1]) as pdf:
    out = []
    for page in pdf.pages:
        page.extract_text(layout=True)
        out += [[page.page_number, table] for table in page.extract_tables()]
print(json.dumps(out))`,
);

const camelot = python(
  "camelot",
  'camelot.read_pdf(FILE, pages="all", flavor="lattice")',
  `tables = camelot.read_pdf(sys.argv[1], pages="all", flavor="lattice")
print(json.dumps([[table.page, table.df.values.tolist()] for table in tables]))`,
);

const tabula: Peer = {
  name: "tabula",
  command: "java -jar tabula.jar -p all -g -f JSON FILE",
  version: () => {
    if (TABULA === undefined || !existsSync(TABULA)) return undefined;
    return first(printed("java", ["-jar", TABULA, "--version"]));
  },
  read: (file) => {
    const { seconds, out } = timed("java", ["-jar", TABULA ?? "", "-p", "all", "-g", "-f", "JSON", file]);
    const told = JSON.parse(out) as { data: { text: string }[][] }[];
    // It does not say which page a table is on: 0 stands for any.
    return {
      seconds,
      grids: told.map(({ data }) => ({ page: 0, rows: data.map((row) => row.map((cell) => cell.text)) })),
    };
  },
};

const liteparse: Peer = {
  name: "LiteParse",
  command: "liteparse parse FILE --format markdown --no-ocr",
  version: () => first(printed(LITEPARSE, ["--version"])),
  read: (file) => {
    const args = ["parse", file, "--format", "markdown", "--no-ocr", "--quiet"];
    const { seconds, out } = timed(LITEPARSE, args);
    return { seconds, grids: pipeTables(out) };
  },
};

/** Tables of a Markdown text. Pages are not told apart in it (lines part sections as well): 0 stands for any. */
function pipeTables(markdown: string): Grid[] {
  const runs = markdown
    .split(/\n(?!\|)/)
    .map((run) => run.split("\n").filter((line) => line.startsWith("|")));
  return runs
    .filter((lines) => lines.length > 1)
    .map((lines) => ({
      page: 0,
      rows: lines
        .filter((line) => !/^\|[-:| ]+\|$/.test(line))
        .map((line) =>
          line
            .slice(1, -1)
            .split(/(?<!\\)\|/)
            .map((text) => text.replace(/\*\*|\\/g, "").trim()),
        ),
    }));
}

/** This product first, then those that give tables, then those that give text. */
export const PEERS: readonly Peer[] = [recoupe, pdfplumber, camelot, tabula, liteparse, pdftotext, mutool];
