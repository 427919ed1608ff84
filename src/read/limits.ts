import { Fault, type Message } from "../model/index.js";

/** What a report may ask of the reader: far above any real one, well below what a machine can bear. */
export interface ReadLimits {
  /** Of the file. */
  bytes: number;
  pages: number;
  /** Bytes that one stream, pictures aside, may unpack to; all together sixteen times as many. */
  unpacked: number;
  /** Pixels of one picture in the file. */
  pixels: number;
  /** Pixels of a page drawn in order to be shown or recognised. */
  drawn: number;
  /** Drawing operators of one page, with those of the forms it calls. */
  operators: number;
  /** Spent on what one page draws. */
  seconds: number;
  /** Of processor time, spent on recognising the characters of one page. */
  recognising: number;
  /** Points along one side of a page. */
  side: number;
  glyphs: number;
  /** Ruling lines of one page. */
  lines: number;
  /** Words of one page. */
  words: number;
  /** Characters of one word: what runs on longer is cut. */
  characters: number;
}

/** Environment variable that sets limits otherwise: `pages=500,operators=1000000`. */
export const LIMITS_VARIABLE = "RECOUPE_LIMITS";

/** Seconds by the clock for each of processor time: what stands still has to end, what others hold up has not. */
export const PATIENCE = 5;

/** Seconds of processor time that one report may take in all, and megabytes of objects that its process may hold. */
export const REPORT_LIMITS = { seconds: 900, megabytes: 2048 } as const;

export const READ_LIMITS: Readonly<ReadLimits> = {
  bytes: 256 * 2 ** 20,
  pages: 2_000,
  unpacked: 64 * 2 ** 20,
  pixels: 100_000_000,
  drawn: 50_000_000,
  operators: 300_000,
  seconds: 60,
  recognising: 120,
  side: 100_000,
  glyphs: 200_000,
  lines: 10_000,
  words: 5_000,
  characters: 2_000,
};

const SMALLER_PAGE: Message = {
  fr: "Imprimer la page sur un papier ordinaire",
  en: "Print the page on ordinary paper size",
};
const AS_PICTURE: Message = {
  fr: "Imprimer cette page comme image, et prendre celle-là",
  en: "Print that page as a picture, and use that one",
};
const SPLIT_PAGE: Message = { fr: "Couper la page en deux", en: "Split the page" };

/** What to do about what is beyond a limit, without a full stop. */
const REMEDY: Readonly<Record<keyof ReadLimits, Message>> = {
  bytes: {
    fr: "Couper le rapport, ou l'enregistrer avec des images plus petites",
    en: "Split the report, or save it with smaller pictures",
  },
  pages: { fr: "Couper le rapport", en: "Split the report" },
  unpacked: {
    fr: "Imprimer le rapport dans un nouveau PDF, et prendre celui-là",
    en: "Print the report to a new PDF, and use that one",
  },
  pixels: {
    fr: "Enregistrer le rapport avec des images plus petites",
    en: "Save the report with smaller pictures",
  },
  drawn: SMALLER_PAGE,
  operators: AS_PICTURE,
  seconds: AS_PICTURE,
  recognising: { fr: "Numériser de nouveau cette page", en: "Scan that page anew" },
  side: SMALLER_PAGE,
  glyphs: SPLIT_PAGE,
  lines: AS_PICTURE,
  words: SPLIT_PAGE,
  characters: { fr: "Regarder la page", en: "Look at the page" },
};

const UNIT: Readonly<Record<keyof ReadLimits, Message>> = {
  bytes: { fr: "octets dans le fichier", en: "bytes in the file" },
  pages: { fr: "pages", en: "pages" },
  unpacked: {
    fr: "octets dans une partie du fichier, ou seize fois autant en tout, une fois décomprimés",
    en: "bytes in one part of the file, or sixteen times as many in all, once unpacked",
  },
  pixels: { fr: "pixels dans une image", en: "pixels in one picture" },
  drawn: { fr: "pixels dans une image de la page", en: "pixels in a picture of the page" },
  operators: { fr: "opérations de dessin sur la page", en: "drawing operators on the page" },
  seconds: {
    fr: "secondes passées à ce que la page dessine",
    en: "seconds spent on what the page draws",
  },
  recognising: {
    fr: "secondes de calcul passées à reconnaître la page",
    en: "seconds of processor time spent on recognising the page",
  },
  side: { fr: "points sur un côté de la page", en: "points along one side of the page" },
  glyphs: { fr: "caractères sur la page", en: "characters on the page" },
  lines: { fr: "traits sur la page", en: "ruling lines on the page" },
  words: { fr: "mots sur la page", en: "words on the page" },
  characters: { fr: "caractères dans un mot", en: "characters in one word" },
};

const given = new Map<string, Readonly<ReadLimits>>();

/** The limits that hold: those of `RECOUPE_LIMITS` first. Throws `Fault` for a limit that is none. */
export function readLimits(env: Record<string, string | undefined> = process.env): Readonly<ReadLimits> {
  const text = env[LIMITS_VARIABLE] ?? "";
  const known = given.get(text);
  if (known !== undefined) return known;
  const limits = { ...READ_LIMITS };
  for (const part of text.split(",").filter((one) => one.trim() !== "")) {
    const [name = "", value = ""] = part.split("=").map((side) => side.trim());
    const number = Number(value);
    if (!Object.hasOwn(READ_LIMITS, name) || value === "" || !(number > 0 && Number.isFinite(number)))
      throw new Fault({
        file: LIMITS_VARIABLE,
        message: { fr: `« ${part.trim()} » n'est pas une limite.`, en: `“${part.trim()}” is no limit.` },
        remedy: {
          fr: `Écrire NOM=NOMBRE, séparés par des virgules ; les noms sont ${Object.keys(READ_LIMITS).join(", ")}.`,
          en: `Write NAME=NUMBER, separated by commas; names are ${Object.keys(READ_LIMITS).join(", ")}.`,
        },
      });
    limits[name as keyof ReadLimits] = number;
  }
  given.set(text, limits);
  return limits;
}

/** One sentence that names the limit. */
export function excess(limits: ReadLimits, limit: keyof ReadLimits): Message {
  const most = (locale: string): string => limits[limit].toLocaleString(locale);
  return {
    fr: `Il y a plus de ${most("fr-FR")} ${UNIT[limit].fr} (limite « ${limit} »).`,
    en: `There are more than ${most("en-GB")} ${UNIT[limit].en} (limit “${limit}”).`,
  };
}

/** A fault for a file that is beyond a limit. */
export function beyond(limits: ReadLimits, limit: keyof ReadLimits, file: string): Fault {
  return new Fault({
    file,
    message: excess(limits, limit),
    remedy: {
      fr: `${REMEDY[limit].fr}, ou relever la limite : --limits ${limit}=NOMBRE (${LIMITS_VARIABLE}).`,
      en: `${REMEDY[limit].en}, or raise it: --limits ${limit}=NUMBER (${LIMITS_VARIABLE}).`,
    },
  });
}

/** A page is beyond a limit. */
export class Beyond extends Error {
  constructor(readonly limit: keyof ReadLimits) {
    super(`more ${UNIT[limit].en} than may be`);
  }
}
