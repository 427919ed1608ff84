import { expect, test } from "vitest";
import { limitsOf } from "../../src/run/limits.js";

test("limits hold without being set, and those of the environment go first", () => {
  const usual = limitsOf({});
  expect(Object.values(usual).every((limit) => limit > 0)).toBe(true);
  expect(limitsOf({ RECOUPE_DOCUMENT_SECONDS: "7", RECOUPE_CACHE_MB: "" })).toEqual({ ...usual, seconds: 7 });
});

test.each(["0", "-3", "many", "Infinity"])("“%s” is no limit, and is named with its variable", (text) => {
  expect(() => limitsOf({ RECOUPE_DOCUMENT_MB: text })).toThrow(
    expect.objectContaining({ file: "RECOUPE_DOCUMENT_MB" }),
  );
});
