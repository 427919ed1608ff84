import type { CellObject, SheetData } from "write-excel-file/node";
import {
  DIMENSIONS,
  type Dimension,
  isWhole,
  type LongDataset,
  type Observation,
} from "../../model/index.js";
import { inert } from "../cells.js";
import type { PageLink } from "../links.js";
import type { Cell, Table } from "../table.js";

/** A cell that leads somewhere, and where to. */
export interface Hyperlink {
  /** From 0, the header being row 0. */
  row: number;
  column: number;
  target: string;
}

export interface Sheet {
  name: string;
  data: SheetData;
  widths: number[];
  links: Hyperlink[];
}

/** Rows that a workbook holds of one table: it is made in memory, and nobody scrolls further. */
const MOST_ROWS = 50_000;
/** Digits a spreadsheet keeps exactly. */
const EXACT_DIGITS = 15;
const LONGEST_TEXT = 32_000;

const HEADER = { fontWeight: "bold", backgroundColor: "#E3EAF2", wrap: true, alignVertical: "top" } as const;
const LINK = { textColor: "#0B5394", textDecoration: { underline: true } } as const;

const UNIT_SUFFIX: Readonly<Record<string, string>> = {
  EUR: '\\ "€"',
  PT: '\\ "%"',
  PP: '\\ "pt"',
  HOURS: '\\ "h"',
};

/** Thousands grouped and as many decimals as printed; the signs are those of the reader's locale. */
const numberFormat = (decimals: number, unit = ""): string =>
  `#,##0${decimals > 0 ? `.${"0".repeat(decimals)}` : ""}${UNIT_SUFFIX[unit] ?? ""}`;

const header = (names: readonly string[]): CellObject[] =>
  names.map((value) => ({ value, type: String, ...HEADER }));

/** Text that cannot become a formula, within the length that a cell may have. */
const text = (value: string): CellObject | null =>
  value === "" ? null : { value: inert(value.slice(0, LONGEST_TEXT)), type: String };

/** A number where a spreadsheet keeps it exactly, else its digits as text. */
function number(value: string | number | null, format: string): CellObject | null {
  if (value === null) return null;
  const digits = String(value).replace(/[^\d]/g, "").length;
  return digits > EXACT_DIGITS ? text(String(value)) : { value: Number(value), type: Number, format };
}

function sheet(
  name: string,
  rows: SheetData,
  head: CellObject[],
  rest: Pick<Sheet, "widths" | "links">,
): Sheet {
  return { name, data: [head, ...rows], ...rest };
}

/** The first rows of a table, and how many there are in all. */
function firstOf<T>(items: Iterable<T>): { first: T[]; length: number } {
  const first: T[] = [];
  let length = 0;
  for (const item of items) if (length++ < MOST_ROWS) first.push(item);
  return { first, length };
}

type Labels = (list: string, code: string) => string;

/** French labels of codes; `_T` and `_Z` are left blank, so that what is singled out stands out. */
function labelsOf({ codeLists, catalogue }: LongDataset): Labels {
  const lists = new Map(
    Object.entries(codeLists).map(([name, codes]) => [name, new Map(codes.map((c) => [c.code, c.label_fr]))]),
  );
  return (list, code) => {
    if (isWhole(code)) return "";
    if (list === "indicator") return catalogue[code]?.label.fr ?? code;
    return lists.get(list)?.get(code) ?? code;
  };
}

interface Field {
  name: string;
  width: number;
  cell: (o: Observation) => CellObject | null;
}

const COLUMN_NAMES: Record<Dimension, string> = {
  sex: "Sexe",
  age: "Âge",
  education: "Formation",
  residence: "Résidence",
  housing: "Logement",
  licence: "Permis",
  disability: "Handicap",
  scheme: "Dispositif",
  contract: "Contrat",
  channel: "Mode de contact",
  topic: "Thématique",
  sector: "Secteur",
  situation: "Situation",
  outcome: "Issue",
  aid: "Aide",
  funder: "Financeur",
  origin: "Orientation",
  structure: "Structure",
  duration: "Durée",
};

function observationFields(observations: readonly Observation[], label: Labels): Field[] {
  const used = DIMENSIONS.filter((d) => observations.some((o) => o[d] !== "_T" && o[d] !== "_Z"));
  return [
    { name: "Page", width: 8, cell: (o) => ({ value: o.source_page, type: Number, format: "0", ...LINK }) },
    { name: "Document", width: 24, cell: (o) => text(o.document_id) },
    { name: "Émetteur", width: 10, cell: (o) => text(o.publisher) },
    { name: "Territoire", width: 30, cell: (o) => text(o.ref_area_label) },
    { name: "Code territoire", width: 13, cell: (o) => text(o.ref_area) },
    { name: "Période", width: 11, cell: (o) => text(o.time_period) },
    { name: "Indicateur", width: 42, cell: (o) => text(label("indicator", o.indicator)) },
    { name: "Mesure", width: 11, cell: (o) => text(label("measure", o.measure)) },
    ...used.map((d) => ({
      name: COLUMN_NAMES[d],
      width: 18,
      cell: (o: Observation) => text(label(d, o[d])),
    })),
    { name: "Valeur", width: 14, cell: (o) => number(o.obs_value, numberFormat(o.decimals, o.unit_measure)) },
    { name: "Unité", width: 14, cell: (o) => text(label("unit", o.unit_measure)) },
    { name: "Puissance de 10", width: 9, cell: (o) => number(o.unit_mult, "0") },
    {
      name: "Valeur imprimée",
      width: 14,
      cell: (o) => number(o.obs_value_printed, numberFormat(o.decimals, o.unit_measure)),
    },
    { name: "Statut", width: 8, cell: (o) => text(o.obs_status) },
    { name: "Imprimé", width: 14, cell: (o) => text(o.source_text) },
    { name: "Section", width: 40, cell: (o) => text(o.source_section) },
    { name: "Ligne", width: 26, cell: (o) => text(o.source_row) },
    { name: "Colonne", width: 26, cell: (o) => text(o.source_column) },
    { name: "Contexte", width: 60, cell: (o) => text(o.source_context) },
    { name: "Code indicateur", width: 26, cell: (o) => text(o.indicator) },
    { name: "Identifiant", width: 19, cell: (o) => text(o.observation_id) },
  ];
}

