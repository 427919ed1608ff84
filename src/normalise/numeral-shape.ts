import type { NumeralKind } from "./numeral.js";

/**
 * What a digit run is when it is not a plain number: telephone, date, range, ordinal … Each shape
 * looks at the run from its first digit, and at a bounded stretch before it.
 */
export interface Shape {
  kind: NumeralKind;
  /** End of the printed characters that belong to it. */
  end: number;
  /** Value where it has one, as digits. */
  digits?: string;
  year?: number;
}

type Look = (text: string, at: number, before: string) => Shape | null;

const BEFORE = 64;
const MONTH =
  "(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)";
const SUFFIX = "(?:ers?|ères?|eres?|re|i?[èe]mes?|[èe]|es|ndes?|nd|ᵉʳ|ᵉ)";
const STREET =
  "(?:rue|avenue|av\\.|boulevard|bd|place|chaussée|square|allée|quai|impasse|chemin|route|cours|faubourg|rond-point)";

const sticky = (source: string, flags = ""): RegExp => new RegExp(source, `uy${flags}`);

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function groupsOf(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const simple = (kind: NumeralKind, pattern: RegExp): Look => {
  return (text, at) => {
    const end = endOf(pattern, text, at);
    return end === null ? null : { kind, end };
  };
};

const telephone: Look = (text, at, before) => {
  const national = endOf(
    sticky("0[1-9](?:[\\s.\\-]?\\d{2}){4}(?!\\d)|0\\s?8\\d{2}\\s?\\d{3}\\s?\\d{3}(?!\\d)"),
    text,
    at,
  );
  const end =
    national ??
    (/\+$/.test(before)
      ? endOf(sticky("33[\\s.]?\\(?0?\\)?\\s?[1-9](?:[\\s.\\-]?\\d{2}){4}(?!\\d)"), text, at)
      : null);
  return end === null ? null : { kind: "telephone", end };
};

/** "SIRET 123 456 789 00012": identifiers are names, whatever their spaces. */
const register: Look = (text, at, before) => {
  if (!/(?:siret|siren|rna|naf|ape|iban)\P{L}{0,4}$/iu.test(before)) return null;
  const end = endOf(sticky("\\d+(?:\\s\\d+)*[A-Z]?"), text, at);
  return end === null ? null : { kind: "name", end };
};

/** "24h/24", "7j/7". */
const always = simple("name", sticky("24\\s?h\\s?(?:\\/|sur)\\s?24|7\\s?j(?:ours)?\\s?(?:\\/|sur)\\s?7"));

/** "PSC1", "E2C", "BAC+2", "COVID-19": digits that are part of a name. */
const gluedBefore: Look = (text, at, before) => {
  const glued = /(\p{L}+)([-_+])?$/u.exec(before);
  const bac = /(?:^|\P{L})bac\s?\+\s?$/iu.test(before);
  if (glued === null && !bac) return null;
  if (glued !== null && missingSpace(glued[1] ?? "", glued[2] ?? "", text.slice(at, at + 5))) return null;
  const end = endOf(sticky("\\d+[\\p{L}\\d_]*"), text, at);
  return end === null ? null : { kind: "name", end };
};

/** "moins de25 ans", "mi-2023": the letters before are a word of their own. */
function missingSpace(word: string, joint: string, digits: string): boolean {
  if (joint === "-" || joint === "_") return /^(?:19|20)\d\d(?!\d)/.test(digits);
  return joint === "" && /^(?:en|de|des|du|les|le|la|dont|par|et|au|aux|pour|soit|que|sur)$/.test(word);
}

const gluedAfter: Look = (text, at, before) => {
  const found = groupsOf(sticky("(\\d+)(\\p{L}+)(\\d?)"), text, at);
  if (found === null) return null;
  const letters = found[2] ?? "";
  const tail = found[3] ?? "";
  const known =
    /^(?:[kK]|h|H|ans?|mois|jours?|pts?|points?|euros?|[Kk]?[Ee]uros|ETP|heures?|millions?)$/u.test(letters);
  if (tail === "" && (known || new RegExp(`^${SUFFIX}$`, "iu").test(letters))) return null;
  if (tail === "" && /^\p{Ll}{3,}$/u.test(letters) && !before.endsWith("#")) return null;
  if (/^[hH]$/.test(letters)) return null;
  if (/^[kKM]$/.test(letters) && text[found.index + found[0].length] === "€") return null;
  const end = endOf(sticky("[\\p{L}\\d_]+"), text, at);
  return end === null ? null : { kind: "name", end };
};

const NUMBERED_ACT =
  /(?:loi|décret|arrêté|ordonnance|circulaire|instruction|règlement|délibération|avenant|avis)(?!\p{L})/iu;

const law: Look = (text, at, before) => {
  if (/(?:^|\P{L})n\s?[°ºo]s?\s?$/iu.test(before)) {
    const end =
      endOf(sticky("\\d+(?:(?:[-–/.]|(?<=-\\d{1,3}|-\\d{4}-\\d{1,3}|\\d{4}-\\d{1,3})\\s)\\d+)*"), text, at) ??
      at + 1;
    return { kind: NUMBERED_ACT.test(before) ? "law" : "ordinal", end };
  }
  if (/(?:^|[^\p{L}])[LRD]\.?\s?$/u.test(before)) {
    const end = endOf(sticky("\\d{1,4}(?:[-.]\\d+)+|\\d{3,4}(?!\\d|\\s?\\d{3})"), text, at);
    if (end !== null) return { kind: "law", end };
  }
  if (/(?:^|\P{L})(?:article|art\.|avenant|loi)\s$/iu.test(before)) {
    const end = endOf(sticky("\\d+(?:-\\d+)*(?!\\s?[%€])"), text, at);
    if (end !== null) return { kind: "law", end };
  }
  return null;
};

const date: Look = (text, at) => {
  const numeric = groupsOf(sticky("(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?!\\d)"), text, at);
  if (numeric !== null && isDay(numeric[1]) && isMonth(numeric[3])) {
    const digits = numeric[4] ?? "";
    return {
      kind: "date",
      end: at + numeric[0].length,
      year: Number(digits.length === 2 ? `20${digits}` : digits),
    };
  }
  const iso = groupsOf(sticky("((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)(?!\\d)"), text, at);
  if (iso !== null && isMonth(iso[2]) && isDay(iso[3])) {
    return { kind: "date", end: at + iso[0].length, year: Number(iso[1]) };
  }
  const month = groupsOf(sticky("(\\d{1,2})/((?:19|20)\\d\\d)(?!\\d)"), text, at);
  if (month !== null && isMonth(month[1]))
    return { kind: "date", end: at + month[0].length, year: Number(month[2]) };
  const short = groupsOf(
    sticky("(\\d\\d)/(\\d\\d)(?![\\d/]|\\s?(?:ans|h|heures|mois|jours|%)(?!\\p{L}))", "i"),
    text,
    at,
  );
  if (short !== null && isDay(short[1]) && isMonth(short[2]))
    return { kind: "date", end: at + short[0].length };
  return namedDay(text, at);
};

const isDay = (digits: string | undefined): boolean => Number(digits) >= 1 && Number(digits) <= 31;
const isMonth = (digits: string | undefined): boolean => Number(digits) >= 1 && Number(digits) <= 12;

/** The day of "20 octobre", "1er et 2 juin", "du 20 au 26 novembre"; the year after stands for itself. */
function namedDay(text: string, at: number): Shape | null {
  const day = groupsOf(
    sticky(
      `(\\d{1,2})(?:er|ᵉʳ)?(?=\\s${MONTH}(?!\\p{L})|\\s(?:et|au|&|-|–)\\s\\d{1,2}(?:er)?\\s${MONTH}(?!\\p{L}))`,
      "i",
    ),
    text,
    at,
  );
  return day !== null && isDay(day[1]) ? { kind: "date", end: at + day[0].length } : null;
}

const time: Look = (text, at, before) => {
  const clock = groupsOf(sticky("(\\d{1,2})(?:\\s?[hH]\\s?|:)[0-5]\\d(?!\\d|\\s?[%€])"), text, at);
  if (clock !== null && Number(clock[1]) <= 24) return { kind: "time", end: at + clock[0].length };
  const hour = groupsOf(sticky("(\\d{1,2})\\s?h(?![\\p{L}\\d/]|\\s(?:par|de|d['’]|hebdo))"), text, at);
  if (hour === null || Number(hour[1]) > 24) return null;
  const opening =
    /(?:^|\P{L})(?:dès|vers)\s$/iu.test(before) ||
    /\d\s?h\d{0,2}\s(?:à|-|–)\s$|\d\s?h\d{0,2}-$/u.test(before);
  const closing = endOf(sticky("\\d{1,2}\\s?h\\s?(?:à|-|–)\\s?\\d{1,2}\\s?h"), text, at) !== null;
  return opening || closing ? { kind: "time", end: at + hour[0].length } : null;
};

/** "1er", "2ème", "27e", "1 er" where the suffix is set high; "étape 2", "Module 1". */
const ordinal: Look = (text, at, before) => {
  const suffixed = groupsOf(
    sticky(`(\\d{1,4})(?:${SUFFIX}|\\s(?:ers?|ères?|i?èmes?))(?!\\p{L})`, "i"),
    text,
    at,
  );
  if (suffixed !== null) return { kind: "ordinal", end: at + suffixed[0].length, digits: suffixed[1] ?? "" };
  if (
    !/(?:^|\P{L})(?:module|niveau|axe|étape|phase|objectif|fiche|annexe|page|p\.|pp\.|chapitre|tableau|figure|volet|catégorie|priorité|titre|tome)\s$/iu.test(
      before,
    )
  ) {
    return null;
  }
  const bare = groupsOf(sticky("\\d{1,3}(?![\\d,.]?\\d|\\s?[%€/]|\\s\\d{3})"), text, at);
  return bare === null ? null : { kind: "ordinal", end: at + bare[0].length, digits: bare[0] };
};

/** "2.2 La vocation", "1) Le public": the number of a heading or of a list item. */
const heading: Look = (text, at, before) => {
  if (before.trim() !== "" || at > BEFORE) return null;
  const end = endOf(
    sticky("\\d{1,2}(?:(?:\\.\\d{1,2})+\\.?(?=\\s[.■\\s]*\\p{Lu}\\p{Ll})|\\s?[.)](?=\\s*\\p{L}))"),
    text,
    at,
  );
  return end === null ? null : { kind: "ordinal", end };
};

const address = simple(
  "address",
  sticky(
    `\\d{1,4}(?:[-/]\\d{1,4})?(?:\\s?(?:bis|ter|quater|[A-D](?=[\\s,])))?(?=,?\\s(?:${STREET})\\s(?:(?:du|de|des|la|le|les|l['’]|d['’])\\s?)*\\p{Lu})`,
    "i",
  ),
);

const addressLike: Look = (text, at, before) => {
  const found = address(text, at, before);
  if (found === null) return null;
  // The flag i also lets a small letter pass for the name of the street: look again.
  const name = new RegExp(
    `^,?\\s(?:${STREET})\\s(?:(?:du|de|des|la|le|les|l['’]|d['’])\\s?)*(\\p{L})`,
    "iu",
  ).exec(text.slice(found.end, found.end + BEFORE));
  return name?.[1] !== undefined && /\p{Lu}/u.test(name[1]) ? found : null;
};

/** Five digits, a department of France, and the capitals of a town's name. */
const postcode = simple(
  "postcode",
  sticky(
    "(?:0[1-9]|[1-8]\\d|9[0-578])\\d{3}(?=\\s(?:\\p{Lu}{2,}|\\p{Lu}\\p{Ll}+(?:-\\p{L}|\\s*$|\\s*[,;|(])))",
  ),
);

const range: Look = (text, at) => {
  const years = groupsOf(
    sticky("(?:19|20)\\d\\d\\s?[-–/]\\s?(?:(?:19|20)\\d\\d|\\d\\d)(?![\\d/-])"),
    text,
    at,
  );
  if (years !== null) return { kind: "year", end: at + years[0].length };
  const tight = groupsOf(sticky("(\\d{1,3})[-–](\\d{1,3})(?![\\d,.]?\\d|[-–/]\\d)"), text, at);
  if (tight !== null && Number(tight[1]) < Number(tight[2]))
    return { kind: "range", end: at + tight[0].length };
  const slash = groupsOf(sticky("(\\d{1,3})/(\\d{1,3})(?![\\d,.]?\\d|[-–/]\\d)"), text, at);
  if (slash !== null && Number(slash[1]) <= Number(slash[2])) return slashed(slash, text, at);
  return spacedRange(text, at);
};

function slashed(found: RegExpExecArray, text: string, at: number): Shape {
  const end = at + found[0].length;
  const spans = endOf(sticky("\\s?(?:ans|h|heures?|mois|jours?|semaines?)(?!\\p{L})"), text, end) !== null;
  const whole = /^(?:[2-9]|10|20|100)$/.test(found[2] ?? "");
  return { kind: whole && !spans ? "fraction" : "range", end };
}

/** "16 - 17 ans": with spaces only before a unit, or where the label holds nothing else. */
function spacedRange(text: string, at: number): Shape | null {
  const spaced = groupsOf(
    sticky(
      "(\\d{1,2})\\s[-–/]\\s?(\\d{1,2})(?!\\d)(?=\\s?(?:ans|h|heures?|mois|jours?|semaines?|%|€)(?!\\p{L})|\\s*$)",
    ),
    text,
    at,
  );
  if (spaced === null || Number(spaced[1]) >= Number(spaced[2])) return null;
  const end = at + spaced[0].length;
  const alone = text.slice(0, at).trim() === "" && text.slice(end).trim() === "";
  const united = endOf(sticky("\\s?(?:ans|h|heures?|mois|jours?|semaines?)(?!\\p{L})"), text, end) !== null;
  return alone || united ? { kind: "range", end } : null;
}

const fraction: Look = (text, at) => {
  const found = groupsOf(sticky("(\\d{1,2})\\ssur\\s(\\d{1,3})(?!\\d|[\\s,.]\\d|\\s?[%€])"), text, at);
  if (found === null || Number(found[1]) >= Number(found[2]) || Number(found[2]) > 100) return null;
  return { kind: "fraction", end: at + found[0].length };
};

const SHAPES: Look[] = [
  telephone,
  register,
  always,
  law,
  gluedBefore,
  heading,
  date,
  time,
  addressLike,
  ordinal,
  range,
  fraction,
  postcode,
  gluedAfter,
];

/** The shape of the digit run that starts at `at`; null where it is a plain number. */
export function shapeAt(text: string, at: number): Shape | null {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  for (const look of SHAPES) {
    const shape = look(text, at, before);
    if (shape !== null) return shape;
  }
  return null;
}

const LINK =
  /(?:https?:\/\/|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,4}\.(?:fr|org|com|net|eu|pdf|html?)(?![\w])(?:\/\S{0,300})?/giu;

/** Where web and mail addresses stand. */
export function linksIn(text: string): [number, number][] {
  return [...text.matchAll(LINK)].map((found) => [found.index, found.index + found[0].length]);
}
