/** Between what leads to something and what it leads to: headings over a page, labels over a row, a lead over a list. */
export const LEADS_TO = " > ";

/** Names one within the other as one text: `Public > Femmes`. Those that are empty are left out. */
export const pathOf = (names: readonly string[]): string =>
  names.filter((name) => name !== "").join(LEADS_TO);

/** The last name of a path: that of the thing itself. */
export const innermost = (path: string): string => path.split(LEADS_TO).at(-1) ?? path;
