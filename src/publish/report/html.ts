import { plainLine } from "../../model/index.js";

/** Markup, as opposed to text that has to be escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => plainLine(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

function markupOf(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return part.map((p) => p.markup).join("");
}

/** Markup with values in it; whatever is not markup itself is escaped, in text and in quoted attributes alike. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(literals.reduce((all, literal, i) => `${all}${markupOf(parts[i - 1] ?? "")}${literal}`));
}

export const NOTHING = new Html("");

/** The same in both languages; the style sheet shows one of them. */
export function both(fr: Part, en: Part): Html {
  const [a, b] = [markupOf(fr), markupOf(en)];
  return a === b ? new Html(a) : new Html(`<span lang="fr">${a}</span><span lang="en">${b}</span>`);
}

/** Data for a script, as the content of a `<script type="application/json">`. */
export const inlineJson = (value: unknown): Html =>
  new Html(JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028"));
