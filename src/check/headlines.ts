import {
  type Anomaly,
  type CodeLists,
  DIMENSIONS,
  type Dimension,
  type Language,
  type Observation,
} from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import type { Across } from "./across.js";
import { type Cell, cellOf } from "./cell.js";
import type { CheckContext } from "./finder.js";
import { anomalyId } from "./findings.js";
import { textOf, without } from "./key.js";
import type { Library, Place } from "./library.js";
import type { Ledger } from "./network.js";
import { markOf, rowsOn } from "./shelf.js";
import { amount, both, nameOf, quoted, whereOf } from "./wording.js";

/** The one part of a quantity that a document tells in its text: "the sector X makes 31 % of the trainings". */
interface Headline {
  dimension: Dimension;
  code: string;
  observation: Observation;
}

/** What is noted of a headline: marks and numbers. */
interface Note extends Place {
  quantity: number;
  code: number;
  value: number;
  step: number;
  /** Index of the dimension. */
  dimension: number;
}

const NOTE = 7;

/** Smaller numbers are alike by chance. */
const LEAST = 10;

/**
 * An index of headlines over documents: those of two documents that give one value to two parts are two names for
 * one thing, or one is wrong. Time grows with the headlines, never with their pairs.
 */
export function headlines(library: Library): Across {
  const notes = rowsOn(library.shelf, "headlines");
  return {
    add: (_, ledger, placeOf) => {
      for (const [quantity, { code, dimension, observation }] of headlinesOf(ledger)) {
        const { document, index } = placeOf(observation);
        const cell = cellOf(observation) as Cell;
        const at = DIMENSIONS.indexOf(dimension);
        const mark = markOf(quantity);
        notes.note(mark, [mark, document, index, markOf(code), Number(cell.value), Number(cell.step), at]);
      }
    },
    anomalies: (context) => {
      const clashes: [Note, Note][] = [];
      for (const numbers of notes.drawers()) clashes.push(...clashesOf(numbers, library));
      const observationOf = library.recall(clashes.flat());
      const headline = (note: Note): Headline | undefined => {
        const observation = observationOf(note);
        const dimension = DIMENSIONS[note.dimension];
        return observation && dimension && { dimension, code: observation[dimension], observation };
      };
      return clashes.flatMap(([one, other]) => {
        const [a, b] = [headline(one), headline(other)];
        return a && b ? [anomaly(a, b, context)] : [];
      });
    },
  };
}

/** The first document's headline of each quantity, and the first other one that gives its value to another part. */
function clashesOf(numbers: Float64Array, { idOf }: Library): [Note, Note][] {
  const byQuantity = new Map<number, Note[]>();
  for (let at = 0; at < numbers.length; at += NOTE) {
    const [quantity, document, index, code, value, step, dimension] = numbers.subarray(at, at + NOTE);
    const note = { quantity, document, index, code, value, step, dimension } as Note;
    const known = byQuantity.get(note.quantity);
    if (known) known.push(note);
    else byQuantity.set(note.quantity, [note]);
  }
  return [...byQuantity.values()].flatMap((members): [Note, Note][] => {
    const [one, ...others] = members.sort((a, b) => (idOf(a.document) < idOf(b.document) ? -1 : 1));
    const clash = others.find((o) => o.code !== one?.code && o.value === one?.value && o.step === one.step);
    return one && clash ? [[one, clash]] : [];
  });
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
