import {
  type CompiledRulebook,
  compileRulebook,
  type ExtractInput,
  extract,
} from "../../src/extract/index.js";
import type {
  Block,
  Catalogue,
  Cell,
  CodeLists,
  Extraction,
  Heading,
  KeyFigure,
  List,
  Note,
  Observation,
  Paragraph,
  Table,
  Text,
  Word,
} from "../../src/model/index.js";
import { gazetteerOf, type Place } from "../../src/normalise/index.js";
import { wordAt } from "../fixtures/word.js";

/** Blocks written by hand, as layout would give them. Every word gets a box of its own. */

const BOX = { x0: 0, top: 0, x1: 10, bottom: 10 };

const word = (text: string, index: number): Word =>
  wordAt(text, { x0: index * 50, top: 100, x1: index * 50 + 40, bottom: 110 });

function textOf(text: string): Text {
  const found = [...text.matchAll(/\S+/g)];
  return {
    text,
    words: found.map((match, i) => word(match[0], i)),
    spans: found.map((match) => [match.index, match.index + match[0].length]),
  };
}

interface Where {
  page?: number;
  section?: string[];
}

const base = ({ page = 1, section = [] }: Where): { page: number; section: string[]; box: typeof BOX } => ({
  page,
  section,
  box: BOX,
});

export const paragraph = (text: string, place: Where = {}): Paragraph => ({
  kind: "paragraph",
  text: textOf(text),
  ...base(place),
});

export const heading = (text: string, place: Where = {}): Heading => ({
  kind: "heading",
  level: 1,
  text: textOf(text),
  ...base(place),
});

export const note = (text: string, place: Where = {}): Note => ({
  kind: "note",
  mark: "",
  text: textOf(text),
  ...base(place),
});

export const furniture = (text: string, place: Where = {}): Block => ({
  kind: "furniture",
  text: textOf(text),
  ...base(place),
});

export const keyFigure = (value: string, label: string, place: Where = {}): KeyFigure => ({
  kind: "keyFigure",
  value: textOf(value),
  label: textOf(label),
  ...base(place),
});

/** Items, deeper ones with leading spaces, two a level. */
export const list = (items: string[], place: Where & { marker?: string } = {}): List => ({
  kind: "list",
  items: items.map((item) => ({
    marker: place.marker ?? "-",
    markerWords: [word(place.marker ?? "-", 0)],
    depth: (item.length - item.trimStart().length) / 2,
    text: textOf(item.trim()),
    box: BOX,
  })),
  ...base(place),
});

type Grid = (string | { text: string; across: number })[][];

/** Rows of texts; `{text, across}` spans columns. The first row is a header, the first column a stub. */
export function table(rows: Grid, more: Partial<Omit<Table, "caption">> & { caption?: string } = {}): Table {
  const { caption, ...rest } = more;
  const cells: Cell[] = rows.flatMap((texts, row) => {
    let column = 0;
    return texts.flatMap((entry) => {
      const { text, across } = typeof entry === "string" ? { text: entry, across: 1 } : entry;
      const cell = { row, column, rowSpan: 1, columnSpan: across, box: BOX, text: textOf(text) };
      column += across;
      return text === "" ? [] : [cell];
    });
  });
  return {
    kind: "table",
    ...base({}),
    rows: rows.length,
    columns: Math.max(
      ...rows.map((row) => row.reduce((n, c) => n + (typeof c === "string" ? 1 : c.across), 0)),
    ),
    cells,
    headerRows: 1,
    stubColumns: 1,
    totalRows: [],
    totalColumns: [],
    groupRows: [],
    ...(caption === undefined ? {} : { caption: textOf(caption) }),
    notes: [],
    continuedOn: [],
    ruling: "ruled",
    ...rest,
  };
}

const indicator = (more: Partial<Catalogue[string]>): Catalogue[string] => ({
  label: { fr: "Indicateur", en: "Indicator" },
  definition: "A quantity.",
  theme: "test",
  unit: "PS",
  measure: "COUNT",
  population: "jeunes",
  count_basis: "ENTRY",
  dimensions: [],
  additive: true,
  synonyms: [],
  ...more,
});

