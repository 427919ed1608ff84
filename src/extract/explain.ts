import { type Figure, LEADS_TO } from "../model/index.js";
import type { Claim } from "./claim.js";
import { type ClaimedDocument, claimDocument, type ExtractInput } from "./document.js";
import { settleLedger } from "./extract.js";
import { columnLabel, rowPath } from "./grid.js";
import type { Entry } from "./ledger.js";
import type { Meaning } from "./meaning.js";

/** One rule's claim on a figure. */
export interface ExplainedClaim {
  rule: string;
  /** Words that the rule found. */
  found: string;
  /** What the figure would be, in the words of a mapping; empty where the rule ignores it. */
  meaning: string;
  /** Why it is ignored; empty where it is mapped. */
  reason: string;
}

/** Why a figure became what it became. */
export interface Explanation {
  figure: Figure;
  section: string;
  /** Every statement it stands in, as patterns see it. */
  statements: string[];
  /** The table or list of values it stands in, and the rules that this answers to. */
  table: { caption: string; row: string; column: string; rules: string[] } | null;
  /** The claim that won, then its rivals, strongest first. */
  claims: ExplainedClaim[];
}

/** A meaning in the words of a rulebook; dimensions that are whole or not applicable are left out. */
export function mappingText(meaning: Meaning): string {
  const cut = Object.entries(meaning.dimensions).filter(([, code]) => code !== "_T" && code !== "_Z");
  const area = meaning.area === "" ? [] : [`area=${meaning.area}`];
  const head = `${meaning.indicator}:${meaning.measure}`;
  return [head, ...cut.map(([name, code]) => `${name}=${code}`), `@${meaning.period}`, ...area].join(" ");
}

export const explainedClaim = (claim: Claim): ExplainedClaim => ({
  rule: claim.rule,
  found: claim.found,
  meaning: claim.kind === "value" ? mappingText(claim.meaning) : "",
  reason: claim.kind === "ignore" ? claim.reason : "",
});

function tableAround(claimed: ClaimedDocument, entry: Entry): Explanation["table"] {
  for (const [i, grid] of claimed.grids.entries()) {
    const cell = grid.cells.find(
      ({ stretch }) =>
        stretch.source === entry.source &&
        stretch.from <= entry.numeral.start &&
        entry.numeral.end <= stretch.to,
    );
    if (cell === undefined) continue;
    const rules = (claimed.candidates[i] ?? []).map(({ rule }) => rule.name);
    return {
      caption: grid.caption,
      row: rowPath(grid, cell.row),
      column: columnLabel(grid, cell.column),
      rules,
    };
  }
  return null;
}

function statementsAround(claimed: ClaimedDocument, { source, numeral }: Entry): string[] {
  return claimed.statements
    .filter(({ pieces }) =>
      pieces.some((piece) => piece.source === source && piece.from < numeral.end && numeral.start < piece.to),
    )
    .map(({ text }) => text);
}

/** Explains every figure that `wanted` picks from the ledger. */
export function explain(input: ExtractInput, wanted: (figure: Figure) => boolean): Explanation[] {
  const claimed = claimDocument(input);
  const { figures } = settleLedger(claimed);
  return claimed.entries.flatMap((entry, i) => {
    const figure = figures[i];
    if (figure === undefined || !wanted(figure)) return [];
    return [
      {
        figure,
        section: entry.source.section.join(LEADS_TO),
        statements: statementsAround(claimed, entry),
        table: tableAround(claimed, entry),
        claims: (claimed.held.get(entry) ?? []).map(explainedClaim),
      },
    ];
  });
}
