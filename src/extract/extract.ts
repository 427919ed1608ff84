import type { Extraction, Figure, Message, Observation } from "../model/index.js";
import { contentId, fold } from "../normalise/index.js";
import { type ClaimedDocument, claimDocument, type ExtractInput } from "./document.js";
import { editsOf } from "./edits.js";
import { builtInReason } from "./ignore.js";
import { type Entry, figureOf, identifier, identities } from "./ledger.js";
import { type Made, observe, type Stated } from "./observe.js";
import { placesOf } from "./places.js";

function statedBy(input: ExtractInput): Stated {
  const [book] = input.rulebooks;
  if (book === undefined) throw new RangeError("extract needs at least one rulebook");
  const { document, gazetteer, catalogue, codeLists } = input;
  return { document, book, gazetteer, catalogue, codeLists };
}

/** Reads a document by its rules: observations, the ledger of every figure, and what the page says of them. */
export function extract(input: ExtractInput): Extraction {
  const claimed = claimDocument(input);
  const { made, figures } = settleLedger(claimed);
  const observations = made.map(({ observation }) => observation);
  return {
    document: input.document,
    observations,
    figures,
    edits: editsOf(claimed, made),
    places: placesOf(claimed, made),
    unmatchedRules: unmatched(claimed),
    failedAssertions: failedAssertions(claimed, observations),
  };
}

/** Every figure with what became of it, and the observations, in reading order. */
export function settleLedger(claimed: ClaimedDocument): { made: Made[]; figures: Figure[] } {
  const stated = statedBy(claimed.input);
  const made: Made[] = [];
  const figures = claimed.entries.map((entry) => {
    const [claim] = claimed.held.get(entry) ?? [];
    if (claim?.kind !== "value") return unclaimed(entry, claim, claimed);
    const id = contentId("observation", entry.id);
    made.push({ claim, observation: observe(claim, id, stated) });
    return figureOf(entry, claimed.input.document.document_id, "mapped", id);
  });
  const give = identifier(claimed.input.document.sha256);
  const identityOf = identities();
  for (const claim of claimed.nils) {
    const { source, from } = claim.stretch;
    const path = [claim.labels.row, claim.labels.column].map(fold).join(" | ");
    const id = give("none", ...identityOf(source, from, path));
    made.push({ claim, observation: observe(claim, id, stated) });
  }
  const place = ({ claim }: Made): [number, number] => [claim.stretch.source.order, claim.stretch.from];
  made.sort((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1]);
  return { made, figures };
}

function unclaimed(
  entry: Entry,
  claim: { rule: string; reason: string } | undefined,
  claimed: ClaimedDocument,
): Figure {
  const document = claimed.input.document.document_id;
  if (claim !== undefined) return figureOf(entry, document, "ignored", `${claim.rule}: ${claim.reason}`);
  const reason = builtInReason(entry, claimed.places.get(entry.source) ?? "free");
  return reason === null
    ? figureOf(entry, document, "unmapped", "")
    : figureOf(entry, document, "ignored", reason);
}

/** Rules of the publisher that found nothing; those that all publishers share need not. */
function unmatched({ input, matched }: ClaimedDocument): string[] {
  return input.rulebooks
    .filter((book) => !book.common)
    .flatMap((book) => [...book.tables, ...book.statements, ...book.ignore])
    .map((rule) => rule.name)
    .filter((name) => !matched.has(name));
}

/** Assertions of the rulebooks that do not hold, as sentences. */
export function failedAssertions(
  { input, tables }: ClaimedDocument,
  observations: readonly Observation[],
): Message[] {
  return input.rulebooks.flatMap((book) => {
    const read = tables.filter((table) => table.match.rule.name.startsWith(`${book.file}#`)).length;
    const wanted = book.assert.tables;
    const missing = book.assert.indicators.filter((code) => observations.every((o) => o.indicator !== code));
    return [
      ...(wanted !== null && read < wanted
        ? [
            {
              fr: `${book.file} attend ${wanted} tableaux, ${read} ont été lus.`,
              en: `${book.file} expects ${wanted} tables, ${read} were read.`,
            },
          ]
        : []),
      ...missing.map((code) => ({
        fr: `${book.file} attend l'indicateur ${code}, aucune valeur n'en a été lue.`,
        en: `${book.file} expects indicator ${code}, no value of it was read.`,
      })),
    ];
  });
}
