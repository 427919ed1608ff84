import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Decision, DocumentLine } from "../../src/model/index.js";
import { lineOf } from "../../src/review/log/chain.js";
import { type Rulebooks, ruleDesk } from "../../src/review/rules/desk.js";
import { groupsOf, type Loose, patternOf } from "../../src/review/rules/groups.js";
import { difference, hasRule, withoutRule, withRule } from "../../src/review/rules/text.js";
import type { RuleRequest } from "../../src/review/wire.js";

const BOOK = `# Whose rules these are
publisher: x
tables:
  # A table
  - id: table
    where: {section: "un"}   # kept as it is
    cells: first_contacts

ignore:
  - {id: hours, match: ["{_} heures"], reason: hours}
  # The last one
  - id: weeks
    match:
      - "{_} semaines"
    reason: weeks
assert: {tables: 1}
`;
const rule = 'id: days\nmatch:\n  - "{_} jours"\nreason: days\n';

describe("a rule in a rulebook", () => {
  test("is added at the end of its list; nothing else changes", () => {
    const after = withRule(BOOK, { list: "ignore", text: rule }, "x.yaml");
    expect(after).toBe(
      BOOK.replace(
        "    reason: weeks\n",
        '    reason: weeks\n  - id: days\n    match:\n      - "{_} jours"\n    reason: days\n',
      ),
    );
  });

  test("begins a list where there is none", () => {
    const after = withRule(BOOK, { list: "statements", text: rule }, "x.yaml");
    expect(after.startsWith(BOOK)).toBe(true);
    expect(hasRule(after, "statements", "days")).toBe(true);
    const emptied = BOOK.replace("tables:\n", "statements: []\ntables:\n");
    expect(withRule(emptied, { list: "statements", text: rule }, "x.yaml")).not.toContain("[]");
  });

  test("is taken out again, whatever stands around it", () => {
    for (const list of ["tables", "statements", "ignore"] as const) {
      const after = withRule(BOOK, { list, text: rule }, "x.yaml");
      expect(withoutRule(after, list, "days")?.trimEnd()).toBe(BOOK.trimEnd());
    }
    expect(withoutRule(BOOK, "ignore", "days")).toBeUndefined();
    expect(withoutRule(BOOK, "ignore", "hours")).toBe(BOOK.replace(/ {2}- \{id: hours.*\n/, ""));
  });

  test("is one map with an id", () => {
    for (const text of ["", "- id: a\n- id: b\n", "reason: none", "id: [a", "id: ''"])
      expect(() => withRule(BOOK, { list: "ignore", text }, "x.yaml"), text).toThrow(/rule/);
    const inOneLine = BOOK.replace(/ignore:[\s\S]*?assert/, "ignore: [{id: a, reason: b}]\nassert");
    expect(() => withRule(inOneLine, { list: "ignore", text: rule }, "x.yaml")).toThrow("one line");
  });

  test("shows in the difference as the only lines that were added", () => {
    const after = withRule(BOOK, { list: "ignore", text: rule }, "x.yaml");
    const lines = difference(BOOK, after, "x.yaml").split("\n").slice(3);
    expect(lines.filter((line) => line.startsWith("+"))).toHaveLength(4);
    expect(lines.filter((line) => line.startsWith("-"))).toEqual([]);
    expect(difference(BOOK, BOOK, "x.yaml")).toBe("");
  });
});

const loose = (parts: Partial<Loose>): Loose => ({
  id: "f",
  document: "doc",
  publisher: "x",
  page: 1,
  box: { x0: 0, top: 0, x1: 1, bottom: 1 },
  raw: "15",
  section: "Un > Deux",
  statement: "",
  table: null,
  ...parts,
});

describe("figures that look alike", () => {
  test("stand in the same words, or in one column of a table", () => {
    const groups = groupsOf(
      [
        loose({ id: "a", statement: "jusqu'à 15 heures par semaine" }),
        loose({ id: "b", statement: "jusqu'à 20 heures par semaine", raw: "20", document: "other" }),
        loose({ id: "c", table: { caption: "", row: "Lille", column: "Jeunes" } }),
        loose({ id: "d", table: { caption: "", row: "Lens", column: "Jeunes" } }),
        loose({ id: "e", table: { caption: "", row: "Lens", column: "Aides" } }),
      ],
      () => "x.yaml",
    );
    expect(groups.map((g) => g.figures.map((f) => f.id).join("")).sort()).toEqual(["ab", "cd", "e"]);
    const statement = groups.find((g) => g.kind === "statement");
    expect(statement?.drafts.ignore.text).toContain('"jusqu\'à {_} heures par semaine"');
    expect(statement?.drafts.map).toMatchObject({ list: "statements" });
  });

  test("give their rule an id of whole words, without accents", () => {
    const [group] = groupsOf([loose({ statement: "15 % des élèves réorientés" })], () => "x.yaml");
    expect(group?.drafts.ignore.text).toMatch(/^id: des-eleves-reorientes$/m);
  });

  test("a pattern is made of words near the figure, and never of another figure or sign of the language", () => {
    expect(patternOf("En 2023, (dont) 15 % des jeunes [accueillis] en 2 ans", "15 %", "{}")).toBe(
      "{} des jeunes",
    );
    expect(patternOf("rien de tel", "15", "{}")).toBe("");
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const pattern = patternOf(`${before} 15 ${after}`, "15", "{}");
        expect(pattern.replace("{}", "")).not.toMatch(/[[\](){}|…\d]/);
      }),
    );
  });
});

