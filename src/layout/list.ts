import type { List, ListItem, Text } from "../model/index.js";
import type { ItemDraft } from "./draft.js";
import { pairBox } from "./figure-run.js";
import type { Pair } from "./keyfigure.js";
import { hull } from "./line.js";
import { gluedMarker } from "./marker.js";
import { joinLines, textOf } from "./text.js";

/** Difference of indent from which an item stands deeper, in points. */
const DEEPER = 4;

export const isSameColumn = (a: ItemDraft, b: ItemDraft): boolean =>
  a.place.length === b.place.length &&
  a.place.every((p, i) => p.set === b.place[i]!.set && p.column === b.place[i]!.column);

/** One list of consecutive items; depth follows from their indents. */
export function listOf(items: readonly ItemDraft[], section: string[]): List {
  const stack: number[] = [];
  const entries = items.map((item, i): ListItem => {
    if (i > 0 && !isSameColumn(items[i - 1]!, item)) stack.length = 0;
    while (stack.length > 0 && item.indent < stack.at(-1)! - DEEPER) stack.pop();
    if (stack.length === 0 || item.indent > stack.at(-1)! + DEEPER) stack.push(item.indent);
    const text = joinLines(item.lines.map((l) => l.words));
    const glued = gluedMarker(text.text);
    return {
      marker: glued || item.marker.map((w) => w.text).join(" "),
      markerWords: item.marker,
      depth: stack.length - 1,
      text: glued === "" ? text : without(text, glued.length),
      box: item.box,
    };
  });
  return { kind: "list", page: items[0]!.page, box: hull(items.map((i) => i.box)), section, items: entries };
}

/** A text less its first characters, which belong to its first word. */
function without(text: Text, length: number): Text {
  const spans = text.spans.map(([a, b]): [number, number] => [Math.max(0, a - length), b - length]);
  return { text: text.text.slice(length), words: text.words, spans };
}

/** Numbers of one size with their labels, as one list. */
export function listOfPairs(pairs: readonly Pair[], page: number, section: string[]): List {
  const items = pairs.map((pair): ListItem => {
    const label = textOf(pair.label.flatMap((l) => l.words)).words;
    return {
      marker: "",
      markerWords: [],
      depth: 0,
      text: joinLines([pair.number.words, label]),
      box: pairBox(pair),
    };
  });
  return { kind: "list", page, box: hull(items.map((i) => i.box)), section, items };
}
