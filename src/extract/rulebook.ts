import {
  type Catalogue,
  type CodeLists,
  DIMENSIONS,
  type Dimension,
  type Fault,
  type IgnoreRule,
  type Message,
  Rulebook,
  type StatementRule,
  type TableRule,
} from "../model/index.js";
import type { PlaceLevel } from "../normalise/index.js";
import { type Mapping, mappingProblems, mergeMappings, parseMapping, RuleSyntaxError } from "./mapping.js";
import { compilePattern, type Pattern } from "./pattern.js";
import { refuseRivals } from "./rivals.js";
import { conform, parseYaml, type YamlPath, type YamlSource } from "./yaml-source.js";

/** What rules are checked against. */
export interface Vocabulary {
  catalogue: Catalogue;
  codeLists: CodeLists;
  /** Whether `COM-59328`, `DEP-59`, `REG-32` is in the official geographical code. */
  areaExists(area: string): boolean;
}

export type { PlaceLevel } from "../normalise/index.js";

export interface LabelEntry {
  pattern: Pattern;
  /** `= words`: the label says this and nothing else. */
  whole: boolean;
  /** Null: known, and ignored. */
  mapping: Mapping | null;
}

/** What the labels along one side of a table mean. */
export type CompiledAxis =
  | { kind: "place"; level: PlaceLevel }
  | { kind: "dimension"; dimension: Dimension }
  | { kind: "profile" }
  | { kind: "period" }
  | { kind: "labels"; entries: LabelEntry[] };

interface CompiledRule {
  id: string;
  /** `mno.yaml#first-contacts`. */
  name: string;
  section: Pattern[];
  /** Place in the file. */
  order: number;
}

export interface CompiledTable extends CompiledRule {
  caption: Pattern[];
  headers: Pattern[];
  rowLabels: Pattern[];
  cells: Mapping;
  columns: CompiledAxis | null;
  rows: CompiledAxis | null;
  none: TableRule["none"];
  partial: boolean;
  confidence: number;
}

export interface CompiledStatement extends CompiledRule {
  /** What every slot builds upon. */
  of: Mapping;
  match: Pattern[];
  partial: boolean;
  confidence: number;
}

export interface CompiledIgnore extends CompiledRule {
  kind: IgnoreRule["kind"] | null;
  match: Pattern[];
  reason: string;
}

/** A rulebook ready to be applied. */
export interface CompiledRulebook {
  /** File name without folder: `mno.yaml`. */
  file: string;
  /** True for a file whose name begins with "_": rules that all publishers share. */
  common: boolean;
  publisher: string;
  name: string;
  area: string;
  territory: Rulebook["territory"] | null;
  identify: { any: Pattern[]; all: Pattern[]; none: Pattern[] };
  period: Pattern[];
  tables: CompiledTable[];
  statements: CompiledStatement[];
  ignore: CompiledIgnore[];
  assert: { tables: number | null; indicators: string[] };
}

const PLACES: Record<string, PlaceLevel> = { commune: "COM", department: "DEP", region: "REG" };
const WHOLE = /^=\s*/;
const SEE: Message = { fr: "Voir docs/rulebooks.md.", en: "See docs/rulebooks.md." };

const sentence = ({ fr, en }: Message): Message => ({ fr: `${fr}.`, en: `${en}.` });

/** Turns the texts of one rulebook into patterns and mappings, naming the place of any mistake. */
class Compiler {
  private readonly source: YamlSource;
  private readonly vocabulary: Vocabulary;

  constructor(source: YamlSource, vocabulary: Vocabulary) {
    this.source = source;
    this.vocabulary = vocabulary;
  }

  fault(path: YamlPath, message: Message): Fault {
    return this.source.fault(path, message, SEE);
  }

