import { describe, expect, test } from "vitest";
import { inFrench } from "../../src/cli/commander-words.js";
import { everyCommand, keyOf, nameOf } from "../../src/cli/commands.js";
import type { CommandHelp, Help } from "../../src/cli/help.js";
import { ENGLISH } from "../../src/cli/help-en.js";
import { FRENCH } from "../../src/cli/help-fr.js";
import { programOf } from "../../src/cli/program.js";
import { spoken } from "./spoken.js";

const LANGUAGES: [string, Help][] = [
  ["English", ENGLISH],
  ["French", FRENCH],
];

describe.each(LANGUAGES)("the help in %s", (_, help) => {
  const program = programOf(help, "1.2.3");
  const named = everyCommand(program).flatMap((command) => {
    const name = nameOf(command);
    return name === "" ? [] : [{ command, name, own: help.commands[name] as CommandHelp }];
  });

  test("of all commands fits a screen of 24 lines and 80 columns", () => {
    const lines = program.helpInformation().trimEnd().split("\n");
    expect(lines.length).toBeLessThan(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    for (const command of program.commands) expect(lines.join("\n")).toContain(` ${command.name()} `);
  });

  test("tells the exit codes and where settings are kept", () => {
    const text = program.helpInformation();
    for (const code of [0, 1, 2, 3, 70]) expect(text).toMatch(new RegExp(`\\b${code} \\w`));
    expect(text).toContain("recoupe.config.yaml");
  });

  test.each(named)(
    "explains every option and argument of $name, and none that it has not",
    ({ command, own }) => {
      const shared = ["lang", "json"];
      const options = command.options.map(keyOf).filter((key) => !shared.includes(key));
      const taken = [...options, ...command.registeredArguments.map((a) => a.name())];
      expect(Object.keys(own.about).sort()).toEqual([...new Set(taken)].sort());
      for (const { description } of [...command.options, ...command.registeredArguments])
        expect(description).not.toBe("");
    },
  );

  test.each(named.filter(({ command }) => command.commands.length === 0))(
    "shows $name at work",
    ({ command, name, own }) => {
      expect(own.examples.length).toBeGreaterThan(0);
      const known = command.options.flatMap((o) => [o.short, o.long]);
      for (const [line] of own.examples) {
        expect(line).toMatch(new RegExp(`^recoupe ${name}\\b`));
        for (const [flag] of line.matchAll(/(?<= )--?[a-z][a-z-]*/g)) expect(known).toContain(flag);
      }
    },
  );
});

describe("the command line", () => {
  test("speaks French where the locale, the environment or a flag says so, the last first", async () => {
    const french = /^Usage : recoupe COMMANDE/;
    expect((await spoken("--help")).out).not.toMatch(french);
    expect((await spoken("--help", { env: { LANG: "fr_FR.UTF-8" } })).out).toMatch(french);
    expect((await spoken("--help", { env: { LANG: "en_GB", RECOUPE_LANG: "fr" } })).out).toMatch(french);
    expect((await spoken("--help --lang fr", { env: { RECOUPE_LANG: "en" } })).out).toMatch(french);
    expect((await spoken("run --help --lang=fr")).out).toContain("Exemples :");
  });

  test.each([
    ["rum", "Did you mean run?", "vouliez-vous dire « run » ?"],
    ["run --wokers 2", "Did you mean --workers?", "vouliez-vous dire « --workers » ?"],
    ["run --workers none", "is invalid: a whole number from 1", "un nombre entier"],
    ["run --workers", "argument missing", "attend une valeur"],
    ["run --fail-on grave", "one of error, warning, info", "valeurs possibles : error, warning, info"],
    [
      "cache emty",
      "for argument 'what': one of list, prune, clear",
      "valeurs possibles : list, prune, clear",
    ],
    ["inspect", "missing required argument", "il manque l'argument"],
    ["diff a b c", "too many arguments", "trop d'arguments"],
    ["rules chek", "Did you mean check?", "vouliez-vous dire « check » ?"],
  ])("says what is wrong with `%s`, and exits 2", async (line, english, french) => {
    const heard = await spoken(line);
    expect(heard.err).toContain(english);
    expect(heard.code).toBe(2);
    const entendu = await spoken(`${line} --lang fr`);
    expect(entendu.err).toContain(french);
    expect(entendu.err).not.toMatch(/error:|Did you/);
    expect(entendu.code).toBe(2);
  });

  test("knows no language but two", async () => {
    const { err, code } = await spoken("run --lang de");
    expect(err).toContain("one of fr, en");
    expect(code).toBe(2);
  });

  test("takes `help` and a command for that command's help", async () => {
    expect(await spoken("help rules draft")).toEqual(await spoken("rules draft --help"));
    expect((await spoken("help")).out).toBe((await spoken("--help")).out);
  });

  test("lists what an option takes, unless its words do", async () => {
    expect((await spoken("run --help")).out).toContain("(error, warning, info)");
    expect((await spoken("completion --help")).out).not.toContain("(bash, zsh, fish)");
  });

  test("names the publisher that was probably meant", async () => {
    const { err, code } = await spoken("rules check --publisher alps");
    expect(err).toContain("Did you mean alpes?");
    expect(code).toBe(2);
  });

  test("tells of rulebooks in both languages", async () => {
    expect((await spoken("rules check")).out).toContain("all rulebooks are well formed.");
    expect((await spoken("rules check --lang fr")).out).toContain(
      "tous les livres de règles sont bien formés.",
    );
  });

  test("is plain where the stream is no terminal, and coloured where it is", async () => {
    expect((await spoken("rum")).err).not.toContain("\u001b[");
    expect((await spoken("rum", { env: { FORCE_COLOR: "1" } })).err).toContain("\u001b[31m");
    expect((await spoken("rum", { env: { NO_COLOR: "1" } })).err).not.toContain("\u001b[");
  });

  test("what commander says anew stays as it is", () => {
    expect(inFrench("error: something new")).toBe("error: something new");
  });
});
