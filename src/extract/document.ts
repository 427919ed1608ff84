import type { Block, Catalogue, Code, CodeLists, Dimension, DocumentIdentity } from "../model/index.js";
import { fold, type Gazetteer, type Territory } from "../normalise/index.js";
import type { LabelReader } from "./axis.js";
import { type Claim, stronger, type ValueClaim } from "./claim.js";
import {
  cellAt,
  columnLabel,
  type Grid,
  type GridCell,
  gridOfTable,
  gridsOfList,
  groupLabel,
  rowLabel,
} from "./grid.js";
import { claimIgnored, endsInLeader } from "./ignore.js";
import { type Entry, indexEntries, ledgerOf } from "./ledger.js";
import { prepare } from "./prepared.js";
import type { CompiledAxis, CompiledRulebook } from "./rulebook.js";
import type { ReadBlock, SourceText } from "./source-text.js";
import { leadIn, type Statement, withBefore } from "./statement.js";
import { claimStatements } from "./statement-claims.js";
import { claimTable, labelsOf, type ReadLine, type TableClaims } from "./table-claims.js";
import { type LabelledGrid, labelGrids, matchTable, type TableMatch } from "./table-match.js";
import { territoryNamed } from "./territory.js";

/** What `extract` works on. */
export interface ExtractInput {
  document: DocumentIdentity;
  blocks: readonly Block[];
  /** The publisher's rulebook, where one is known, then the common one. */
  rulebooks: readonly CompiledRulebook[];
  catalogue: Catalogue;
  codeLists: CodeLists;
  gazetteer: Gazetteer;
}

/** A document with everything its rules say, before it is settled who is right. */
export interface ClaimedDocument {
  input: ExtractInput;
  entries: Entry[];
  statements: Statement[];
  grids: Grid[];
  tables: TableClaims[];
  /** For each grid the rules it answers to, strongest first, over all rulebooks. */
  candidates: TableMatch[][];
  /** Claims on each figure, strongest first. */
  held: Map<Entry, Claim[]>;
  /** Claims on signs for "none", which are no figures. */
  nils: ValueClaim[];
  /** Names of the rules that matched something. */
  matched: Set<string>;
  /** Texts of tables that hold no values: labels, and page numbers that leader dots lead to. */
  places: Map<SourceText, "label" | "led">;
  /** The publisher's, or the one that the report's own labels tell. */
  territory: Territory | null;
}

const TITLE_WORDS = 22;

/** The title of a table without a caption: a heading, or a short line that states nothing, just above. */
function titleBefore(before: ReadBlock | undefined): string {
  const kind = before?.block.kind;
  const text = before?.texts[0]?.text.text ?? "";
  if (kind !== "heading" && kind !== "paragraph") return "";
  return text.split(/\s+/).length <= TITLE_WORDS && !/[.;!?]\s*$/.test(text) ? text : "";
}

function gridsOf(blocks: readonly ReadBlock[]): Grid[] {
  return withBefore(blocks).flatMap(({ read, before }): Grid[] => {
    const { block } = read;
    if (block.kind === "table") return [gridOfTable(read, block, block.caption?.text ?? titleBefore(before))];
    if (block.kind !== "list") return [];
    const lead = leadIn(before);
    const caption = lead === undefined ? "" : lead.source.text.text.slice(lead.from, lead.to);
    return gridsOfList(read, block, caption);
  });
}

/** What a table's cell is about, for ids: its labels. */
function pathsOf(grids: readonly Grid[]): (source: SourceText) => string {
  const paths = new Map<SourceText, string>();
  // All cells of a line share its label.
  const folded = new Map<string, string>();
  const foldOnce = (label: string): string => {
    const known = folded.get(label) ?? fold(label);
    folded.set(label, known);
    return known;
  };
  for (const grid of grids.filter(({ kind }) => kind === "table"))
    for (const { stretch, row, column } of grid.cells) {
      const labels = [groupLabel(grid, row), rowLabel(grid, row), columnLabel(grid, column)];
      paths.set(stretch.source, labels.map(foldOnce).join(" | "));
    }
  return (source) => paths.get(source) ?? "";
}

/** Gives what a statement in a table's cell says the labels of the cell. */
function labelledBy(grids: readonly Grid[]): (claim: Claim) => Claim {
  const places = new Map<SourceText, [Grid, GridCell]>();
  for (const grid of grids.filter(({ kind }) => kind === "table"))
    for (const cell of grid.cells) places.set(cell.stretch.source, [grid, cell]);
  return (claim) => {
    const place = claim.kind === "value" ? places.get(claim.stretch.source) : undefined;
    if (claim.kind !== "value" || place === undefined) return claim;
    const [grid, cell] = place;
    const inBody = cell.row >= grid.headerRows && cell.column >= grid.stubColumns;
    const { table, row, column } = labelsOf(grid, cell, null);
    return inBody ? { ...claim, labels: { ...claim.labels, table, row, column } } : claim;
  };
}

