import type { CheckContext } from "../check/index.js";
import type { Schemas } from "./rulebooks.js";

/** What the checks know beside the documents. */
export function contextOf(schemas: Schemas): CheckContext {
  const territories = Object.fromEntries(
    schemas.rulebooks.flatMap((book) =>
      book.territory ? [[book.publisher, { area: book.area, ...book.territory }]] : [],
    ),
  );
  return { catalogue: schemas.catalogue, codeLists: schemas.codeLists, territories };
}