describe("the desk where rules are written", () => {
  let folder: string;
  let file: string;
  const line = { document_id: "doc", publisher: "x", figures_unmapped: 1 } as DocumentLine;
  const rulebooks = (): Rulebooks => ({
    loose: async () => [loose({ statement: "15 jours" })],
    fileOf: (publisher) => (publisher === "x" ? file : undefined),
    read: (path) => readFile(path, "utf8"),
    effect: async () => ({ claimed: [], changed: [] }),
    write: (_, text) => writeFile(file, text),
    indicators: [],
  });
  const request = (parts: Partial<RuleRequest> = {}): RuleRequest => ({
    publisher: "x",
    list: "ignore",
    text: rule,
    documents: ["doc"],
    steward: "agent",
    comment: "",
    seen: "",
    ...parts,
  });
  const stamp = { engineVersion: "0", at: "2031-02-03T04:05:06Z" };
  const written = async (): Promise<{ decision: Decision; desk: ReturnType<typeof ruleDesk> }> => {
    const desk = ruleDesk([line], rulebooks());
    const { seen } = await desk.trial(request());
    const draft = await desk.draft(request({ seen }), stamp, new Map());
    return { decision: lineOf(draft, "").link.decision, desk };
  };
  const undone = (d: Decision): Decision => ({ ...d, verdict: "deferred", batch: "undo:1" });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "recoupe-rules-"));
    file = join(folder, "x.yaml");
    await writeFile(file, BOOK);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test("shows the difference and writes nothing before it is told to", async () => {
    const { diff } = await ruleDesk([line], rulebooks()).trial(request());
    expect(diff).toContain("+  - id: days");
    expect(await readFile(file, "utf8")).toBe(BOOK);
  });

  test("follows the log, forwards and back", async () => {
    const { decision, desk } = await written();
    expect(decision).toMatchObject({ verdict: "legitimate", anomaly_id: "rule:x#days" });
    await desk.follow(decision);
    await desk.follow(decision);
    expect(hasRule(await readFile(file, "utf8"), "ignore", "days")).toBe(true);
    await desk.follow(undone(decision));
    expect(await readFile(file, "utf8")).toBe(BOOK);
  });

  test("does what was begun when the machine went down between log and rulebook", async () => {
    const { decision, desk } = await written();
    await desk.recover(decision);
    expect(hasRule(await readFile(file, "utf8"), "ignore", "days")).toBe(true);
    await desk.recover(undone(decision));
    expect(await readFile(file, "utf8")).toBe(BOOK);
  });

  test("leaves a rulebook alone that somebody has changed since", async () => {
    const { decision, desk } = await written();
    await writeFile(file, `${BOOK}# Mine\n`);
    await desk.recover(decision);
    expect(await readFile(file, "utf8")).toBe(`${BOOK}# Mine\n`);
  });

  test("writes no rule on a rulebook that is no more as it was seen", async () => {
    const desk = ruleDesk([line], rulebooks());
    const { seen } = await desk.trial(request());
    await writeFile(file, `${BOOK}# Mine\n`);
    await expect(desk.draft(request({ seen }), stamp, new Map())).rejects.toThrow("look at the difference");
  });

  test("says what to do where a publisher has no rulebook", async () => {
    await expect(ruleDesk([line], rulebooks()).trial(request({ publisher: "y" }))).rejects.toMatchObject({
      remedy: { en: expect.stringContaining("recoupe rules draft") },
    });
  });
});