function observationSheet(dataset: LongDataset, label: Labels, pageLink: PageLink): Sheet {
  const observations = firstOf(dataset.observations).first;
  const fields = observationFields(observations, label);
  const links = observations.flatMap((o, i) => {
    const target = pageLink(o.document_id, o.source_page);
    return target === undefined ? [] : [{ row: i + 1, column: 0, target }];
  });
  return sheet(
    "Observations",
    observations.map((o) => fields.map((f) => f.cell(o))),
    header(fields.map((f) => f.name)),
    { widths: fields.map((f) => f.width), links },
  );
}

const SEVERITY = { error: "Erreur", warning: "Alerte", info: "Information" } as const;
const ORIGIN = { extraction: "Lecture", source: "Rapport", undecided: "À trancher" } as const;

function anomalySheet(dataset: LongDataset, pageLink: PageLink): Sheet {
  const anomalies = firstOf(dataset.anomalies).first;
  const columns: [string, number][] = [
    ["Page", 8],
    ["Gravité", 12],
    ["Contrôle", 12],
    ["Documents", 26],
    ["Imprimé", 18],
    ["Attendu", 18],
    ["Écart", 12],
    ["Calcul", 50],
    ["Message", 80],
    ["Première proposition", 40],
    ["Origine", 12],
    ["Identifiant", 19],
  ];
  const rows = anomalies.map((a) => [
    { value: a.page, type: Number, format: "0", ...LINK },
    text(SEVERITY[a.severity]),
    text(a.check),
    text(a.documents.join("; ")),
    text(a.stated),
    text(a.expected),
    number(a.difference, "General"),
    text(a.arithmetic),
    text(a.message.fr),
    text(a.proposals[0]?.reason.fr ?? ""),
    text(ORIGIN[a.origin]),
    text(a.anomaly_id),
  ]);
  const links = anomalies.flatMap((a, i) => {
    const target = pageLink(a.documents[0] ?? "", a.page);
    return target === undefined ? [] : [{ row: i + 1, column: 0, target }];
  });
  return sheet("Anomalies", rows, header(columns.map(([name]) => name)), {
    widths: columns.map(([, width]) => width),
    links,
  });
}

/** The table by commune, its columns named in French; no sheet where it is empty. */
function communeSheets({ columns }: Table, first: readonly Cell[][]): Sheet[] {
  if (first.length === 0) return [];
  const cell = (value: Cell, column: number): CellObject | null => {
    const { type } = columns[column] ?? {};
    if (type === "integer") return number(value, "0");
    return type === "decimal" ? number(value, "#,##0.##") : text(String(value ?? ""));
  };
  const rows = first.map((row) => row.map(cell));
  const names = columns.map((c) => (c.type === "decimal" ? c.fr : c.name));
  return [
    sheet("Communes", rows, header(names), {
      widths: columns.map((c) => (c.type === "decimal" ? 16 : 13)),
      links: [],
    }),
  ];
}

function dictionarySheet(tables: readonly Table[]): Sheet {
  const rows = tables
    .filter((t) => !t.name.startsWith("codelists/"))
    .flatMap((t) =>
      t.columns.map((c) => [text(`${t.name}.csv`), text(c.name), text(c.type), text(c.fr), text(c.en)]),
    );
  return sheet("Dictionnaire", rows, header(["Fichier", "Colonne", "Type", "Signification", "Meaning"]), {
    widths: [26, 22, 10, 70, 70],
    links: [],
  });
}

/** Says what the workbook leaves out, before all else; no sheet where it holds all. */
function leftOut({ observations, anomalies }: LongDataset, communes: number): Sheet[] {
  const tables: [string, string, number][] = [
    ["Observations", "observations.csv", observations.length],
    ["Anomalies", "anomalies.csv", anomalies.length],
    ["Communes", "communes.csv", communes],
  ];
  const rows = tables
    .filter(([, , length]) => length > MOST_ROWS)
    .map(([name, file, length]) => [
      text(name),
      number(MOST_ROWS, "#,##0"),
      number(length, "#,##0"),
      text(`Toutes les lignes sont dans ${file} et recoupe.duckdb.`),
    ]);
  if (rows.length === 0) return [];
  const names = ["Feuille", "Lignes ici", "Lignes en tout", "Où est le reste"];
  return [sheet("À savoir", rows, header(names), { widths: [18, 14, 14, 60], links: [] })];
}

/** Observations (labels in French, codes beside), anomalies, communes, data dictionary. */
export function sheetsOf(dataset: LongDataset, tables: readonly Table[], pageLink: PageLink): Sheet[] {
  const table = tables.find((t) => t.name === "communes");
  const communes = firstOf(table?.rows ?? []);
  return [
    ...leftOut(dataset, communes.length),
    observationSheet(dataset, labelsOf(dataset), pageLink),
    anomalySheet(dataset, pageLink),
    ...(table === undefined ? [] : communeSheets(table, communes.first)),
    dictionarySheet(tables),
  ];
}
