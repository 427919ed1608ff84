/**
 * The same text with one kind of space, hyphen and apostrophe, one character for one: what is found
 * in it stands at the same place in the text.
 */
export function plainCharacters(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ")
    .replace(/[\u2010-\u2012\ufe63\uff0d]/g, "-")
    .replace(/[\u2018\u2019\u02bc]/g, "'");
}
