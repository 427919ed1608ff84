import type { List, ListItem } from "../model/index.js";
import type { ItemDraft } from "./draft.js";
import type { Pair } from "./keyfigure.js";
import { pairBox } from "./keyfigure.js";
import { hull } from "./line.js";
import { joinLines, textOf } from "./text.js";

/** Difference of indent from which an item stands deeper, in points. */
const DEEPER = 4;

/** One list of consecutive items; depth follows from their indents. */
export function listOf(items: readonly ItemDraft[], section: string[]): List {
  const stack: number[] = [];
  const entries = items.map((item): ListItem => {
    while (stack.length > 0 && item.indent < stack.at(-1)! - DEEPER) stack.pop();
    if (stack.length === 0 || item.indent > stack.at(-1)! + DEEPER) stack.push(item.indent);
    return {
      marker: item.marker.map((w) => w.text).join(" "),
      markerWords: item.marker,
      depth: stack.length - 1,
      text: joinLines(item.lines.map((l) => l.words)),
      box: item.box,
    };
  });
  return { kind: "list", page: items[0]!.page, box: hull(items.map((i) => i.box)), section, items: entries };
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
