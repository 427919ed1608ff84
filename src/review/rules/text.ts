import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLSeq } from "yaml";
import { Fault } from "../../model/index.js";
import type { RuleDraft, RuleList } from "../wire.js";

/**
 * A rulebook with one more rule at the end of a list. Nothing else of the text changes: neither comments nor the way it
 * is set. Throws `Fault` where `rule` is not one map with an id, or the list is written in one line.
 */
export function withRule(text: string, { list, text: rule }: RuleDraft, file: string): string {
  ruleId(rule, file);
  const parsed = parseDocument(text, { schema: "failsafe" });
  const found = parsed.getIn([list], true);
  const body = rule.replace(/\s+$/, "").split("\n");
  if (!isSeq(found) || found.items.length === 0) {
    const bare = isSeq(found) || isScalar(found) ? withoutKey(text, list) : text;
    return `${bare.replace(/\n*$/, "\n")}\n${list}:\n${itemLines(body, "  ")}`;
  }
  if (found.flow === true)
    throw new Fault({
      file,
      message: { fr: `écrit « ${list} » sur une ligne.`, en: `writes "${list}" in one line.` },
      remedy: {
        fr: "L'écrire en liste de lignes qui commencent par un tiret.",
        en: "Write it as a list of lines that begin with a dash.",
      },
    });
  const end = endOf(text, found);
  return `${text.slice(0, end)}${itemLines(body, indentOf(text, found))}${text.slice(end)}`;
}

/** The rulebook without a rule, its lines cut out; undefined where there is none of that id. */
export function withoutRule(text: string, list: RuleList, id: string): string | undefined {
  const found = parseDocument(text, { schema: "failsafe" }).getIn([list], true);
  if (!isSeq(found)) return undefined;
  const at = found.items.findIndex((item) => isMap(item) && item.get("id") === id);
  const item = found.items[at];
  if (!isMap(item) || !item.range) return undefined;
  const lines = new LineCounter();
  parseDocument(text, { lineCounter: lines });
  const from = lines.lineStarts[lines.linePos(item.range[0]).line - 1] ?? 0;
  const to = lineEnd(text, item.range[1]);
  // A list without rules would be read as nothing at all.
  if (found.items.length === 1) return withoutKey(text, list);
  return text.slice(0, from) + text.slice(to);
}

/** The id of a rule written as YAML. Throws `Fault` where it is not one map with an id. */
export function ruleId(rule: string, file: string): string {
  const parsed = parseDocument(rule, { schema: "failsafe" });
  const id = isMap(parsed.contents) ? parsed.contents.get("id") : undefined;
  const problem = parsed.errors[0]?.message.split("\n")[0];
  if (problem === undefined && typeof id === "string" && id !== "") return id;
  throw new Fault({
    file,
    message:
      problem === undefined
        ? { fr: "la règle n'a pas d'id.", en: "the rule has no id." }
        : {
            fr: `la règle n'est pas du YAML bien formé : ${problem}`,
            en: `the rule is not valid YAML: ${problem}`,
          },
    remedy: { fr: "Voir docs/rulebooks.md.", en: "See docs/rulebooks.md." },
  });
}

/** True where a rule of that id stands in the list. */
export function hasRule(text: string, list: RuleList, id: string): boolean {
  return withoutRule(text, list, id) !== undefined;
}

const itemLines = (lines: readonly string[], indent: string): string =>
  lines.map((line, i) => (line === "" ? "\n" : `${indent}${i === 0 ? "- " : "  "}${line}\n`)).join("");

/** White space before the dash of the list's items. */
function indentOf(text: string, list: YAMLSeq): string {
  const first = list.items[0];
  const start = (isMap(first) || isScalar(first)) && first.range ? first.range[0] : 0;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^\s*/.exec(line)?.[0] ?? "";
}

/** Where the line after the last item begins. */
function endOf(text: string, list: YAMLSeq): number {
  const last = list.items.at(-1);
  const end = (isMap(last) || isScalar(last)) && last.range ? last.range[1] : text.length;
  return lineEnd(text, end);
}

/** The beginning of the next line, or of this one where the place is its beginning. */
function lineEnd(text: string, place: number): number {
  if (text[place - 1] === "\n") return place;
  const at = text.indexOf("\n", place);
  return at < 0 ? text.length : at + 1;
}

/** Without a key of the first level that holds nothing to keep, and its lines. */
function withoutKey(text: string, key: string): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (from < 0) return text;
  let to = from + 1;
  while (to < lines.length && /^(\s|-)/.test(lines[to] ?? "")) to += 1;
  return [...lines.slice(0, from), ...lines.slice(to)].join("\n");
}

const AROUND = 3;

/** What changed in one place of a file, as `diff -u` tells it; empty where nothing did. */
export function difference(before: string, after: string, file: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail))
    tail += 1;
  if (head === old.length && head === now.length) return "";
  const from = Math.max(0, head - AROUND);
  const gone = old.slice(head, old.length - tail);
  const come = now.slice(head, now.length - tail);
  const above = old.slice(from, head);
  const below = old.slice(old.length - tail, old.length - tail + AROUND);
  const span = (lines: number): string => `${from + 1},${above.length + lines + below.length}`;
  return [
    `--- ${file}`,
    `+++ ${file}`,
    `@@ -${span(gone.length)} +${span(come.length)} @@`,
    ...above.map((line) => ` ${line}`),
    ...gone.map((line) => `-${line}`),
    ...come.map((line) => `+${line}`),
    ...below.map((line) => ` ${line}`),
  ].join("\n");
}
