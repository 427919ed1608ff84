import type { Catalogue, CodeLists } from "../model/index.js";
import { tokensOf } from "../normalise/index.js";
import type { ValueClaim } from "./claim.js";
import { wordsOf } from "./source-text.js";

/** What the names of indicators and codes are taken from. */
export interface Names {
  catalogue: Catalogue;
  codeLists: CodeLists;
}

/** One word taken for another that is one letter away. */
const MISPRINT = 0.9;
/** Of rules that all publishers share, which know the words but not the publisher. */
const SHARED = 0.75;
/** Of these, under a heading that speaks of something the mapping does not: it may be of a part of the public. */
const NARROWED = 0.55;

/** Of a recognised figure that few words of a sentence tell: a misread word among the others may have kept it from its own rule. */
const LOOSE = 0.75;
const FEW_WORDS = 2;
/** What a rule says is so small a share of the sentence. */
const AMID = 0.5;

/** Words of headings that tell nothing of whom or what the figures are. */
const GENERAL = new Set(
  tokensOf(
    `chiffre clé bilan bref résultat activité rapport année annuel jeune public profil caractéristique répartition
    commune résidence territoire territorial mission locale quel quelle sont principal donnée indicateur synthèse
    général globale global présentation contexte sexe niveau qualification validé diplôme type nombre département
    région accompagnement accompagné dispositif mesure entrée évolution détail focus point zoom situation accès
    origine géographique structure ensemble total notre votre leur avec dans pour chez ville lieu tranche montant
    aide allocation financier financière suivi objectif descriptif action tableau annexe juin décembre janvier
    accueil accueilli immersion entreprise contact entretien personne bénéficiaire dont genre scolaire secteur domaine`,
  ).map(({ stem }) => stem),
);

/** Shorter words are articles and the like. */
const TELLING = 4;

/** Stems of the innermost heading that tells something: "Chiffres clés" leaves it to the one above. */
function tellingWords(section: readonly string[]): string[] {
  const telling = section.map((heading) =>
    tokensOf(heading)
      .map(({ stem }) => stem)
      .filter((stem) => stem.length >= TELLING && !/\d/.test(stem) && !GENERAL.has(stem)),
  );
  return telling.findLast((stems) => stems.length > 0) ?? [];
}

function narrowed(claim: ValueClaim, names: Names): boolean {
  const heading = tellingWords(claim.labels.section);
  const { indicator, dimensions } = claim.meaning;
  const entry = names.catalogue[indicator];
  const codes = Object.entries(dimensions).flatMap(([dimension, code]) =>
    (names.codeLists[dimension] ?? []).filter((one) => one.code === code),
  );
  const said = [
    claim.labels.context,
    claim.labels.row,
    claim.labels.column,
    entry?.label.fr ?? "",
    ...(entry?.synonyms ?? []),
    ...codes.flatMap((code) => [code.label_fr, ...code.synonyms]),
  ];
  const known = new Set(said.flatMap((text) => tokensOf(text).map(({ stem }) => stem)));
  return heading.some((stem) => !known.has(stem));
}

/** Whether a recognised figure's rule, one for no section, knows it by few words amid others that it does not know. */
function isLoose({ at, anywhere, strength, found, labels, stretch }: ValueClaim): boolean {
  const [, , words] = strength;
  const few = -words <= FEW_WORDS && found.length < AMID * labels.context.length;
  return at === null && anywhere && few && wordsOf(stretch).some(({ word }) => word.method === "ocr");
}

/** How sure it is that the figure is what the claim says, from how it was read and who says so. */
export function confidenceOf(claim: ValueClaim, names: Names): number {
  const read = Math.min(1, ...wordsOf(claim.stretch).map(({ word }) => word.confidence));
  const shared = claim.common ? (narrowed(claim, names) ? NARROWED : SHARED) : 1;
  const confidence = Math.min(
    read * MISPRINT ** claim.misprints,
    shared,
    isLoose(claim) ? LOOSE : 1,
    claim.atMost,
  );
  return Math.round(confidence * 1000) / 1000;
}
