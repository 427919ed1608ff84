import { describe, expect, test } from "vitest";
import { parseYaml } from "../../src/extract/index.js";
import { Catalogue, Fault, plainLine } from "../../src/model/index.js";
import { numeralsIn } from "../../src/normalise/index.js";
import { inert } from "../../src/publish/cells.js";
import { csv } from "../../src/publish/csv.js";

const faultIn = (text: string): Fault => {
  try {
    parseYaml(text, "regles.yaml");
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error("no fault");
};

describe("YAML", () => {
  test.each(["a: !!js/function 'x'", "a: !!python/object x", "a: !!binary aGk="])(
    "tags are refused: %s",
    (text) => {
      expect(faultIn(text).line.en).toMatch(/regles\.yaml:1:/);
    },
  );

  test("aliases that grow without bound are refused", () => {
    const layers = Array.from(
      { length: 12 },
      (_, i) =>
        `l${i}: &l${i} [${Array(9)
          .fill(i === 0 ? "x" : `*l${i - 1}`)
          .join(", ")}]`,
    );
    expect(faultIn(layers.join("\n")).message).toMatch(/aliases/);
  });

  test.each(["__proto__", "constructor", "toString"])(
    "%s as a key or a value is text, and no prototype",
    (word) => {
      const { data } = parseYaml(`${word}: {polluted: yes}\nb: ${word}`, "regles.yaml");
      expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
      expect((data as { b: unknown }).b).toBe(word);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      expect(Catalogue.safeParse(data).success).toBe(false);
    },
  );
});

test("what a YAML map takes over from another gives it no prototype either", () => {
  const { data } = parseYaml("a: &a {__proto__: {polluted: yes}}\nb: {<<: *a, c: d}", "regles.yaml");
  const { b } = data as { b: { polluted?: string; c: string } };
  expect(Object.getPrototypeOf(b)).toBe(Object.prototype);
  expect(b.polluted).toBeUndefined();
  expect(b.c).toBe("d");
});

describe("cells", () => {
  test.each(["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "\r=1", "\u202e=1"])(
    "%j is no formula",
    (text) => {
      expect(inert(text)).not.toMatch(/^[=@+\t\r]|^-[^\d]/);
      expect([...csv(["a"], [[text]])].join("").split("\r\n")[1]).not.toMatch(/^"?[=@+-]/);
    },
  );

  test.each(["-3,4 %", "+ 704 k€", "-", "Lyon"])("%j stays as printed", (text) => {
    expect(inert(text)).toBe(text);
  });

  test("a sign before a million signs that are no number is told to be no formula", () => {
    const text = `+${"1 ".repeat(500_000)}x`;
    expect(inert(text)).toBe(`'${text}`);
  });
});

test("a line stays one line, without commands for a terminal", () => {
  expect(plainLine("a\nb\u001b[2J\u202ec\ud800d")).toBe("a b\ufffd[2J\ufffdc\ufffdd");
  const fault = new Fault({
    file: "x\ny.pdf",
    message: { fr: "est\r\nabîmé.", en: "is\r\nbad." },
    remedy: { fr: "Le\u0007 réparer.", en: "Mend\u0007 it." },
  });
  for (const line of [fault.line.fr, fault.line.en]) expect(line).not.toMatch(/\p{Cc}/u);
});

test("a run of a thousand digits is a numeral without a value", () => {
  expect(numeralsIn(`Total : ${"9".repeat(1000)} jeunes`)).toMatchObject([{ value: null }]);
});
