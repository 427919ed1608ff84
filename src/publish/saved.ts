import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import {
  Anomaly,
  Catalogue,
  type Code,
  type CodeLists,
  type Dataset,
  DocumentLine,
  Fault,
  Figure,
  Observation,
  type QualityLine,
  Verdict,
} from "../model/index.js";
import { boxIn, printed } from "./cells.js";
import { settledFolder } from "./folder.js";

type Row = Record<string, string>;

const Saved = z.object({
  recoupe: z.object({ engine: z.string(), rules: z.string(), inputs: z.string(), created: z.string() }),
});

async function textOf(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), "utf8");
  } catch (cause) {
    throw new Fault({
      file: join(folder, name),
      message: { fr: "ne peut être lu.", en: "cannot be read." },
      remedy: {
        fr: "Donner un dossier que `recoupe run` a écrit.",
        en: "Name a folder that `recoupe run` has written.",
      },
      cause,
    });
  }
}

function rowsIn(text: string): Row[] {
  const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true }) as Row[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, printed(v)])));
}

/** Cells as the model has them: numbers as numbers, empty ones as null where null is told apart from "". */
function typed(row: Row, numbers: readonly string[], nullable: readonly string[]): Record<string, unknown> {
  const cells: Record<string, unknown> = { ...row };
  for (const name of nullable) if (row[name] === "") cells[name] = null;
  for (const name of numbers) if (row[name] !== "") cells[name] = Number(row[name]);
  return cells;
}

const OBSERVATION_NUMBERS = ["unit_mult", "decimals", "source_page", "confidence"];
const OBSERVATION_NULLABLE = ["obs_value", "obs_value_printed", "value_lo", "value_hi"];

const observationIn = (row: Row): Observation =>
  Observation.parse({
    ...typed(row, OBSERVATION_NUMBERS, OBSERVATION_NULLABLE),
    source_box: boxIn(row.source_box ?? ""),
  });

const figureIn = (row: Row): Figure =>
  Figure.parse({ ...typed(row, ["page"], ["value", "hedge"]), box: boxIn(row.box ?? "") });

const DOCUMENT_TEXT = ["document_id", "file", "sha256", "publisher", "period", "status", "error", "error_fr"];

function documentIn(row: Row): DocumentLine {
  const numbers = Object.keys(DocumentLine.shape).filter((name) => !DOCUMENT_TEXT.includes(name));
  return DocumentLine.parse(typed(row, numbers, ["coverage_tables", "coverage_text"]));
}

const codeIn = (row: Row): Code => ({
  code: row.code ?? "",
  label_fr: row.label_fr ?? "",
  label_en: row.label_en ?? "",
  definition: row.definition ?? "",
  parent: row.parent ?? "",
  synonyms: [],
});

const list = (cell: string | undefined): string[] => (cell ? cell.split("; ") : []);

const indicatorIn = (row: Row): [string, object] => [
  row.code ?? "",
  {
    label: { fr: row.label_fr, en: row.label_en },
    definition: row.definition,
    theme: row.theme,
    unit: row.unit,
    measure: row.measure,
    population: row.population,
    count_basis: row.count_basis,
    dimensions: list(row.dimensions),
    additive: row.additive === "yes",
    ...(row.parent ? { part_of: row.parent } : {}),
    ...(row.sum_of ? { sum_of: list(row.sum_of) } : {}),
    ...(row.numerator ? { ratio_of: { numerator: row.numerator, denominator: row.denominator ?? "" } } : {}),
  },
];

/** Values as stewards retained them, where the folder was published with printed values. */
function corrected(observations: readonly Observation[], corrections: readonly Row[]): Observation[] {
  const byId = new Map(corrections.map((row) => [row.observation_id, row]));
  return observations.map((o) => {
    const row = byId.get(o.observation_id);
    if (row === undefined) return o;
    return { ...o, obs_value: row.corrected || null, obs_status: row.obs_status ?? o.obs_status };
  });
}

const QUALITY_NUMBERS = ["unflagged", "sampled", "checked", "wrong", "rate", "rate_low", "rate_high"];

/** None in a folder that an earlier version wrote. */
async function qualityIn(folder: string): Promise<QualityLine[]> {
  const text = await readFile(join(folder, "quality.csv"), "utf8").catch(() => "");
  return rowsIn(text).map(
    (row) => typed(row, QUALITY_NUMBERS, QUALITY_NUMBERS.slice(-3)) as unknown as QualityLine,
  );
}

type Rulings = NonNullable<Dataset["decisions"]>;

function rulingsIn(corrections: readonly Row[]): Rulings {
  const rows = corrections.filter((row) => row.verdict);
  const byId = new Map(rows.map((row) => [row.decision_id ?? "", row]));
  return [...byId].map(([decision_id, row]) => ({
    decision_id,
    verdict: Verdict.parse(row.verdict),
    comment: row.comment ?? "",
    at: row.at ?? "",
  }));
}

async function codeListsIn(folder: string): Promise<CodeLists> {
  const names = (await readdir(join(folder, "codelists")))
    .filter((name) => name.endsWith(".csv") && name !== "indicator.csv")
    .sort();
  const lists = await Promise.all(
    names.map(
      async (name): Promise<[string, Code[]]> => [
        basename(name, ".csv"),
        rowsIn(await textOf(folder, `codelists/${name}`)).map(codeIn),
      ],
    ),
  );
  return Object.fromEntries(lists);
}

/**
 * The dataset that a folder of a publication holds, with values as stewards retained them, so that it can be published
 * anew. Throws as `publishedDataset` does.
 */
export async function savedDataset(folder: string): Promise<Dataset> {
  const { observations, ...rest } = await publishedDataset(folder);
  const corrections = rowsIn(await textOf(folder, "corrections.csv"));
  return { ...rest, observations: corrected(observations, corrections) };
}

/**
 * The dataset as a folder of a publication tells it, in printed values where it was published so. What its CSV files do
 * not tell is lost: synonyms of codes, hundredths of a point of the boxes. Throws `Fault` where the folder is none, or
 * its files are not as `recoupe run` writes them.
 */
export async function publishedDataset(folder: string): Promise<Dataset> {
  await settledFolder(folder);
  const [descriptor, observations, figures, documents, anomalies, indicators, corrections] =
    await Promise.all([
      textOf(folder, "datapackage.json"),
      textOf(folder, "observations.csv"),
      textOf(folder, "figures.csv"),
      textOf(folder, "documents.csv"),
      textOf(folder, "anomalies.json"),
      textOf(folder, "codelists/indicator.csv"),
      textOf(folder, "corrections.csv"),
    ]);
  try {
    return {
      observations: rowsIn(observations).map(observationIn),
      decisions: rulingsIn(rowsIn(corrections)),
      quality: await qualityIn(folder),
      figures: rowsIn(figures).map(figureIn),
      documents: rowsIn(documents).map(documentIn),
      anomalies: z.array(Anomaly).parse(JSON.parse(anomalies)),
      catalogue: Catalogue.parse(Object.fromEntries(rowsIn(indicators).map(indicatorIn))),
      codeLists: await codeListsIn(folder),
      version: Saved.parse(JSON.parse(descriptor)).recoupe,
    };
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const said = cause instanceof Error ? cause.message.slice(0, 300) : String(cause);
    throw new Fault({
      file: folder,
      message: {
        fr: `contient des fichiers qui ne sont pas tels que \`recoupe run\` les écrit (${said}).`,
        en: `holds files that are not as \`recoupe run\` writes them (${said}).`,
      },
      remedy: { fr: "Relancer `recoupe run`.", en: "Run `recoupe run` again." },
      cause,
    });
  }
}