function placesOf(grids: readonly Grid[]): ClaimedDocument["places"] {
  const places: ClaimedDocument["places"] = new Map();
  for (const grid of grids.filter(({ kind }) => kind === "table"))
    for (const { row, column, text, stretch } of grid.cells) {
      const outside = row < grid.headerRows || column < grid.stubColumns || grid.groupRows.has(row);
      const before = cellAt(grid, row, column - 1)?.text ?? "";
      if (endsInLeader(before)) places.set(stretch.source, "led");
      else if (outside && /\p{L}/u.test(text)) places.set(stretch.source, "label");
    }
  return places;
}

/** Whether a rule says something of a cell, and knows a label of each axis besides its totals. */
function explains({ values, ignored, match, rows, columns }: TableClaims): boolean {
  const known = (axis: CompiledAxis | null, lines: readonly ReadLine[]): boolean =>
    axis === null ||
    axis.kind === "labels" ||
    lines.some(({ meaning }) => meaning !== null && (!meaning.total || meaning.place !== null));
  const { rule } = match;
  return values.length + ignored.length > 0 && known(rule.rows, rows) && known(rule.columns, columns);
}

/**
 * The first of the rules a table answers to that explains one of its cells; of shared rules, which were not
 * written for this table, the one that explains most.
 */
function claimGrid(
  labelled: LabelledGrid,
  index: number,
  book: CompiledRulebook,
  place: number,
  input: ExtractInput,
  reader: LabelReader,
): { claims: TableClaims | null; candidates: TableMatch[] } {
  const year = input.document.period === "" ? null : Number(input.document.period);
  const context = { reader, catalogue: input.catalogue, year, grid: index, common: book.common, book: place };
  const candidates = matchTable(book.tables, labelled);
  let best: { claims: TableClaims; weight: number } | null = null;
  for (const match of candidates) {
    const claims = claimTable(match, context);
    if (!explains(claims)) continue;
    if (!book.common) return { claims, candidates };
    const weight = claims.values.length * match.rule.confidence;
    if (best === null || weight > best.weight) best = { claims, weight };
  }
  return { claims: best?.claims ?? null, candidates };
}

const readerOf = (input: ExtractInput, territory: Territory | null): LabelReader => ({
  gazetteer: input.gazetteer,
  territory,
  codes: (dimension: Dimension): readonly Code[] => input.codeLists[dimension] ?? [],
  known: new Map(),
});

/** Applies every rule to a document. */
export function claimDocument(input: ExtractInput): ClaimedDocument {
  const document = prepare(input.blocks);
  const { blocks } = document;
  const grids = gridsOf(blocks);
  const entries = ledgerOf(blocks, input.document.sha256, pathsOf(grids));
  const year = input.document.period === "" ? null : Number(input.document.period);
  const tables: TableClaims[] = [];
  const candidates: TableMatch[][] = grids.map(() => []);
  const claims: Claim[] = [];
  const matched = new Set<string>();
  const territory = input.rulebooks[0]?.territory ?? territoryNamed(grids, input.gazetteer);
  const labelled = labelGrids(grids);
  const reader = readerOf(input, territory);
  const inCells = labelledBy(grids);
  for (const [place, book] of input.rulebooks.entries()) {
    for (const [index, grid] of labelled.entries()) {
      const found = claimGrid(grid, index, book, place, input, reader);
      candidates[index]?.push(...found.candidates);
      if (found.claims === null) continue;
      tables.push(found.claims);
      matched.add(found.claims.match.rule.name);
      claims.push(...found.claims.values, ...found.claims.ignored);
    }
    const context = { catalogue: input.catalogue, year, book: place, common: book.common };
    const said = claimStatements(book, document, context);
    const ignored = claimIgnored(book, entries, place, document.section);
    claims.push(...said.claims.map(inCells), ...ignored);
    for (const name of [...said.matched, ...ignored.map(({ rule }) => rule)]) matched.add(name);
  }
  const { held, nils } = settle(claims, entries);
  return {
    input,
    entries,
    statements: document.candidates.map(({ statement }) => statement),
    grids,
    tables,
    candidates,
    held,
    nils,
    matched,
    places: placesOf(grids),
    territory,
  };
}

/** Sorts claims to the figures they are on, the strongest first; of the claims on a sign for "none" one stays. */
function settle(claims: readonly Claim[], entries: readonly Entry[]): Pick<ClaimedDocument, "held" | "nils"> {
  const find = indexEntries(entries);
  const held = new Map<Entry, Claim[]>();
  const nils = new Map<string, ValueClaim>();
  for (const claim of [...claims].sort((a, b) => stronger(a.strength, b.strength))) {
    if (claim.kind === "value" && claim.nil !== null) {
      const { source, from } = claim.stretch;
      const key = `${source.order}:${from}`;
      if (!nils.has(key)) nils.set(key, claim);
      continue;
    }
    const entry = find(claim.stretch);
    if (entry === undefined) continue;
    const list = held.get(entry);
    if (list === undefined) held.set(entry, [claim]);
    else list.push(claim);
  }
  return { held, nils: [...nils.values()] };
}
