/** What a drafted rulebook says in its comments. */
export const DRAFT_WORDS = {
  fr: {
    language: "fr",
    head: "# Ébauché d'après un rapport. Ce qui est marqué « supposé » est à relire à côté de la page, puis à garder ou à corriger.",
    guess: "supposé",
    unknown: "inconnu",
    uncounted: "ce qu'il compte n'a pas été trouvé",
    sameWords: "ses mots sont ceux d'une règle plus haut",
    noCommunes: "aucune liste de communes n'a été trouvée",
    identify: "des mots que seuls portent les rapports de cet éditeur",
  },
  en: {
    language: "en",
    head: "# Drafted from a report. What is marked “guess” is to be read beside the page, then kept or mended.",
    guess: "guess",
    unknown: "unknown",
    uncounted: "what it counts was not found",
    sameWords: "its words are those of a rule above",
    noCommunes: "no list of communes was found",
    identify: "words that only this publisher's reports hold",
  },
} as const;

export type DraftLanguage = keyof typeof DRAFT_WORDS;
export type DraftWords = (typeof DRAFT_WORDS)[DraftLanguage];
