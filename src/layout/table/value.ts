/** What a cell's text looks like; the meaning of numbers is not this room's business. */

const NONE = /^(?:[/–—\-−.…*]+|n\.?[ads]\.?|n\/a|nd|nc|x|ε|:)$/i;
const AFFIX = "(?:%|‰|€|\\$|£|k€|K€|M€|euros?|pts?|points?|ETP|h|heures?|jours?|mois|hab\\.?)";
const CURRENCY = "(?:[$€£]\\s?)?";
const NUMBER = "[+\\-−–±~≈<>≤≥]?\\s?\\(?\\s?[+\\-−–]?\\s?[.,]?\\d[\\d\\s.,'’]*\\)?";
const FIGURE = new RegExp(
  `^${CURRENCY}${NUMBER}\\s?${AFFIX}?(?:\\s?\\(?[a-z*†‡¹²³⁴⁵\\d]{1,2}\\)?)?[*†‡]*$`,
  "u",
);
const RANGE = new RegExp(
  `^\\(?\\[?${CURRENCY}${NUMBER}\\s?${AFFIX}?\\s?(?:[-–—/,;]|to|à)\\s?${CURRENCY}${NUMBER}\\s?${AFFIX}?\\]?\\)?$`,
  "u",
);
const YEAR = /^(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?[*]?$/;

/** A sign that stands for "no value". */
export const isNone = (text: string): boolean => NONE.test(text);
/** A figure with at most its unit and a footnote mark: "3 087", "48,4 %", "(1.2)", "114 049 €". */
export const isFigure = (text: string): boolean => FIGURE.test(text) || RANGE.test(text);
/** Two figures with a dash or a word between: "45–54", "10 à 19". */
export const isRange = (text: string): boolean => !FIGURE.test(text) && RANGE.test(text);
export const isYear = (text: string): boolean => YEAR.test(text);
/** What stands in the body of a statistical table. */
export const isValue = (text: string): boolean => isFigure(text) || isNone(text);
/** A figure with a remark behind it: "10 029 € (dont 29 € de frais de gestion)". */
export const startsWithFigure = (text: string): boolean => /^[$€£+\-−–~<>(]?\s?\d/u.test(text);
/** A label of a total: "Total", "Total général :", "TOTAL HDF", "Ensemble". */
export const isTotal = (text: string): boolean =>
  /^(?:total|totaux|ensemble|cumul|grand total|all|overall)\b/i.test(text) &&
  !/^(?:all|ensemble|cumul)\s+\S+\s+\S/i.test(text);
