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
  const meant = nearest !== undefined && nearest.edits <= NEAR ? `Did you mean ${nearest.publisher}? ` : "";
  throw new Fault({
    file: code,
    message: "is no publisher with a rulebook.",
    remedy: `${meant}Choose one of ${known.join(", ")}, or write ${code}.yaml and name its folder with --rulebooks.`,
  });
}
