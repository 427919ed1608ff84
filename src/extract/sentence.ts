/** Words that end in a full stop without ending a sentence, folded to lower case without accents. */
const ABBREVIATIONS = new Set(
  (
    "m mm mme mmes mlle dr pr me st ste art al adr approx apr av avr bd bld boul cf chap circ coll conf dec dep " +
    "dept env ex fig fevr fev hab ibid id inf janv juil lic max min mod n no nb nbre not nov obs oct p par pp " +
    "prof ref resp rub sect sept soc suiv sup t tab tel vol vs"
  ).split(" "),
);

const END = /[.!?…]+(?:\s*[»"”’)\]])*(?=\s)/gu;
/** What a sentence may begin with; a small letter goes on with the one before. */
const BEGINNING = /^\s+[«"“‘([]?\s*(?:\p{Lu}|\d|[-–•➤✓])/u;

function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether the stop at `end` belongs to the word before it: "n.", "M.", an initial, "1." of a numbering. */
function abbreviates(text: string, stop: number, mark: string): boolean {
  if (!mark.startsWith(".") || mark.startsWith("..")) return false;
  const word = text.slice(0, stop).match(/(\p{L}+)$/u)?.[1];
  if (word === undefined)
    return /(?:^|\s)\d{1,2}$/.test(text.slice(0, stop)) && /^\d{1,2}$/.test(text.slice(0, stop).trim());
  if (/^\p{Lu}$/u.test(word)) return true;
  return ABBREVIATIONS.has(fold(word));
}

/**
 * Where the sentences of a French paragraph stand: `[start, end)` offsets into `text`, without the
 * white space between them. Decimals, abbreviations, initials and numberings do not end a sentence.
 */
export function sentencesOf(text: string): [number, number][] {
  const found: [number, number][] = [];
  let start = 0;
  const push = (end: number): void => {
    const piece = text.slice(start, end);
    const from = start + (piece.length - piece.trimStart().length);
    const to = start + piece.trimEnd().length;
    if (to > from) found.push([from, to]);
    start = end;
  };
  for (const stop of text.matchAll(END)) {
    const end = stop.index + stop[0].length;
    if (!BEGINNING.test(text.slice(end))) continue;
    if (abbreviates(text.slice(start), stop.index - start, stop[0])) continue;
    push(end);
  }
  push(text.length);
  return found;
}
