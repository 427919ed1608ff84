/**
 * Scores relation discovery against annotated tables (AggreCol's public set, JSON Lines, gzipped or not):
 * `npx tsx tools/bench-aggrecol.ts dataset.jl.gz [--show FILE] [--write]`; `--write` puts the table into docs/checks.md. A relation counts when operator, result cell
 * and the full set of terms agree.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { discover, type Grid, type Operator, type Relation } from "../src/check/discover/index.js";
import { decimalOf } from "../src/normalise/index.js";
import { writeMeasured } from "./faults/measured.js";

interface Annotation {
  operator: "Sum" | "Average" | "Division" | "RelativeChange";
  aggregator_index: [number, number];
  aggregatee_indices: [number, number][];
}

interface Annotated {
  file_name: string;
  table_array: string[][];
  number_format: string;
  aggregation_annotations: Annotation[];
}

const OPERATORS: Record<Annotation["operator"], Operator> = {
  Sum: "sum",
  Average: "average",
  Division: "share",
  RelativeChange: "change",
};

/** A number printed as the file's format has it: group sign, then decimal sign. */
function numberOf(text: string, format: string): string | null {
  const decimal = format.endsWith("Comma") ? "," : ".";
  const compact = text.replace(/[\s$€£%*]/g, "").replace(/^[–−]/, "-");
  const groups = format.startsWith("Comma") ? compact.replace(/,(?=\d{3})/g, "") : compact;
  const negative = /^\(.*\)$/.test(groups);
  const plain = groups.replace(/[()]/g, "").replace(decimal, ".");
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const digits = plain.replace(/^\+/, "").replace(/\.$/, "");
  const decimals = digits.split(".")[1]?.length ?? 0;
  const value = Number(digits) * (negative ? -1 : 1);
  return Number.isFinite(value) ? (decimals > 0 ? value.toFixed(decimals) : decimalOf(value)) : null;
}

function gridOf(table: Annotated): Grid {
  const values = table.table_array.map((row) => row.map((text) => numberOf(text, table.number_format)));
  return {
    rows: table.table_array.length,
    columns: Math.max(0, ...table.table_array.map((row) => row.length)),
    values,
    texts: table.table_array.map((row, r) => row.map((text, c) => (values[r]?.[c] === null ? text : ""))),
  };
}

const cells = (list: readonly (readonly [number, number])[]): string =>
  list
    .map(([r, c]) => `${r}:${c}`)
    .sort()
    .join(",");

const keyOf = (
  operator: Operator,
  result: readonly [number, number],
  terms: readonly (readonly [number, number])[],
): string => `${operator}|${result.join(":")}|${cells(terms)}`;

interface Score {
  found: number;
  annotated: number;
  right: number;
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    show: { type: "string" },
    worst: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const [path] = positionals;
if (path === undefined) throw new Error("name the annotated tables: tools/bench-aggrecol.ts dataset.jl.gz");
const bytes = readFileSync(path);
const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
const tables = text
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Annotated);

const totals = new Map<Operator, Score>();
const perFile: { name: string; found: number; annotated: number; right: number; ms: number }[] = [];
const start = performance.now();
for (const table of tables) {
  const began = performance.now();
  const relations = discover(gridOf(table)).filter((r: Relation) => r.holds);
  const found = new Set(relations.map((r) => keyOf(r.operator, r.result, r.terms)));
  const annotated = new Set(
    table.aggregation_annotations.map((a) =>
      keyOf(OPERATORS[a.operator], a.aggregator_index, a.aggregatee_indices),
    ),
  );
  for (const operator of Object.values(OPERATORS)) {
    const score = totals.get(operator) ?? { found: 0, annotated: 0, right: 0 };
    const own = [...found].filter((key) => key.startsWith(operator));
    score.found += own.length;
    score.annotated += [...annotated].filter((key) => key.startsWith(operator)).length;
    score.right += own.filter((key) => annotated.has(key)).length;
    totals.set(operator, score);
  }
  const right = [...found].filter((key) => annotated.has(key)).length;
  perFile.push({
    name: table.file_name,
    found: found.size,
    annotated: annotated.size,
    right,
    ms: performance.now() - began,
  });
  if (options.show === table.file_name) {
    console.log(
      "missed",
      [...annotated]
        .filter((k) => !found.has(k))
        .slice(0, 60)
        .join("\n"),
    );
    console.log(
      "wrong",
      [...found]
        .filter((k) => !annotated.has(k))
        .slice(0, 60)
        .join("\n"),
    );
  }
}

const share = (part: number, whole: number): string => (whole === 0 ? "–" : (part / whole).toFixed(3));
const line = (name: string, s: Score): string => {
  const f1 = s.found + s.annotated === 0 ? "–" : ((2 * s.right) / (s.found + s.annotated)).toFixed(3);
  return `| ${name} | ${s.annotated} | ${s.found} | ${share(s.right, s.found)} | ${share(s.right, s.annotated)} | ${f1} |`;
};
const report = [
  "| relation | annotated | found | precision | recall | F1 |",
  "| --- | --- | --- | --- | --- | --- |",
];
const all = { found: 0, annotated: 0, right: 0 };
for (const [operator, score] of totals) {
  report.push(line(operator, score));
  for (const key of ["found", "annotated", "right"] as const) all[key] += score[key];
}
report.push(line("all", all));
console.log(report.join("\n"));
if (options.write) writeMeasured("relations", report);
console.log(`\n${tables.length} tables in ${((performance.now() - start) / 1000).toFixed(1)} s`);
if (options.worst !== undefined)
  for (const f of perFile
    .toSorted((a, b) => b.found + b.annotated - 2 * b.right - (a.found + a.annotated - 2 * a.right))
    .slice(0, Number(options.worst)))
    console.log(
      f.name,
      `annotated ${f.annotated}, found ${f.found}, right ${f.right}, ${f.ms.toFixed(0)} ms`,
    );
