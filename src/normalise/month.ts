/** The months in order, each with the spellings it is printed in. */
const MONTHS = [
  ["janvier"],
  ["février", "fevrier"],
  ["mars"],
  ["avril"],
  ["mai"],
  ["juin"],
  ["juillet"],
  ["août", "aout"],
  ["septembre"],
  ["octobre"],
  ["novembre"],
  ["décembre", "decembre"],
];

/** Every name of a month, as alternatives of a pattern. */
export const MONTH_NAMES = MONTHS.flat().join("|");

/** 1 for "janvier"; 0 where the name is of no month. */
export const monthNumber = (name: string): number =>
  MONTHS.findIndex((names) => names.includes(name.toLowerCase())) + 1;