  private read<T>(path: YamlPath, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof RuleSyntaxError) throw this.fault(path, sentence(error.said));
      throw error;
    }
  }

  pattern(text: string, path: YamlPath): Pattern {
    return this.read(path, () => compilePattern(text));
  }

  patterns(texts: string[] | undefined, path: YamlPath): Pattern[] {
    return (texts ?? []).map((text, i) => this.pattern(text, [...path, i]));
  }

  mapping(text: string, path: YamlPath): Mapping {
    const mapping = this.read(path, () => parseMapping(text));
    this.checkArea(mapping.area, path);
    return mapping;
  }

  checkArea(area: string | undefined, path: YamlPath): void {
    if (area === undefined || !/^(?:COM|DEP|REG)-/.test(area) || this.vocabulary.areaExists(area)) return;
    throw this.fault(path, {
      fr: `le lieu « ${area} » n'est pas au code officiel géographique.`,
      en: `area "${area}" is not in the official geographical code.`,
    });
  }

  /** A mapping as it will stand when everything it builds upon is added. */
  checkComplete(mapping: Mapping, path: YamlPath): void {
    const { catalogue, codeLists } = this.vocabulary;
    const [problem] = mappingProblems(mapping, catalogue, codeLists);
    if (problem !== undefined) throw this.fault(path, sentence(problem));
  }

  axis(axis: TableRule["columns"], path: YamlPath): CompiledAxis | null {
    if (axis === undefined) return null;
    if (typeof axis !== "string")
      return {
        kind: "labels",
        entries: Object.entries(axis).map(([label, mapping]) => ({
          pattern: this.pattern(label.replace(WHOLE, ""), [...path, label]),
          whole: WHOLE.test(label),
          mapping: mapping === null ? null : this.mapping(mapping, [...path, label]),
        })),
      };
    const level = PLACES[axis];
    if (level !== undefined) return { kind: "place", level };
    if (axis === "profile" || axis === "period") return { kind: axis };
    const dimension = DIMENSIONS.find((name) => axis === `dimension ${name}`);
    if (dimension !== undefined) return { kind: "dimension", dimension };
    const [words, dimensions] = ["commune, department, region, profile, period", DIMENSIONS.join(", ")];
    throw this.fault(path, {
      fr: `« ${axis} » n'est pas un axe ; il y a ${words}, « dimension » suivi de l'une de ${dimensions}, ou des libellés et leur sens.`,
      en: `"${axis}" is no axis; known are ${words}, "dimension" and one of ${dimensions}, or labels with their mappings.`,
    });
  }
}

/** The mappings an axis can give a cell; one empty where its labels only add places or years. */
function mappingsOf(axis: CompiledAxis | null): Mapping[] {
  if (axis?.kind === "dimension") return [{ dimensions: { [axis.dimension]: "_T" } }];
  if (axis?.kind !== "labels") return [{ dimensions: {} }];
  return axis.entries.flatMap((entry) => entry.mapping ?? []);
}

function tableRule(compiler: Compiler, rule: TableRule, order: number, file: string): CompiledTable {
  const path: YamlPath = ["tables", order];
  if (Object.keys(rule.where).length === 0)
    throw compiler.fault(path, {
      fr: `la règle de tableau « ${rule.id} » n'a pas de « where » : elle voudrait tous les tableaux.`,
      en: `table rule "${rule.id}" has no "where": it would claim every table.`,
    });
  const cells =
    rule.cells === undefined ? { dimensions: {} } : compiler.mapping(rule.cells, [...path, "cells"]);
  const columns = compiler.axis(rule.columns, [...path, "columns"]);
  const rows = compiler.axis(rule.rows, [...path, "rows"]);
  for (const column of mappingsOf(columns))
    for (const row of mappingsOf(rows)) compiler.checkComplete(mergeMappings(cells, column, row), path);
  return {
    id: rule.id,
    name: `${file}#${rule.id}`,
    order,
    section: compiler.patterns(rule.where.section, [...path, "where", "section"]),
    caption: compiler.patterns(rule.where.caption, [...path, "where", "caption"]),
    headers: compiler.patterns(rule.where.headers, [...path, "where", "headers"]),
    rowLabels: compiler.patterns(rule.where.rows, [...path, "where", "rows"]),
    cells,
    columns,
    rows,
    none: rule.none,
    partial: rule.partial,
    confidence: rule.confidence ?? 1,
  };
}

