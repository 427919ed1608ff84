import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { pdfOf } from "../fixtures/pdf.js";
import { spoken } from "./spoken.js";

const SRC = join(import.meta.dirname, "../../src");

/** Text as it stands in a source: a string, or a template with its expressions. */
const TICK = "`";
const TEXT = String.raw`("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${TICK}(?:[^${TICK}\\]|\\.)*${TICK})`;
const PAIR = new RegExp(String.raw`\bfr: ${TEXT},\s*en: ${TEXT}`, "g");

/** Every message and remedy of the sources: where it stands, in French and in English. */
const pairs = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => join(SRC, name))
  .filter((file) => /\bFault\b|RuleSyntaxError|BadRequest|\bfault[:?]/.test(readFileSync(file, "utf8")))
  .flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(PAIR)].map(({ 1: fr = "", 2: en = "", index }) => ({
      place: `${relative(SRC, file)}:${text.slice(0, index).split("\n").length}`,
      fr,
      en,
    }));
  });

const ENGLISH = /\b(the|is|are|was|were|not|of|with|and|there|cannot|no)\b/i;
const FRENCH = /\b(le|la|les|est|sont|pas|des?|du|avec|et|fichier|ne|aucune?)\b/;
const words = (text: string): string =>
  text.replace(/\$\{[^}]*\}|\\`[^`]*`|`[^`]*`(?!$)|[“«"][^”»"]*[”»"]/g, " ").slice(1, -1);

describe("what a user can mend", () => {
  test("is told in many places", () => {
    expect(pairs.length).toBeGreaterThan(150);
  });

  test.each(pairs)("$place is told in French and in English", ({ fr, en }) => {
    expect(words(fr)).not.toMatch(ENGLISH);
    expect(words(en)).not.toMatch(FRENCH);
  });

  test("is never told in one language alone", () => {
    const alone = readdirSync(SRC, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        [
          ...readFileSync(join(SRC, name), "utf8").matchAll(
            /new (?:Fault|BadRequest|RuleSyntaxError)\(\s*(?:\{[^}]*\b(?:message|remedy): )?["'`]/g,
          ),
        ].map(() => name),
      );
    expect(alone).toEqual([]);
  });
});

describe("the command line tells it in the reader's language", () => {
  const files = {
    "empty.pdf": "",
    "page.html.pdf": "<!doctype html>",
    "report.pdf": pdfOf({ pages: [{ content: "" }] }),
    "out/decisions.jsonl": "{}\n",
    "other/new.yaml":
      "publisher: new\nname: New\narea: ML-new\nidentify: {any: [New]}\nperiod: {any: [x]}\nlevel: 3\n",
    "broken/new.yaml": "a: [\n",
    "wrong/new.yaml":
      "publisher: new\nname: New\narea: ML-new\nidentify: {any: [New]}\nperiod: {any: [x]}\nstatements:\n  - {id: a, match: ['{first_contact} y']}\n",
    "settings/recoupe.config.yaml": "run: {workers: few}\n",
    "unknown/recoupe.config.yaml": "wokers: 3\n",
  };

  test.each([
    ["run nowhere", "", /n'existe pas\. Vérifier/, /does not exist\. Check/],
    ["run empty.pdf --no-cache", "", /Le fichier est vide\. Télécharger/, /The file is empty\. Download/],
    ["run page.html.pdf --no-cache", "", /Ce n'est pas un fichier PDF/, /This is not a PDF file/],
    ["run report.pdf --limits pages=none", "", /« pages=none » n'est pas une limite/, /is no limit/],
    [
      "run report.pdf --limits bytes=5 --no-cache",
      "",
      /Il y a plus de 5 octets/,
      /There are more than 5 bytes/,
    ],
    ["run report.pdf --publisher alps", "", /Vouliez-vous dire alpes \?/, /Did you mean alpes\?/],
    ["run report.pdf --queue nowhere", "", /n'est pas l'adresse d'une file/, /is no address of a queue/],
    ["inspect report.pdf --page 9", "", /cette page n'existe pas/, /there is no such page/],
    ["status", "", /--queue : manque/, /--queue: is missing/],
    ["review out --host 0.0.0.0", "", /doit avoir un nom/, /must have a name/],
    ["review other", "", /ne contient pas de publication/, /holds no publication/],
    ["decisions out", "", /la ligne 1 n'est pas une décision/, /line 1 is no decision/],
    ["diff out other", "", /ne peut être lu\. Donner/, /cannot be read\. Name/],
    ["publish other", "", /ne peut être lu\. Donner/, /cannot be read\. Name/],
    [
      "rules check --rulebooks other",
      "",
      /n'est pas tel qu'attendu : Clé non reconnue/,
      /is not as expected: Unrecognized key/,
    ],
    ["rules check --rulebooks broken", "", /n'est pas du YAML bien formé/, /is not valid YAML/],
    [
      "rules check --rulebooks wrong",
      "",
      /indicateur inconnu « first_contact » ; vouliez-vous/,
      /unknown indicator "first_contact"; did you/,
    ],
    ["rules check", "settings", /un nombre entier à partir de 1/, /a whole number from 1/],
    ["rules check", "unknown", /aucune commande n'a cette option/, /no command has such an option/],
  ])("recoupe %s (%s)", async (line, below, french, english) => {
    const root = await mkdtemp(join(tmpdir(), "recoupe-"));
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, name)), { recursive: true });
      await writeFile(join(root, name), content);
    }
    const folder = join(root, below);
    const entendu = await spoken(`${line} --lang fr`, { folder });
    expect(entendu.err).toMatch(french);
    expect(entendu.err).toMatch(/^recoupe : /m);
    const heard = await spoken(line, { folder });
    expect(heard.err).toMatch(english);
    expect(heard.err).toMatch(/^recoupe: /m);
    expect([heard.code, entendu.code]).toEqual(line.includes("--no-cache") ? [1, 1] : [2, 2]);
    await rm(root, { recursive: true });
  });

  test("a drafted rulebook has its comments in it, too", async () => {
    const root = await mkdtemp(join(tmpdir(), "recoupe-"));
    await writeFile(join(root, "report.pdf"), files["report.pdf"]);
    const french = await spoken("rules draft report.pdf --lang fr", { folder: root });
    expect(french.out).toContain("# Ébauché d'après un rapport.");
    expect(french.out).not.toContain("Drafted");
    const english = await spoken("rules draft report.pdf", { folder: root });
    expect(english.out).toContain("# Drafted from a report.");
    await rename(join(root, "report.pdf"), join(root, "Évreux et Côte (2).pdf"));
    const named = await spoken(["rules", "draft", "Évreux et Côte (2).pdf"], { folder: root });
    expect(named.out).toMatch(/^publisher: evreux-et-cote-2$/m);
    await rm(root, { recursive: true });
  });
});
