import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchemas } from "../../tools/json-schemas.js";

test.each([...jsonSchemas()])(
  "schemas/%s is what the model says (`npm run schemas` writes it)",
  (name, content) => {
    expect(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8")).toBe(content);
  },
);
