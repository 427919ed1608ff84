import type { Catalogue } from "../model/index.js";
import type { Claim, IgnoreClaim, ValueClaim } from "./claim.js";
import { direction } from "./direction.js";
import { mergeMappings } from "./mapping.js";
import { isRefusal, meaningOf, PER_CENT } from "./meaning.js";
import {
  type Accepts,
  agrees,
  findLabel,
  findStatement,
  type Pattern,
  type PreparedText,
  type StatementMatch,
} from "./pattern.js";
import type { Candidate, PreparedDocument, SectionReader } from "./prepared.js";
import type { CompiledIgnore, CompiledRulebook, CompiledStatement } from "./rulebook.js";
import { stretchAt } from "./statement.js";

export interface StatementContext {
  catalogue: Catalogue;
  year: number | null;
  /** Place of the rulebook: the publisher's own before those shared. */
  book: number;
  common: boolean;
}

/** Whether all section patterns stand in a section path. */
export const inSection = (patterns: readonly Pattern[], section: PreparedText): boolean =>
  patterns.every((pattern) => findLabel(pattern, section) !== null);

/** Unit against measure, the indicator's own included. */
function acceptsFor(rule: CompiledStatement, catalogue: Catalogue): Accepts {
  return (slot, numeral) => {
    const mapping = mergeMappings(rule.of, slot.mapping);
    const indicator = catalogue[mapping.indicator ?? ""];
    if (indicator === undefined) return false;
    const measure = mapping.measure ?? indicator.measure;
    const unit = mapping.unit ?? (PER_CENT.has(measure) && measure !== "RATE" ? "PT" : indicator.unit);
    return agrees({ measure, unit, unitIsGiven: mapping.unit !== undefined }, numeral);
  };
}

/** A rule for the innermost heading is meant before one for the chapter, and that before one for any place. */
const ANYWHERE = 99;

function strengthOf(
  match: StatementMatch,
  below: number,
  context: StatementContext,
  order: number,
): Claim["strength"] {
  return [context.book, 1, -match.words, below, order];
}

function valueClaims(
  rule: CompiledStatement,
  { statement, prepared, below }: Placed,
  match: StatementMatch,
  context: StatementContext,
): Claim[] {
  return match.slots.flatMap(({ slot, numeral: index, year }): Claim[] => {
    const numeral = prepared.numerals[index];
    if (numeral === undefined || slot.kind === "year") return [];
    const stretch = stretchAt(statement, numeral.start, numeral.end);
    if (stretch === undefined) return [];
    const held = {
      stretch,
      rule: rule.name,
      strength: strengthOf(match, below, context, rule.order),
      found: statement.text.slice(match.start, match.end),
    };
    if (slot.kind === "ignored")
      return [{ ...held, kind: "ignore", reason: "part of the words that tell what another figure is" }];
    const around = { year: context.year, boundYear: year, headerUnit: null };
    const meaning = meaningOf(mergeMappings(rule.of, slot.mapping), numeral, around, context.catalogue);
    if (isRefusal(meaning)) return [];
    const [before, after] = [
      statement.text.slice(match.start, numeral.start),
      statement.text.slice(numeral.end, match.end),
    ];
    const claim: ValueClaim = {
      ...held,
      kind: "value",
      numeral,
      nil: null,
      meaning:
        meaning.measure === "CHANGE" ? { ...meaning, measure: direction(numeral, before, after) } : meaning,
      labels: { section: statement.section, table: "", row: "", column: "", context: statement.text },
      misprints: match.misprints.length,
      decimals: numeral.decimals,
      common: context.common,
      atMost: rule.confidence,
      group: statement.group,
      partial: rule.partial,
      anywhere: below === ANYWHERE,
      at: null,
    };
    return [claim];
  });
}

function ignoreClaims(
  rule: CompiledIgnore,
  { statement, prepared, below }: Placed,
  match: StatementMatch,
  context: StatementContext,
): IgnoreClaim[] {
  return match.slots.flatMap(({ slot, numeral: index }): IgnoreClaim[] => {
    const numeral = prepared.numerals[index];
    if (numeral === undefined || slot.kind !== "ignored") return [];
    const stretch = stretchAt(statement, numeral.start, numeral.end);
    if (stretch === undefined) return [];
    const found = statement.text.slice(match.start, match.end);
    return [
      {
        kind: "ignore",
        stretch,
        rule: rule.name,
        strength: strengthOf(match, below, context, rule.order),
        found,
        reason: rule.reason,
      },
    ];
  });
}

/** Everything that the statement and ignore rules of one rulebook say about a document. */
export function claimStatements(
  book: CompiledRulebook,
  document: PreparedDocument,
  context: StatementContext,
): { claims: Claim[]; matched: Set<string> } {
  const matched = new Set<string>();
  const claims: Claim[] = [];
  for (const rule of book.statements) {
    const accepts = acceptsFor(rule, context.catalogue);
    for (const { candidate, pattern } of standing(rule, document))
      for (const match of findStatement(pattern, candidate.prepared, accepts)) {
        matched.add(rule.name);
        claims.push(...valueClaims(rule, candidate, match, context));
      }
  }
  for (const rule of book.ignore)
    for (const { candidate, pattern } of standing(rule, document))
      for (const match of findStatement(pattern, candidate.prepared)) {
        matched.add(rule.name);
        claims.push(...ignoreClaims(rule, candidate, match, context));
      }
  return { claims, matched };
}

/** A statement with figures that a rule may be about. */
interface Placed extends Candidate {
  /** Headings between it and the one that the rule's section names. */
  below: number;
}

/** Where a rule's patterns may stand: statement by statement, of each pattern by pattern. */
function standing(
  rule: { section: readonly Pattern[]; match: readonly Pattern[] },
  { candidates, index, section: read }: PreparedDocument,
): { candidate: Placed; pattern: Pattern }[] {
  const known = new Map<PreparedText, number | null>();
  const belowOf = (section: readonly string[]): number | null => {
    if (rule.section.length === 0) return ANYWHERE;
    const key = read(section);
    const below = known.has(key) ? (known.get(key) ?? null) : headingsBelow(rule.section, section, read);
    known.set(key, below);
    return below;
  };
  return rule.match
    .flatMap((pattern) =>
      index(pattern).flatMap((place) => {
        const candidate = candidates[place];
        return candidate && candidate.prepared.numerals.length > 0 ? [{ place, candidate, pattern }] : [];
      }),
    )
    .sort((a, b) => a.place - b.place)
    .flatMap(({ candidate, pattern }) => {
      const below = belowOf(candidate.statement.section);
      return below === null ? [] : [{ candidate: { ...candidate, below }, pattern }];
    });
}

/** How many headings stand under the innermost ones that hold all patterns; null where none do. */
function headingsBelow(
  patterns: readonly Pattern[],
  section: readonly string[],
  read: SectionReader,
): number | null {
  if (!inSection(patterns, read(section))) return null;
  for (let from = section.length - 1; from > 0; from -= 1)
    if (inSection(patterns, read(section.slice(from)))) return section.length - 1 - from;
  return section.length - 1;
}
