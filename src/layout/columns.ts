import { sameSize, textOfLine, UNFINISHED } from "./breaks.js";
import { type Draft, extend, restyle } from "./draft.js";
import type { Place } from "./order.js";

/** Whether one flow goes on at the head of the next column of the same set. */
function isNextColumn(a: Place, b: Place): boolean {
  const at = a.findIndex((p, i) => p.set !== b[i]?.set || p.column !== b[i]?.column);
  return at >= 0 && a[at]!.set === b[at]?.set && b[at]?.column === a[at]!.column + 1;
}

/** Whether a paragraph breaks off at the foot of a column and goes on at the head of the next. */
function runsOver(a: Draft, b: Draft): boolean {
  if ((a.kind !== "text" && a.kind !== "item") || b.kind !== "text") return false;
  if (!isNextColumn(a.place, b.place) || a.around[0] !== b.around[0]) return false;
  const [last, first] = [a.lines.at(-1)!, b.lines[0]!];
  const alike = sameSize(last, first) && last.style.colour === first.style.colour;
  const [ending, opening] = [textOfLine(last), textOfLine(first)];
  const open = !/[.!?:;…»]$/.test(ending) || UNFINISHED.test(ending);
  return alike && open && (/^[\p{Ll}(]/u.test(opening) || UNFINISHED.test(ending));
}

/** Joins paragraphs that run from one column to the next. */
export function joinColumns(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const draft of drafts) {
    const last = joined.at(-1);
    const goesOn = last !== undefined && runsOver(last, draft);
    if (goesOn && draft.kind === "text" && (last.kind === "text" || last.kind === "item")) {
      for (const line of draft.lines) extend(last, line);
      restyle(last);
      last.place = draft.place;
    } else joined.push(draft);
  }
  return joined;
}
