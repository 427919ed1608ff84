import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Root of the package, from `src/run/` as from `dist/run/`. */
const ROOT = new URL("../../", import.meta.url);

/** The catalogue, code lists and rulebooks that come with the package. */
export const SCHEMAS_FOLDER = fileURLToPath(new URL("schemas", ROOT));

/** The stewards' page as `npm run build` makes it. */
export const CLIENT_FOLDER = fileURLToPath(new URL("dist/review/client", ROOT));

/** Of this package: its version, and which Node it takes (`>=20.19`). */
export const {
  version: ENGINE_VERSION,
  engines: { node: ENGINES },
}: { version: string; engines: { node: string } } = JSON.parse(
  readFileSync(new URL("package.json", ROOT), "utf8"),
);
