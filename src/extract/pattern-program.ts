import { RuleSyntaxError } from "./mapping.js";
import { type Node, parsePattern, type Slot } from "./pattern-syntax.js";

/** A word of a pattern, folded. */
export interface PatternWord {
  text: string;
  stem: string;
}

/** One place of a pattern that takes a word or a numeral of the text. */
export type Position =
  | ({ kind: "word" } & PatternWord)
  | { kind: "slot"; slot: Slot }
  /** Any one word or numeral, of a gap. */
  | { kind: "any" };

/**
 * A pattern as an automaton of positions (Glushkov, "The abstract theory of automata", 1961): which
 * positions can come first, last, and after each. The language has no repetition, so a match reads
 * each position at most once and matching takes time linear in the text.
 */
export interface Pattern {
  source: string;
  slots: Slot[];
  positions: Position[];
  first: number[];
  last: boolean[];
  follow: number[][];
  /** Words of which every match holds one of each choice: a statement without need not be walked. */
  required: PatternWord[][];
  /** Figures that every match holds. */
  requiredFigures: number;
}

/** Words that `…` may stand for. */
const GAP = 8;
const MAX_POSITIONS = 256;

interface Part {
  first: number[];
  last: number[];
  nullable: boolean;
}

interface Builder {
  source: string;
  positions: Position[];
  follow: number[][];
}

const EMPTY: Part = { first: [], last: [], nullable: true };

/** Compiles a pattern of docs/rulebooks.md. Throws RuleSyntaxError for one that cannot be read, is too long, or matches nothing in particular. */
export function compilePattern(source: string): Pattern {
  const { root, slots } = parsePattern(source);
  const builder: Builder = { source, positions: [], follow: [] };
  const whole = build(builder, trimGaps(root));
  if (whole.nullable) {
    throw new RuleSyntaxError(
      {
        fr: "un motif demande un mot ou un chiffre qui ne soit pas facultatif",
        en: "a pattern needs a word or a figure that is not optional",
      },
      source,
      0,
    );
  }
  const last = builder.positions.map(() => false);
  for (const position of whole.last) last[position] = true;
  return {
    source,
    slots,
    positions: builder.positions,
    first: whole.first,
    last,
    follow: builder.follow,
    required: requiredWords(root),
    requiredFigures: requiredFigures(root),
  };
}

/** Words outside of options; of a choice, the longest word that each of its parts cannot do without. */
function requiredWords(node: Node): PatternWord[][] {
  if (node.kind === "word") return [[{ text: node.text, stem: node.stem }]];
  if (node.kind === "sequence") return node.parts.flatMap(requiredWords);
  if (node.kind !== "choice") return [];
  const parts = node.parts.map((part) => requiredWords(part).sort((a, b) => shortest(b) - shortest(a))[0]);
  return parts.every((words) => words !== undefined) ? [parts.flat()] : [];
}

const shortest = (words: readonly PatternWord[]): number => Math.min(...words.map(({ text }) => text.length));

/** Slots outside of options and choices. */
function requiredFigures(node: Node): number {
  if (node.kind === "slot") return 1;
  return node.kind === "sequence" ? node.parts.reduce((n, part) => n + requiredFigures(part), 0) : 0;
}

/** A gap before the first word or after the last says nothing: patterns are found anywhere. */
function trimGaps(root: Node): Node {
  if (root.kind !== "sequence") return root;
  const isGap = (node: Node): boolean => node.kind === "gap";
  const from = root.parts.findIndex((part) => !isGap(part));
  const to = root.parts.findLastIndex((part) => !isGap(part));
  return { kind: "sequence", parts: from < 0 ? [] : root.parts.slice(from, to + 1) };
}

function build(builder: Builder, node: Node): Part {
  switch (node.kind) {
    case "word":
    case "slot":
      return place(builder, node);
    case "gap": {
      const any = Array.from({ length: GAP }, () => optional(place(builder, { kind: "any" })));
      return any.reduce((a, b) => chain(builder, a, b), EMPTY);
    }
    case "sequence":
      return node.parts.map((part) => build(builder, part)).reduce((a, b) => chain(builder, a, b), EMPTY);
    case "choice":
      return node.parts
        .map((part) => build(builder, part))
        .reduce((a, b) => ({
          first: [...a.first, ...b.first],
          last: [...a.last, ...b.last],
          nullable: a.nullable || b.nullable,
        }));
    case "optional":
      return optional(build(builder, node.part));
  }
}

function place(builder: Builder, position: Position): Part {
  if (builder.positions.length >= MAX_POSITIONS) {
    throw new RuleSyntaxError(
      {
        fr: `un motif a au plus ${MAX_POSITIONS} mots (… compte pour ${GAP})`,
        en: `a pattern has at most ${MAX_POSITIONS} words (… counts ${GAP})`,
      },
      builder.source,
      0,
    );
  }
  const index = builder.positions.push(position) - 1;
  builder.follow.push([]);
  return { first: [index], last: [index], nullable: false };
}

const optional = (part: Part): Part => ({ ...part, nullable: true });

function chain(builder: Builder, a: Part, b: Part): Part {
  for (const position of a.last) builder.follow[position]?.push(...b.first);
  return {
    first: a.nullable ? [...a.first, ...b.first] : a.first,
    last: b.nullable ? [...a.last, ...b.last] : b.last,
    nullable: a.nullable && b.nullable,
  };
}
