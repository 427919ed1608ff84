import type { Fault, Message, Rulebook } from "../model/index.js";
import { labelKey } from "../normalise/index.js";
import type { YamlPath } from "./yaml-source.js";

type FaultAt = (path: YamlPath, message: Message) => Fault;

const told = (texts: readonly string[] | undefined): string => (texts ?? []).map(labelKey).join("|");

function refuseSameIds(book: Rulebook, faultAt: FaultAt): void {
  const seen = new Set<string>();
  for (const list of ["tables", "statements", "ignore"] as const)
    for (const [i, { id }] of book[list].entries()) {
      if (seen.has(id))
        throw faultAt([list, i, "id"], {
          fr: `l'id de règle « ${id} » est deux fois dans le fichier.`,
          en: `rule id "${id}" stands twice in the file.`,
        });
      seen.add(id);
    }
}

/** Tables of the same words, read along the same axes. */
function refuseSameTables({ tables }: Rulebook, faultAt: FaultAt): void {
  const seen = new Map<string, string>();
  for (const [i, { id, where, rows, columns }] of tables.entries()) {
    const words = [where.section, where.caption, where.headers, where.rows].map(told);
    const key = JSON.stringify([words, rows, columns]);
    const rival = seen.get(key);
    if (rival !== undefined)
      throw faultAt(["tables", i, "where"], {
        fr: `les règles de tableau « ${rival} » et « ${id} » veulent les mêmes cases : rien de ce qui distingue des tableaux ne les sépare.`,
        en: `table rules "${rival}" and "${id}" claim the same cells: they differ in nothing that tells tables apart.`,
      });
    seen.set(key, id);
  }
}

const SLOT = /\{[^}]*\}/g;

/** The same words in the same section, whatever their slots mean. */
function refuseSameStatements({ statements }: Rulebook, faultAt: FaultAt): void {
  const seen = new Map<string, string>();
  for (const [i, { id, section, match }] of statements.entries())
    for (const [j, pattern] of match.entries()) {
      const words = pattern.replace(SLOT, "{}").replace(/\s+/g, " ").trim().toLowerCase();
      const key = JSON.stringify([told(section), words]);
      const rival = seen.get(key);
      if (rival !== undefined)
        throw faultAt(["statements", i, "match", j], {
          fr: `les règles d'énoncé « ${rival} » et « ${id} » veulent les mêmes chiffres : toutes deux disent « ${pattern} ».`,
          en: `statement rules "${rival}" and "${id}" claim the same figures: both say "${pattern}".`,
        });
      seen.set(key, id);
    }
}

/**
 * Throws where two rules of one file bear one name, or would claim the same cells or figures, so that nothing but
 * their order in the file would tell which has them.
 */
export function refuseRivals(book: Rulebook, faultAt: FaultAt): void {
  refuseSameIds(book, faultAt);
  refuseSameTables(book, faultAt);
  refuseSameStatements(book, faultAt);
}
