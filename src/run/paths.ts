import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Root of the package, from `src/run/` as from `dist/run/`. */
const ROOT = new URL("../../", import.meta.url);

/** The catalogue, code lists and rulebooks that come with the package. */
export const SCHEMAS_FOLDER = fileURLToPath(new URL("schemas", ROOT));

/** The stewards' page as `npm run build` makes it. */
export const CLIENT_FOLDER = fileURLToPath(new URL("dist/review/client", ROOT));

export const ENGINE_VERSION = (
  JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8")) as { version: string }
).version;
