const SIGN = "[+\\-\u2212\u2013\u00B1\u2248~<>]?";
const UNIT = "(?:%|\u2030|\u20AC|[kKmM]\\s?\u20AC|[kKM]|h|H|pts?)";
const NUMERAL = new RegExp(`^${SIGN}\\s?\\d+(?:[\\s.,/]{1,2}\\d+)*\\s?${UNIT}?$`, "u");
const YEAR = /^(?:19[5-9]|20[0-4])\d$/;

/** Whether a text is nothing but a number, with a sign and unit at most: "+2 500", "88,71", "302 K€", "85/100". */
export function isNumeral(text: string): boolean {
  return NUMERAL.test(text.trim());
}

export function isYear(text: string): boolean {
  return YEAR.test(text.trim());
}
