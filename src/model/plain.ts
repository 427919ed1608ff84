/** Control codes, line and paragraph separators, marks that turn the direction of reading, halves of characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text on one line that commands neither a terminal nor the order of its letters: white for white, "\ufffd" for the rest. */
export function plainLine(text: string): string {
  return text.replace(UNPRINTABLE, (sign) => (/\s/.test(sign) ? " " : "\ufffd"));
}