const CATALOGUE: Catalogue = {
  first_contacts: indicator({ dimensions: ["sex", "age", "education", "residence"] }),
  received: indicator({ dimensions: ["sex", "age", "education"] }),
  contacts: indicator({ unit: "NUMBER", count_basis: "EVENT", dimensions: ["channel"] }),
  contracts: indicator({ unit: "NUMBER", dimensions: ["contract", "sex", "sector"] }),
  in_schemes: indicator({ dimensions: ["scheme"], additive: false }),
  aid_amount: indicator({ unit: "EUR", measure: "AMOUNT" }),
  staff: indicator({ unit: "FTE" }),
};

const code = (value: string, label: string, synonyms: string[] = []): CodeLists[string][number] => ({
  code: value,
  label_fr: label,
  label_en: label,
  definition: "",
  parent: "",
  synonyms,
});

const CODE_LISTS: CodeLists = {
  sex: [code("F", "Femmes"), code("M", "Hommes"), code("_T", "Total")],
  age: [code("Y16T17", "16-17 ans"), code("Y18T21", "18-21 ans"), code("Y22T25", "22-25 ans")],
  education: [code("NONE", "Aucun diplôme"), code("BAC", "BAC"), code("CAP", "BEP/CAP")],
  residence: [code("QPV", "Quartier politique de la ville")],
  channel: [code("INTERVIEW", "Entretien"), code("SMS", "SMS")],
  contract: [code("CDI", "CDI"), code("CDD", "CDD"), code("APPRENTICE", "Apprentissage")],
  scheme: [code("CEJ", "CEJ"), code("PACEA", "PACEA")],
  sector: [code("TRADE", "Commerce"), code("CARE", "Services à la personne")],
};

const commune = (insee: string, name: string): Place => ({
  level: "COM",
  code: insee,
  name,
  parent: "59",
  aliases: [],
});

const GAZETTEER = gazetteerOf([
  commune("59328", "Lambersart"),
  commune("59368", "La Madeleine"),
  commune("59457", "Pérenchies"),
  commune("59009", "Villeneuve-d'Ascq"),
  { level: "DEP", code: "59", name: "Nord", parent: "32", aliases: [] },
  { level: "REG", code: "32", name: "Hauts-de-France", parent: "", aliases: [] },
]);

export const VOCABULARY = {
  catalogue: CATALOGUE,
  codeLists: CODE_LISTS,
  areaExists: (area: string): boolean => GAZETTEER.byArea.has(area),
};

const HEAD = `
publisher: demo
name: Mission Locale de démonstration
area: ML-demo
territory: {level: COM, members: ["59328", "59368", "59457"]}
identify: {any: [mission locale de démonstration]}
period: {any: ["rapport d'activité {year}"]}
`;

/** A rulebook with the head of a publisher and the given rules (YAML). */
export const rulebook = (rules: string, file = "demo.yaml"): CompiledRulebook =>
  compileRulebook(`${HEAD}${rules}`, file, VOCABULARY);

export function inputOf(blocks: Block[], ...rulebooks: CompiledRulebook[]): ExtractInput {
  return {
    document: {
      document_id: "demo-2023-00000000",
      file: "demo.pdf",
      sha256: "0".repeat(64),
      publisher: "demo",
      period: "2023",
    },
    blocks,
    rulebooks,
    catalogue: CATALOGUE,
    codeLists: CODE_LISTS,
    gazetteer: GAZETTEER,
  };
}

export const read = (rules: string, ...blocks: Block[]): Extraction =>
  extract(inputOf(blocks, rulebook(rules)));

/** What an observation says, in one line: `indicator:MEASURE dimension=CODE … area period = value`. */
export function said(observation: Observation): string {
  const dimensions = Object.keys(CODE_LISTS)
    .map((name) => [name, observation[name as keyof Observation]])
    .filter(([, value]) => value !== "_T" && value !== "_Z")
    .map(([name, value]) => `${name}=${value}`);
  const head = `${observation.indicator}:${observation.measure}`;
  return [
    head,
    ...dimensions,
    observation.ref_area,
    observation.time_period,
    "=",
    `${observation.obs_value}`,
  ].join(" ");
}
