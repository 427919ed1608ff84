import { Fault } from "../model/index.js";
import { editDistance } from "../normalise/index.js";
import type { Schemas } from "./rulebooks.js";

/** More edits than these are another word. */
const NEAR = 2;

/** Throws `Fault`, naming the publisher that was probably meant, for a code that has no rulebook. */
export function assertPublisher(code: string | undefined, { rulebooks }: Schemas): void {
  const known = rulebooks.map((book) => book.publisher);
  if (code === undefined || known.includes(code)) return;
  const [nearest] = known
    .map((publisher) => ({ publisher, edits: editDistance(code.toLowerCase(), publisher) }))
    .sort((a, b) => a.edits - b.edits);
  const near = nearest !== undefined && nearest.edits <= NEAR ? nearest.publisher : undefined;
  const meant = {
    fr: near === undefined ? "" : `Vouliez-vous dire ${near} ? `,
    en: near === undefined ? "" : `Did you mean ${near}? `,
  };
  const all = known.join(", ");
  throw new Fault({
    file: code,
    message: {
      fr: "n'est pas un éditeur qui ait un livre de règles.",
      en: "is no publisher with a rulebook.",
    },
    remedy: {
      fr: `${meant.fr}En choisir un parmi ${all}, ou écrire ${code}.yaml et donner son dossier avec --rulebooks.`,
      en: `${meant.en}Choose one of ${all}, or write ${code}.yaml and name its folder with --rulebooks.`,
    },
  });
}
