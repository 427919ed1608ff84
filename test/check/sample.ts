import type { CheckContext } from "../../src/check/index.js";
import {
  type Catalogue,
  DIMENSIONS,
  type Dimension,
  type Edit,
  type Extraction,
  type Observation,
  type PlaceMention,
  type Role,
  valuesAlone,
} from "../../src/model/index.js";
import { add, intervalOf } from "../../src/normalise/index.js";

/** What a made-up observation says; the rest is the same for all. */
export interface Said {
  id: string;
  value: string | null;
  indicator?: string;
  measure?: Observation["measure"];
  area?: string;
  period?: string;
  cuts?: Partial<Record<Dimension, string>>;
  unit?: string;
  mult?: number;
  decimals?: number;
  page?: number;
  section?: string;
  table?: string;
  row?: string;
  column?: string;
  context?: string;
  confidence?: number;
  method?: Observation["method"];
  document?: string;
  rule?: string;
}

export function observation(said: Said): Observation {
  const decimals = said.decimals ?? said.value?.split(".")[1]?.length ?? 0;
  const measure = said.measure ?? "COUNT";
  const interval =
    said.value === null
      ? null
      : intervalOf({ value: said.value, decimals, counted: measure === "COUNT" || measure === "AMOUNT" });
  const dimensions = Object.fromEntries(DIMENSIONS.map((d) => [d, said.cuts?.[d] ?? "_T"]));
  return {
    observation_id: said.id,
    document_id: said.document ?? "doc",
    publisher: "demo",
    ref_area: said.area ?? "ML-demo",
    ref_area_label: "Demo",
    time_period: said.period ?? "2023",
    indicator: said.indicator ?? "first_contacts",
    measure,
    ...(dimensions as Record<Dimension, string>),
    count_basis: "ENTRY",
    unit_measure: said.unit ?? (measure === "SHARE" || measure === "CHANGE" ? "PT" : "PS"),
    unit_mult: said.mult ?? 0,
    decimals,
    obs_value: said.value,
    obs_value_printed: said.value,
    value_lo: interval?.lo ?? null,
    value_hi: interval?.hi ?? null,
    obs_status: "V",
    decision_id: "",
    source_page: said.page ?? 1,
    source_box: { x0: 0, top: 0, x1: 1, bottom: 1 },
    source_section: said.section ?? "Section",
    source_table: said.table ?? "",
    source_row: said.row ?? "",
    source_column: said.column ?? "",
    source_context: said.context ?? "",
    source_text: said.value ?? "/",
    method: said.method ?? "text",
    confidence: said.confidence ?? 1,
    rule: said.rule ?? "",
  };
}

export function edit(
  check: Edit["check"],
  terms: readonly (readonly [Role, string])[],
  more: Partial<Edit> = {},
): Edit {
  return {
    check,
    terms: terms.map(([role, id]) => ({ observation: id, role })),
    origin: "layout",
    notes: [],
    adjustments: [],
    partial: false,
    ...more,
  };
}

export function extraction(parts: Partial<Extraction> & { observations: Observation[] }): Extraction {
  const document = { document_id: "doc", file: "doc.pdf", sha256: "", publisher: "demo", period: "2023" };
  return { ...valuesAlone(document, []), ...parts };
}

export const mention = (label: string, more: Partial<PlaceMention>): PlaceMention => ({
  label,
  match: "exact",
  area: "",
  name: label,
  candidates: [],
  page: 1,
  section: "Section",
  enumeration: "table 1",
  exhaustive: true,
  observations: [],
  ...more,
});

const indicator = (more: Partial<Catalogue[string]>): Catalogue[string] => ({
  label: { fr: "jeunes en premier accueil", en: "first contacts" },
  definition: "Young people received for the first time.",
  theme: "public",
  unit: "PS",
  measure: "COUNT",
  population: "jeunes",
  count_basis: "ENTRY",
  dimensions: ["sex", "age", "education", "residence"],
  additive: true,
  synonyms: [],
  ...more,
});

const CATALOGUE: Catalogue = {
  first_contacts: indicator({}),
  accompanied: indicator({ part_of: "first_contacts" }),
  contacts: indicator({ label: { fr: "contacts", en: "contacts" } }),
  contacts_per_young: indicator({
    label: { fr: "contacts par jeune", en: "contacts per young person" },
    measure: "AVERAGE",
    ratio_of: { numerator: "contacts", denominator: "first_contacts" },
  }),
};

export const CONTEXT: CheckContext = { catalogue: CATALOGUE, codeLists: {}, territories: {} };

/** A table of counts with its margins, each row one code of `contract`, each column one of `topic`. */
export interface Grid {
  values: readonly (readonly string[])[];
  /** Totals as printed; the true ones where left out. */
  rowTotals?: boolean;
  columnTotals?: boolean;
}

export const cellId = (row: number | "T", column: number | "T"): string => `r${row}c${column}`;

/** The extraction of one table, with the total edits a reader of its layout would write down. */
export function gridExtraction(grid: Grid): Extraction {
  const rows = grid.values.length;
  const columns = grid.values[0]?.length ?? 0;
  const observations: Observation[] = [];
  const edits: Edit[] = [];
  const put = (row: number | "T", column: number | "T", value: string): void => {
    const cuts: Partial<Record<Dimension, string>> = {};
    if (row !== "T") cuts.contract = `R${row}`;
    if (column !== "T") cuts.topic = `C${column}`;
    observations.push(
      observation({
        id: cellId(row, column),
        value,
        cuts,
        table: "Tableau",
        row: `Ligne ${row}`,
        column: `Colonne ${column}`,
        indicator: "grid",
      }),
    );
  };
  const at = (r: number, c: number): string => grid.values[r]?.[c] ?? "0";
  const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  for (const r of range(rows)) for (const c of range(columns)) put(r, c, at(r, c));
  if (grid.columnTotals)
    for (const c of range(columns))
      put(
        "T",
        c,
        range(rows)
          .map((r) => at(r, c))
          .reduce(add, "0"),
      );
  if (grid.rowTotals)
    for (const r of range(rows))
      put(
        r,
        "T",
        range(columns)
          .map((c) => at(r, c))
          .reduce(add, "0"),
      );
  if (grid.rowTotals && grid.columnTotals) put("T", "T", grid.values.flat().reduce(add, "0"));
  const lines = (n: number, withTotal: boolean): (number | "T")[] =>
    withTotal ? [...range(n), "T"] : range(n);
  if (grid.columnTotals)
    for (const c of lines(columns, grid.rowTotals ?? false))
      edits.push(
        edit("total", [
          ["total", cellId("T", c)],
          ...range(rows).map((r) => ["part", cellId(r, c)] as const),
        ]),
      );
  if (grid.rowTotals)
    for (const r of lines(rows, grid.columnTotals ?? false))
      edits.push(
        edit("total", [
          ["total", cellId(r, "T")],
          ...range(columns).map((c) => ["part", cellId(r, c)] as const),
        ]),
      );
  return extraction({ observations, edits });
}

/** The same extraction with one value printed otherwise. */
export function misprinted(source: Extraction, id: string, value: string): Extraction {
  return {
    ...source,
    observations: source.observations.map((o) =>
      o.observation_id === id
        ? { ...o, obs_value: value, obs_value_printed: value, ...bounds(o, value), source_text: value }
        : o,
    ),
  };
}

function bounds(o: Observation, value: string): { value_lo: string; value_hi: string } {
  const { lo, hi } = intervalOf({
    value,
    decimals: o.decimals,
    counted: o.measure === "COUNT" || o.measure === "AMOUNT",
  });
  return { value_lo: lo, value_hi: hi };
}
