import type { Language, Message } from "../model/index.js";
import { type Cell, first } from "./cell.js";
import type { Constraint } from "./constraint.js";
import { slipOf } from "./diagnosis.js";
import type { Told } from "./message-parts.js";
import type { MisprintKind } from "./misprint.js";
import type { Candidate } from "./ranking.js";
import { SLIP_TEXTS } from "./slip-text.js";
import { amount, both, nameOf } from "./wording.js";

const KINDS: Record<Language, Record<MisprintKind, string>> = {
  fr: {
    digit: "un chiffre changé",
    lookalike: "un chiffre pris pour un autre à la lecture de l'image",
    transposed: "deux chiffres voisins échangés",
    dropped: "un chiffre oublié",
    added: "un chiffre de trop",
    doubled: "un chiffre tapé deux fois",
    footnote: "un chiffre de trop, peut-être un appel de note",
    comma: "une virgule décimale perdue",
    copied: "la valeur d'une autre ligne recopiée",
    swapped: "les valeurs de deux cases échangées",
    scale: "des zéros de trop ou oubliés",
    sign: "un signe inversé",
    total_recount: "un total qui n'a pas été refait",
    share_recount: "un pourcentage qui n'a pas été refait",
    wrong_base: "un taux mal calculé",
    other: "une autre valeur",
  },
  en: {
    digit: "one digit changed",
    lookalike: "a digit taken for another when the image was read",
    transposed: "two neighbouring digits swapped",
    dropped: "a digit left out",
    added: "a digit too many",
    doubled: "a digit typed twice",
    footnote: "a digit too many, perhaps the mark of a footnote",
    comma: "a decimal comma lost",
    copied: "the value of another line copied",
    swapped: "the values of two cells exchanged",
    scale: "zeros too many or left out",
    sign: "an inverted sign",
    total_recount: "a total that was not redone",
    share_recount: "a percentage that was not redone",
    wrong_base: "a rate worked out wrongly",
    other: "another value",
  },
};

const LIKELY = 0.85;

/** Why a value is proposed: what is printed, what was meant, and the slip between them. */
export function reasonOf(
  candidate: Candidate,
  constraint: Constraint,
  cells: readonly Cell[],
  catalogue: Told["catalogue"],
): Message {
  const slip = candidate.kind === "wrong_base" ? slipOf(constraint, cells) : null;
  const cell = cells[candidate.cell] as Cell;
  const o = first(cell);
  return both((language) => {
    const [printed, meant] = [cell.value, candidate.value].map((v) => amount(v, o, language));
    const name = nameOf(o, catalogue, language);
    const kind = KINDS[language][candidate.kind];
    const why = slip ? ` ${SLIP_TEXTS[language][slip]}` : "";
    return language === "fr"
      ? `${name} : ${printed} imprimé, ${meant} rétablirait les comptes (${kind}).${why}`
      : `${name}: ${printed} printed, ${meant} would put the figures right (${kind}).${why}`;
  });
}

/** What to think of it: the likeliest correction, and where it stands alone, that nothing printed decides. */
export function adviceOf(told: Told, language: Language): string {
  const { candidates, suspects, lone } = told.ranking;
  const [best] = candidates;
  const likely = best && best.probability >= LIKELY ? likelyText(told, best, language) : "";
  const open = suspects.length >= 2 && (lone || likely === "") ? openText(suspects.length, language) : "";
  return [likely, open].filter((text) => text !== "").join(" ");
}

function likelyText(told: Told, best: Candidate, language: Language): string {
  const cell = told.cells[best.cell] as Cell;
  const o = first(cell);
  const [printed, meant] = [cell.value, best.value].map((v) => amount(v, o, language));
  const name = nameOf(o, told.catalogue, language);
  const kind = KINDS[language][best.kind];
  return language === "fr"
    ? `Le plus probable : ${kind}, ${meant} au lieu de ${printed} (${name}).`
    : `Most likely: ${kind}, ${meant} instead of ${printed} (${name}).`;
}

const openText = (count: number, language: Language): string =>
  language === "fr"
    ? `Rien d'autre dans le document ne dit laquelle des ${count} valeurs est fausse.`
    : `Nothing else in the document tells which of the ${count} values is wrong.`;
