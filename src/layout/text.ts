import type { Text, Word } from "../model/index.js";
import { linesOf } from "./line.js";

/** First halves of compounds that keep their hyphen over a line end. */
const OPENING =
  /^(sous|demi|mi|semi|non|ex|vice|avant|après|contre|entre|rendez|savoir|peut|celui|celle|ceux|celles|là|ci|mieux|bien|chef|grand|grande|tout|vis|socio|lui|elle|elles|eux|soi|moi|nous|vous|quelques|dix|vingt|trente|quarante|cinquante|soixante|quatre|saint|sainte|aller|arrière|basse|haut|haute|hauts|porte|mot|clé|face|bas|petit|petite|nouveau|post|pré|pro|laissez|faire|cent|garde|main|temps|plein|peut)$/i;
/** Second halves that do, among them the endings of inclusive writing. */
const CLOSING =
  /^(vous|être|faire|là|ci|mêmes?|il|ils|elles?|on|ce|t|à|de|du|d|en|sur|sous|les|lès|le|la|e|es|s|ne|nes|ère|ères|euses?|trices?|ve|ves|midi|clés?|temps|dire|vis|être|uns?|unes?)$/i;

/** A hyphen that only the line end called for: a soft one, or another than the hyphens inside the word. */
const SET_AT_THE_END = /\u00AD$|-.*\u2010$/u;

/**
 * How "left-" at a line end and "right" at the start of the next line belong together: one word that
 * the line end broke, a compound that keeps its hyphen, or two words.
 */
function bond(before: Word, { text: right }: Word): "broken" | "compound" | "apart" {
  const left = before.text;
  if (SET_AT_THE_END.test(before.printed ?? "") || left.endsWith("\u00AD"))
    return /^\p{L}/u.test(right) ? "broken" : "apart";
  if (!/[\p{L}\d][-\u2010]$/u.test(left) || !/^[\p{L}\d]/u.test(right)) return "apart";
  const head = left.match(/(?:^|[^\p{L}-])(\p{L}{2,})[-\u2010]$/u)?.[1];
  const tail = right.match(/^\p{Ll}{2,}(?!-)/u)?.[0];
  const whole = head === undefined || tail === undefined || OPENING.test(head) || CLOSING.test(tail);
  return whole || head === head.toUpperCase() ? "compound" : "broken";
}

/** How much larger than its word a drop capital is set. */
const DROP = 1.8;

/** Whether a paragraph's first letter is set over several lines before the rest of its word. */
const isDropCapital = (letter: Word, next: Word): boolean =>
  /^\p{Lu}$/u.test(letter.text) && /^[\p{Ll}'’]/u.test(next.text) && letter.size >= DROP * next.size;

/** The text of lines of words already in reading order. */
export function joinLines(lines: readonly (readonly Word[])[]): Text {
  const words: Word[] = [];
  const spans: [number, number][] = [];
  let text = "";
  for (const line of lines) {
    for (const [place, word] of line.entries()) {
      const previous = words.at(-1);
      const span = spans.at(-1);
      const join =
        place === 0 && previous !== undefined && span !== undefined ? bond(previous, word) : "apart";
      if (join === "broken" && span !== undefined) {
        text = text.slice(0, -1);
        span[1] = text.length;
      } else if (join === "apart" && text !== "" && !(words.length === 1 && isDropCapital(words[0]!, word)))
        text += " ";
      spans.push([text.length, text.length + word.text.length]);
      words.push(word);
      text += word.text;
    }
  }
  return { text, words, spans };
}

/**
 * The text of a set of words in any order: clustered into lines, lines from top to bottom, words from
 * left to right. A word hyphenated over a line end is joined; the hyphen of a compound stays.
 */
export function textOf(words: readonly Word[]): Text {
  return joinLines(linesOf(words).map((line) => line.words));
}
