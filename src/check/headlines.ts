import type { Anomaly, CodeLists, Dimension, Extraction, Observation } from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import { type Cell, cellOf } from "./cell.js";
import type { CheckContext } from "./finder.js";
import { anomalyId } from "./findings.js";
import { textOf, without } from "./key.js";
import type { Ledger } from "./network.js";
import { amount, both, type Language, nameOf, quoted, whereOf } from "./wording.js";

/** The one part of a quantity that a document tells in its text: "the sector X makes 31 % of the trainings". */
interface Headline {
  dimension: Dimension;
  code: string;
  observation: Observation;
}

/** An index of headlines over documents. */
export interface Headlines {
  add: (extraction: Extraction, ledger: Ledger) => void;
  /** Headlines of two documents that give one value to two parts: two names for one thing, or one is wrong. */
  anomalies: (context: CheckContext) => Anomaly[];
}

/** Smaller numbers are alike by chance. */
const LEAST = 10;

/** Memory and time grow with the headlines, never with their pairs. */
export function headlines(): Headlines {
  const byQuantity = new Map<string, Headline[]>();
  return {
    add: (_, ledger) => {
      for (const [quantity, headline] of headlinesOf(ledger)) {
        const known = byQuantity.get(quantity) ?? [];
        known.push(headline);
        byQuantity.set(quantity, known);
      }
    },
    anomalies: (context) =>
      [...byQuantity.keys()]
        .toSorted()
        .flatMap((quantity) => clashesOf(byQuantity.get(quantity) ?? [], context)),
  };
}

function headlinesOf(ledger: Ledger): Map<string, Headline> {
  const found = new Map<string, Headline | null>();
  ledger.cells.forEach((cell, index) => {
    const key = ledger.keys[index];
    const observation = textOnly(cell);
    if (!key) return;
    for (const [dimension, code] of key.cuts) {
      const quantity = `${dimension}|${textOf(without(key, dimension))}`;
      const known = found.get(quantity);
      if (known !== undefined && known?.code !== code) found.set(quantity, null);
      else if (known === undefined)
        found.set(quantity, observation && cell.value.gte(LEAST) ? { dimension, code, observation } : null);
    }
  });
  return new Map([...found].flatMap(([quantity, h]) => (h ? [[quantity, h] as const] : [])));
}

/** A table tells all parts; a sentence tells the one that stands out. */
const textOnly = (cell: Cell): Observation | undefined =>
  cell.mentions.every((o) => o.source_row === "" && o.source_column === "") ? cell.mentions[0] : undefined;

function clashesOf(members: readonly Headline[], context: CheckContext): Anomaly[] {
  const [one, ...others] = members.toSorted((a, b) =>
    a.observation.document_id < b.observation.document_id ? -1 : 1,
  );
  if (!one) return [];
  const clash = others.find((other) => other.code !== one.code && isSame(one.observation, other.observation));
  return clash ? [anomaly(one, clash, context)] : [];
}

function isSame(one: Observation, other: Observation): boolean {
  const [a, b] = [cellOf(one), cellOf(other)];
  return a !== null && b !== null && a.value.eq(b.value) && a.step.eq(b.step);
}

const labelOf = (headline: Headline, lists: CodeLists, language: Language): string => {
  const code = lists[headline.dimension]?.find((entry) => entry.code === headline.code);
  return (language === "fr" ? code?.label_fr : code?.label_en) ?? headline.code;
};

function anomaly(one: Headline, other: Headline, context: CheckContext): Anomaly {
  const terms = [
    { observation: one.observation.observation_id, role: "statement" as const },
    { observation: other.observation.observation_id, role: "restatement" as const },
  ];
  const anomaly_id = anomalyId("crossed", terms);
  const cell = cellOf(one.observation) as Cell;
  const [a, b] = [one, other].map((h) => labelOf(h, context.codeLists, "fr")) as [string, string];
  return {
    anomaly_id,
    check: "crossed",
    severity: "warning",
    documents: [one, other].map((h) => h.observation.document_id).sort(),
    observations: terms,
    stated: a,
    expected: b,
    difference: null,
    tolerance: null,
    arithmetic: `${a} ≠ ${b} (${decimalOf(cell.value)})`,
    suspects: [],
    proposals: [],
    origin: [one, other].some((h) => h.observation.method === "ocr") ? "undecided" : "source",
    group: anomaly_id,
    message: both((l) => messageOf(one, other, context, l)),
    page: Math.min(one.observation.source_page, other.observation.source_page),
    notes: [],
  };
}

function messageOf(one: Headline, other: Headline, context: CheckContext, l: Language): string {
  const value = amount((cellOf(one.observation) as Cell).value, one.observation, l);
  const say = (h: Headline): string => {
    const o = h.observation;
    return `${quoted(labelOf(h, context.codeLists, l), l)} (${o.document_id}, ${whereOf(o, l)}: ${nameOf(o, context.catalogue, l)})`;
  };
  return l === "fr"
    ? `${value} est dit de deux choses : ${say(one)} et ${say(other)}. Deux noms pour une même chose, ou l'un des deux est faux.`
    : `${value} is said of two things: ${say(one)} and ${say(other)}. Two names for one thing, or one of them is wrong.`;
}
