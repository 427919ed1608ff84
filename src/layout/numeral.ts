const SIGN = "[+\\-\u2212\u2013\u00B1\u2248~<>]?";
const UNIT = "(?:%|\u2030|\u20AC|[kKmM]\\s?\u20AC|[kKM]|h|H|pts?)";
const NUMERAL = new RegExp(`^${SIGN}\\s?\\d+(?:[\\s.,/]{1,2}\\d+)*\\s?${UNIT}?$`, "u");
const YEAR = /^(?:19[5-9]|20[0-4])\d$/;

/** Words after a number that make it no count: it is a date, an age or a while. */
const TIME =
  /^(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|ans?|mois|jours?|semaines?)$/;

/** Whether a text is nothing but a number, with a sign and unit at most: "+2 500", "88,71", "302 K€", "85/100". */
export function isNumeral(text: string): boolean {
  return NUMERAL.test(text.trim());
}

export function isYear(text: string): boolean {
  return YEAR.test(text.trim());
}

/** Whether a word after a number may be what it counts. */
export const isCounted = (word: string): boolean => /^\p{L}['’]?\p{L}{2,}/u.test(word) && !TIME.test(word);

/** Whether a text is a number and the one word for what it counts: "4 935 jeunes". */
export function isCount(text: string): boolean {
  const [, number, noun] = /^(.*\d)\s(\p{Ll}{4,})$/u.exec(text.trim()) ?? [];
  return number !== undefined && noun !== undefined && isNumeral(number) && isCounted(noun);
}
