import { endOf, groupsOf, type Look, SUFFIX, sticky } from "./shape.js";

const NATIONAL = sticky("0[1-9](?:[\\s.\\-]?\\d{2}){4}(?!\\d)|0\\s?8\\d{2}\\s?\\d{3}\\s?\\d{3}(?!\\d)");
const INTERNATIONAL = sticky("33[\\s.]?\\(?0?\\)?\\s?[1-9](?:[\\s.\\-]?\\d{2}){4}(?!\\d)");

export const telephone: Look = (text, at, before) => {
  const end = endOf(NATIONAL, text, at) ?? (before.endsWith("+") ? endOf(INTERNATIONAL, text, at) : null);
  return end === null ? null : { kind: "telephone", end };
};

const REGISTERED = sticky("\\d+(?:\\s\\d+)*[A-Z]?");

/** "SIRET 123 456 789 00012": identifiers are names, whatever their spaces. */
export const register: Look = (text, at, before) => {
  if (!/(?:siret|siren|rna|naf|ape|iban)\P{L}{0,4}$/iu.test(before)) return null;
  const end = endOf(REGISTERED, text, at);
  return end === null ? null : { kind: "name", end };
};

const ALWAYS = sticky("24\\s?h\\s?(?:\\/|sur)\\s?24|7\\s?j(?:ours)?\\s?(?:\\/|sur)\\s?7");

/** "24h/24", "7j/7". */
export const always: Look = (text, at) => {
  const end = endOf(ALWAYS, text, at);
  return end === null ? null : { kind: "name", end };
};

const NAME_REST = sticky("\\d+[\\p{L}\\d_]*(?:\\.\\d+)?");

/** "PSC1", "E2C", "BAC+2", "bac + 3", "COVID-19": digits that end a name. */
export const gluedBefore: Look = (text, at, before) => {
  const glued = /(\p{L}+)([-_+])?$/u.exec(before);
  if (glued === null && !/(?:^|\P{L})bac\s?\+\s?$/iu.test(before)) return null;
  if (glued !== null && missingSpace(glued[1] ?? "", glued[2] ?? "", text.slice(at, at + 5))) return null;
  const end = endOf(NAME_REST, text, at);
  return end === null ? null : { kind: "name", end };
};

/** "moins de25 ans", "mi-2023": the letters before are a word of their own. */
function missingSpace(word: string, joint: string, digits: string): boolean {
  if (joint === "-" || joint === "_") return /^(?:19|20)\d\d(?!\d)/.test(digits);
  return joint === "" && /^(?:en|de|des|du|les|le|la|dont|par|et|au|aux|pour|soit|que|sur)$/.test(word);
}

const GLUED = sticky("(\\d+)(\\p{L}+)(\\d?)");
const GLUED_REST = sticky("[\\p{L}\\d_]+");
const GLUED_UNIT = /^(?:[kKhHM]|ans?|mois|jours?|pts?|points?|[Kk]?[Ee]uros?|ETP|heures?|millions?)$/u;
const GLUED_SUFFIX = new RegExp(`^${SUFFIX}$`, "iu");

/** "3D", "2C", "#1jeune1solution": digits that begin a name. A unit, or a word that lost its space, is none. */
export const gluedAfter: Look = (text, at, before) => {
  const found = groupsOf(GLUED, text, at);
  if (found === null) return null;
  const [, digits = "", letters = "", more = ""] = found;
  if (more === "" && (GLUED_UNIT.test(letters) || GLUED_SUFFIX.test(letters))) return null;
  const lost = /^\p{Ll}{3,}$/u.test(letters) && !before.endsWith("#");
  const year = /^(?:19|20)\d\d$/.test(digits) && letters.length > 2;
  if (more === "" && (lost || year)) return null;
  const end = endOf(GLUED_REST, text, at);
  return end === null ? null : { kind: "name", end };
};

const ACT =
  /(?:loi|décret|arrêté|ordonnance|circulaire|instruction|règlement|délibération|avenant|avis)(?!\p{L})/iu;
const NUMBER_OF_ACT = sticky("\\d+(?:[-–/.]\\d+)*(?:(?<=\\d[-–]\\d{1,3})\\s\\d{3}(?!\\d))?");
const CODE_ARTICLE = sticky("\\d{1,4}(?:[-.]\\d+)+|\\d{3,4}(?!\\d|\\s?\\d{3})");
const ARTICLE = sticky("\\d+(?:-\\d+)*(?!\\d|\\s?[%€])");

/** "décret n° 2023-1 312", "article 73", "L. 5131-6", "loi 1901"; any other "n° 12" is an ordinal. */
export const law: Look = (text, at, before) => {
  if (/(?:^|\P{L})n\s?[°ºo]s?\s?$/iu.test(before)) {
    const end = endOf(NUMBER_OF_ACT, text, at);
    const paired = end !== null && /^\d{2,4}-\d/.test(text.slice(at, end));
    return end === null ? null : { kind: paired || ACT.test(before) ? "law" : "ordinal", end };
  }
  const code = /(?:^|\P{L})[LRD]\.?\s?$/u.test(before) ? endOf(CODE_ARTICLE, text, at) : null;
  if (code !== null) return { kind: "law", end: code };
  const end = /(?:^|\P{L})(?:articles?|art\.|avenant|loi)\s$/iu.test(before)
    ? endOf(ARTICLE, text, at)
    : null;
  return end === null ? null : { kind: "law", end };
};

const STREET =
  "rue|avenue|av\\.|boulevard|bd|place|chaussée|square|allée|quai|impasse|chemin|route|cours|faubourg|rond-point|parvis"
    .split("|")
    .flatMap((name) => [name, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, name.toUpperCase()])
    .join("|");
const HOUSE = sticky(
  `\\d{1,4}(?:[-/]\\d{1,4})?(?:\\s?(?:bis|ter|quater|BIS|TER|[A-D](?=[\\s,])))?` +
    `(?=,?\\s(?:${STREET})\\s(?:(?:du|des|de|la|le|les)\\s|[ld]['’]\\s?)*\\p{Lu})`,
);
const BOX = sticky("\\d+(?:\\s\\d{3})*");

/** A house: its number, then a street and a name with a capital; "BP 50 357". */
export const address: Look = (text, at, before) => {
  const box = /(?:^|\P{L})(?:BP|CS|TSA)\s$/u.test(before) ? endOf(BOX, text, at) : null;
  const end = box ?? endOf(HOUSE, text, at);
  return end === null ? null : { kind: "address", end };
};

const POSTCODE = sticky(
  "(?:0[1-9]|[1-8]\\d|9[0-578])\\d{3}(?=\\s(?:\\p{Lu}{2,}|\\p{Lu}\\p{Ll}+(?:-\\p{L}|\\s*$|\\s*[,;|(])))",
);

/** Five digits, a department of France, and a town's name in capitals or ending the text. */
export const postcode: Look = (text, at) => {
  const end = endOf(POSTCODE, text, at);
  return end === null ? null : { kind: "postcode", end };
};

const LINK =
  /(?:https?:\/\/|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:fr|org|com|net|eu|pdf|html?)(?![\w])(?:\/\S{0,300})?/giu;

/** What every address holds: a quick look that spares most texts the search. */
const LINK_SIGN = /:\/\/|@|www\.|\.(?:fr|org|com|net|eu|pdf|htm)/iu;

/** Where web and mail addresses stand. */
export function linksIn(text: string): [number, number][] {
  if (!LINK_SIGN.test(text)) return [];
  return [...text.matchAll(LINK)].map((found) => [found.index, found.index + found[0].length]);
}
