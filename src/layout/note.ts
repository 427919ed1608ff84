import type { TextDraft } from "./draft.js";
import type { Measure } from "./measure.js";

const SMALL = 0.9;
const MARK = /^(\*+|\(\d{1,2}\)|\d{1,2}[.)]|[¹²³⁴⁵⁶⁷⁸⁹]+|[†‡]|\d(?=\s\p{L}))/u;
const SOURCE = /^(?:sources?|notes?|n\.?b\.?|champ|lecture|réalisation|légende|crédits?)\b\s*[:;.]?/iu;

/** The mark of a note ("*", "(1)", empty for a source line), or null where lines are no note. */
export function noteMark(draft: TextDraft, text: string, measure: Measure): string | null {
  const small = draft.style.size <= SMALL * measure.body;
  const first = draft.lines[0]?.words[0];
  const mark =
    first !== undefined && first.size > 1.05 * draft.style.size ? undefined : text.match(MARK)?.[1];
  if (mark !== undefined && (small || mark.startsWith("*")) && /\p{L}/u.test(text)) return mark;
  return SOURCE.test(text) && (small || draft.style.italic) ? "" : null;
}
