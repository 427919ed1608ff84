/**
 * Writes `schemas/*.schema.json` from the model, so that an editor completes and checks rulebooks and the
 * catalogue, and other programs can validate what a run writes: `npm run schemas`.
 */
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import {
  Anomaly,
  Catalogue,
  Decision,
  DocumentLine,
  Figure,
  Observation,
  Rulebook,
} from "../src/model/index.js";

const SCHEMAS = {
  rulebook: Rulebook,
  indicators: Catalogue,
  observation: Observation,
  figure: Figure,
  anomaly: Anomaly,
  decision: Decision,
  document: DocumentLine,
};

/** File name → content, as it stands in `schemas/`. */
export function jsonSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: "input", target: "draft-7" }), null, 2)}\n`,
    ]),
  );
}

if (process.argv[1]?.endsWith("json-schemas.ts"))
  for (const [name, content] of jsonSchemas())
    await writeFile(new URL(`../schemas/${name}`, import.meta.url), content);