function statementRule(
  compiler: Compiler,
  rule: StatementRule,
  order: number,
  file: string,
): CompiledStatement {
  const path: YamlPath = ["statements", order];
  const of = rule.of === undefined ? { dimensions: {} } : compiler.mapping(rule.of, [...path, "of"]);
  const match = compiler.patterns(rule.match, [...path, "match"]);
  for (const [i, pattern] of match.entries())
    for (const slot of pattern.slots)
      if (slot.kind === "value") {
        compiler.checkArea(slot.mapping.area, [...path, "match", i]);
        compiler.checkComplete(mergeMappings(of, slot.mapping), [...path, "match", i]);
        if (slot.mapping.period?.kind === "bound" && !pattern.slots.some((other) => other.kind === "year"))
          throw compiler.fault([...path, "match", i], {
            fr: "« @year » demande un « {year} » dans le même motif.",
            en: '"@year" needs a "{year}" in the same pattern.',
          });
      }
  return {
    id: rule.id,
    name: `${file}#${rule.id}`,
    order,
    section: compiler.patterns(rule.section, [...path, "section"]),
    of,
    match,
    partial: rule.partial,
    confidence: rule.confidence ?? 1,
  };
}

function ignoreRule(compiler: Compiler, rule: IgnoreRule, order: number, file: string): CompiledIgnore {
  const path: YamlPath = ["ignore", order];
  if (rule.kind === undefined && rule.match === undefined && rule.section === undefined)
    throw compiler.fault(path, {
      fr: `la règle « ignore » « ${rule.id} » ne nomme ni sorte, ni motif, ni rubrique.`,
      en: `ignore rule "${rule.id}" names no kind, no pattern and no section.`,
    });
  const match = compiler.patterns(rule.match, [...path, "match"]);
  for (const [i, pattern] of match.entries())
    if (!pattern.slots.some((slot) => slot.kind === "ignored"))
      throw compiler.fault([...path, "match", i], {
        fr: "un motif d'une règle « ignore » demande un « {_} ».",
        en: 'a pattern of an ignore rule needs a "{_}".',
      });
  return {
    id: rule.id,
    name: `${file}#${rule.id}`,
    order,
    section: compiler.patterns(rule.section, [...path, "section"]),
    kind: rule.kind ?? null,
    match,
    reason: rule.reason,
  };
}

/** `assert.tables` is the one number of a rulebook; YAML is read as text. */
function withNumbers(source: YamlSource): YamlSource {
  const { data } = source;
  if (typeof data !== "object" || data === null || !("assert" in data)) return source;
  const { assert } = data;
  if (typeof assert !== "object" || assert === null || !("tables" in assert)) return source;
  const tables = /^\d+$/.test(String(assert.tables)) ? Number(assert.tables) : assert.tables;
  return { ...source, data: { ...data, assert: { ...assert, tables } } };
}

/**
 * Reads and compiles one rulebook. `file` is how messages name it. Throws `Fault` at the first
 * mistake: bad YAML, an unknown key, indicator, dimension, code or area, a pattern that cannot be read.
 */
export function compileRulebook(text: string, file: string, vocabulary: Vocabulary): CompiledRulebook {
  const source = withNumbers(parseYaml(text, file));
  const book = conform(source, Rulebook);
  const compiler = new Compiler(source, vocabulary);
  const name = file.split("/").at(-1) ?? file;
  refuseRivals(book, (path, message) => compiler.fault(path, message));
  for (const [i, member] of (book.territory?.members ?? []).entries())
    compiler.checkArea(`${book.territory?.level}-${member}`, ["territory", "members", i]);
  for (const [i, indicator] of (book.assert?.indicators ?? []).entries())
    compiler.checkComplete({ indicator, dimensions: {} }, ["assert", "indicators", i]);
  return {
    file: name,
    common: name.startsWith("_"),
    publisher: book.publisher,
    name: book.name,
    area: book.area,
    territory: book.territory ?? null,
    identify: {
      any: compiler.patterns(book.identify.any, ["identify", "any"]),
      all: compiler.patterns(book.identify.all, ["identify", "all"]),
      none: compiler.patterns(book.identify.none, ["identify", "none"]),
    },
    period: compiler.patterns(book.period.any, ["period", "any"]),
    tables: book.tables.map((rule, i) => tableRule(compiler, rule, i, name)),
    statements: book.statements.map((rule, i) => statementRule(compiler, rule, i, name)),
    ignore: book.ignore.map((rule, i) => ignoreRule(compiler, rule, i, name)),
    assert: { tables: book.assert?.tables ?? null, indicators: book.assert?.indicators ?? [] },
  };
}
