import type { CheckContext } from "../check/index.js";
import type { Schemas } from "./rulebooks.js";

const contexts = new WeakMap<Schemas, CheckContext>();

/** What the checks know beside the documents: one object for the same rules. */
export function contextOf(schemas: Schemas): CheckContext {
  const context = contexts.get(schemas) ?? contextFrom(schemas);
  contexts.set(schemas, context);
  return context;
}

function contextFrom(schemas: Schemas): CheckContext {
  const territories = Object.fromEntries(
    schemas.rulebooks.flatMap((book) =>
      book.territory ? [[book.publisher, { area: book.area, ...book.territory }]] : [],
    ),
  );
  return { catalogue: schemas.catalogue, codeLists: schemas.codeLists, territories };
}
