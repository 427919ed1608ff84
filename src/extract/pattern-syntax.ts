import type { Message } from "../model/index.js";
import { tokensOf } from "../normalise/index.js";
import { type Mapping, parseMapping, RuleSyntaxError } from "./mapping.js";

/** What stands in braces. */
export type Slot =
  | { kind: "value"; index: number; mapping: Mapping }
  | { kind: "year"; index: number }
  /** `{_}`: a figure known and ignored. */
  | { kind: "ignored"; index: number };

/** A pattern as its author nested it. */
export type Node =
  | { kind: "word"; text: string; stem: string }
  | { kind: "slot"; slot: Slot }
  | { kind: "gap" }
  | { kind: "sequence"; parts: Node[] }
  | { kind: "choice"; parts: Node[] }
  | { kind: "optional"; part: Node };

const MAX_SOURCE = 1000;
const MAX_DEPTH = 12;

interface Reader {
  source: string;
  at: number;
  slots: Slot[];
}

/** Reads the pattern language of docs/rulebooks.md. Throws RuleSyntaxError. */
export function parsePattern(source: string): { root: Node; slots: Slot[] } {
  if (source.length > MAX_SOURCE)
    throw new RuleSyntaxError(
      {
        fr: `un motif a au plus ${MAX_SOURCE} caractères`,
        en: `a pattern has at most ${MAX_SOURCE} characters`,
      },
      source,
      0,
    );
  const reader: Reader = { source, at: 0, slots: [] };
  const root = readSequence(reader, 0);
  if (reader.at < source.length) {
    const sign = source[reader.at] ?? "";
    const why =
      sign === "|"
        ? { fr: "« | » est hors de toute parenthèse", en: '"|" stands outside of brackets' }
        : closesNothing(sign);
    throw new RuleSyntaxError(why, source, reader.at);
  }
  return { root, slots: reader.slots };
}

const closesNothing = (sign: string): Message => ({
  fr: `« ${sign} » ne ferme rien`,
  en: `"${sign}" closes nothing`,
});

const notClosed = (opening: string, closing: string): Message => ({
  fr: `« ${opening} » n'est pas fermé par « ${closing} »`,
  en: `"${opening}" is not closed by "${closing}"`,
});

function readSequence(reader: Reader, depth: number): Node {
  const parts: Node[] = [];
  while (reader.at < reader.source.length) {
    const sign = reader.source[reader.at] ?? "";
    if (sign === "]" || sign === ")" || sign === "|") break;
    parts.push(...readPart(reader, sign, depth));
  }
  return { kind: "sequence", parts };
}

function readPart(reader: Reader, sign: string, depth: number): Node[] {
  if (sign === "[") return [{ kind: "optional", part: readGroup(reader, "]", depth + 1) }];
  if (sign === "(") return [readGroup(reader, ")", depth + 1)];
  if (sign === "{") return [readSlot(reader)];
  if (sign === "}") throw new RuleSyntaxError(closesNothing("}"), reader.source, reader.at);
  if (sign === "…") {
    reader.at += 1;
    return [{ kind: "gap" }];
  }
  return readWords(reader);
}

function readGroup(reader: Reader, closing: string, depth: number): Node {
  const opened = reader.at;
  if (depth > MAX_DEPTH)
    throw new RuleSyntaxError(
      {
        fr: `les parenthèses s'emboîtent sur plus de ${MAX_DEPTH} niveaux`,
        en: `brackets are nested more than ${MAX_DEPTH} deep`,
      },
      reader.source,
      opened,
    );
  const parts: Node[] = [];
  do {
    reader.at += 1;
    parts.push(readSequence(reader, depth));
  } while (reader.source[reader.at] === "|");
  if (reader.source[reader.at] !== closing) {
    throw new RuleSyntaxError(notClosed(reader.source[opened] ?? "", closing), reader.source, opened);
  }
  reader.at += 1;
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "choice", parts };
}

function readSlot(reader: Reader): Node {
  const opened = reader.at;
  const closed = reader.source.indexOf("}", opened);
  if (closed < 0) throw new RuleSyntaxError(notClosed("{", "}"), reader.source, opened);
  const inside = reader.source.slice(opened + 1, closed);
  const index = reader.slots.length;
  const slot = slotOf(inside.trim(), index, reader.source, opened + 1);
  reader.slots.push(slot);
  reader.at = closed + 1;
  return { kind: "slot", slot };
}

function slotOf(inside: string, index: number, source: string, offset: number): Slot {
  if (inside === "year") return { kind: "year", index };
  if (inside === "_") return { kind: "ignored", index };
  try {
    return { kind: "value", index, mapping: parseMapping(inside) };
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    throw new RuleSyntaxError(error.reason, source, offset + error.offset);
  }
}

/** Plain text up to the next sign. Words with a hyphen between also stand for the one word they make. */
function readWords(reader: Reader): Node[] {
  const rest = /^[^[\](){}|…]+/.exec(reader.source.slice(reader.at))?.[0] ?? "";
  reader.at += rest.length;
  const nodes: Node[] = [];
  let run: Node[] = [];
  let joined = "";
  let last = 0;
  const flush = (): void => {
    const split: Node = { kind: "sequence", parts: run };
    const whole: Node = word(joined);
    if (run.length > 0) nodes.push(run.length === 1 ? split : { kind: "choice", parts: [split, whole] });
    run = [];
    joined = "";
  };
  for (const token of tokensOf(rest)) {
    if (!/^[-‐‑]$/.test(rest.slice(last, token.start)) || /\d/.test(joined + token.text)) flush();
    run.push({ kind: "word", text: token.text, stem: token.stem });
    joined += token.text;
    last = token.end;
  }
  flush();
  return nodes;
}

function word(text: string): Node {
  const [token] = tokensOf(text);
  return { kind: "word", text, stem: token?.stem ?? text };
}
