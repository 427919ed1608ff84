import type { Figure, Message } from "../model/index.js";
import type { ValueClaim } from "./claim.js";
import { type ClaimedDocument, claimDocument, type ExtractInput } from "./document.js";
import { type ExplainedClaim, explainedClaim, mappingText } from "./explain.js";
import { failedAssertions, settleLedger } from "./extract.js";

/** What one rule did in one document. */
interface RuleUse {
  rule: string;
  /** Figures and signs for "none" that are its own in the end. */
  figures: number;
  pages: number[];
}

/** A figure that rules of one rulebook take for different things. */
interface Overlap {
  page: number;
  raw: string;
  context: string;
  claims: ExplainedClaim[];
}

interface DocumentReport {
  document: string;
  publisher: string;
  period: string;
  rules: RuleUse[];
  overlaps: Overlap[];
  /** Figures that no rule explains, with the words around them. */
  unmapped: { page: number; raw: string; container: Figure["container"]; context: string }[];
  /** Tables with figures that no rule of the publisher answers to. */
  unclaimedTables: { page: number; caption: string; headers: string[] }[];
  failedAssertions: Message[];
}

export interface RulesReport {
  documents: DocumentReport[];
  /** Rules that did nothing in any document of their publisher; those that all share need not do anything. */
  silent: string[];
}

const CONTEXT = 160;

function usesOf(claimed: ClaimedDocument): RuleUse[] {
  const uses = new Map<string, { figures: number; pages: Set<number> }>();
  const count = (rule: string, page: number): void => {
    const use = uses.get(rule) ?? { figures: 0, pages: new Set() };
    use.figures += 1;
    use.pages.add(page);
    uses.set(rule, use);
  };
  for (const [entry, [first]] of claimed.held) if (first !== undefined) count(first.rule, entry.source.page);
  for (const claim of claimed.nils) count(claim.rule, claim.stretch.source.page);
  const order = new Map(
    claimed.input.rulebooks
      .flatMap((book) => [...book.tables, ...book.statements, ...book.ignore])
      .map(({ name }, place) => [name, place]),
  );
  const inFileOrder = [...uses].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return inFileOrder.map(([rule, { figures, pages }]) => ({
    rule,
    figures,
    pages: [...pages].sort((a, b) => a - b),
  }));
}

const isValue = (claim: { kind: string }): claim is ValueClaim => claim.kind === "value";

/** A figure stands in several statements: what a rule says of it twice is said once. */
function distinct(claims: ExplainedClaim[]): ExplainedClaim[] {
  return claims.filter(
    (claim, i) =>
      claims.findIndex((other) => other.rule === claim.rule && other.meaning === claim.meaning) === i,
  );
}

function overlapsOf(claimed: ClaimedDocument): Overlap[] {
  return [...claimed.held].flatMap(([entry, claims]) => {
    const [winner] = claims;
    if (winner === undefined || !isValue(winner)) return [];
    const rivals = claims.filter(
      (claim) =>
        isValue(claim) &&
        claim.strength[0] === winner.strength[0] &&
        claim.rule !== winner.rule &&
        mappingText(claim.meaning) !== mappingText(winner.meaning),
    );
    if (rivals.length === 0) return [];
    return [
      {
        page: entry.source.page,
        raw: entry.numeral.raw,
        context: winner.labels.context,
        claims: distinct([winner, ...rivals].map(explainedClaim)),
      },
    ];
  });
}

function unclaimedTables({ grids, tables }: ClaimedDocument): DocumentReport["unclaimedTables"] {
  const read = new Set(tables.map(({ grid }) => grid));
  return grids.flatMap((grid, i) => {
    if (read.has(i) || grid.kind === "list" || !grid.cells.some(({ text }) => /^\W*\d/.test(text))) return [];
    const headers = grid.cells
      .filter(({ row }) => row < Math.max(1, grid.headerRows))
      .map(({ text }) => text);
    return [{ page: grid.page, caption: grid.caption, headers }];
  });
}

function reportOn(claimed: ClaimedDocument): DocumentReport {
  const { made, figures } = settleLedger(claimed);
  const { document } = claimed.input;
  return {
    document: document.document_id,
    publisher: document.publisher,
    period: document.period,
    rules: usesOf(claimed),
    overlaps: overlapsOf(claimed),
    unmapped: claimed.entries.flatMap(({ source, numeral }, i) => {
      if (figures[i]?.state !== "unmapped") return [];
      const from = Math.max(0, numeral.start - CONTEXT / 2);
      const context = source.text.text.slice(from, from + CONTEXT);
      return [{ page: source.page, raw: numeral.raw, container: source.container, context }];
    }),
    unclaimedTables: unclaimedTables(claimed),
    failedAssertions: failedAssertions(
      claimed,
      made.map(({ observation }) => observation),
    ),
  };
}

/** What the rules do to a set of documents: which match where, which do nothing, where they disagree, what is left. */
export function checkRules(inputs: readonly ExtractInput[]): RulesReport {
  const claimed = inputs.map(claimDocument);
  const matched = new Set(claimed.flatMap((document) => [...document.matched]));
  const books = new Map(
    inputs.flatMap(({ rulebooks }) =>
      rulebooks.filter((book) => !book.common).map((book) => [book.file, book] as const),
    ),
  );
  const rules = [...books.values()].flatMap((book) => [...book.tables, ...book.statements, ...book.ignore]);
  return {
    documents: claimed.map(reportOn),
    silent: rules.map(({ name }) => name).filter((name) => !matched.has(name)),
  };
}
