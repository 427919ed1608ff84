/**
 * Every fenced block of README and docs is tried. Words behind the language say how:
 *
 * - `sh` alone: run by bash in a folder like a clone after `npm ci`, with `report.pdf`, `reports/` and `output/` at hand
 * - `sh exits=3`: the same, ending on that code
 * - `sh serves`: the last line goes on; its address is asked for a page, then it is told to end
 * - `sh elsewhere=FILE`: needs a network or a server; FILE uses each of its commands and options
 * - `yaml` whose first line is `# name.yaml`: put in a file of that name; with `settings` read as settings, and on the
 *   page of rulebooks as a rulebook
 */
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everyCommand, nameOf } from "../../src/cli/commands.js";
import { ENGLISH } from "../../src/cli/help-en.js";
import { programOf } from "../../src/cli/program.js";
import { settingsIn } from "../../src/cli/settings.js";
import { loadSchemas, rulebookIn } from "../../src/run/rulebooks.js";
import { type Block, blocksOf, headings, inlineCode, links, pages, ROOT, targetOf, textOf } from "./pages.js";
import { type Scratch, scratchFolder } from "./scratch.js";

const all = pages().flatMap(blocksOf);
const shell = all.filter((b) => b.language === "sh");
const program = programOf(ENGLISH, "1.2.3");

/** Languages of blocks, and who tries them; blocks without a language are pictures, not commands. */
const TRIED: Record<string, string> = {
  "": "pictures",
  text: "pictures",
  mermaid: "test/architecture.test.ts",
  nginx: "nobody: the configuration of another program",
  sh: "here",
  js: "here",
  yaml: "here",
  sql: "test/publish/docs.test.ts",
  python: "test/publish/docs.test.ts",
  r: "test/publish/docs.test.ts",
};

/** Milliseconds that a block may take where other tests have the machine, too. */
const PATIENCE = 240_000;

let made: Scratch | undefined;

beforeAll(() => {
  if (!existsSync(join(ROOT, "dist/cli/main.js")))
    throw new Error(
      "The commands of the documentation are those of the built product: `npm run build` first.",
    );
});
afterAll(() => made?.remove());

/** One folder for all pages, as their reader has one; made when first needed. */
let folder: Promise<Scratch> | undefined;
const atHand = (): Promise<Scratch> => {
  folder ??= prepared();
  return folder;
};

async function prepared(): Promise<Scratch> {
  made = scratchFolder();
  for (const { text } of all.filter((b) => b.language === "yaml")) {
    const name = /^# (\w+\.yaml)$/m.exec(text.split("\n")[0] ?? "")?.[1];
    if (name !== undefined) writeFileSync(join(made.folder, name), text);
  }
  const { code, said } = await made.run("recoupe run reports --out output");
  expect(code, said).toBe(0);
  return made;
}

/** What is served as whoever sits at the machine reaches it, also where browsers come by another address. */
function addressIn(said: string, lines: string): string {
  const address = new URL(/https?:\/\/\S+/.exec(said)?.[0] ?? `nowhere:${said}`);
  const port = /--port (\d+)/.exec(lines)?.[1];
  return port === undefined ? address.href : `http://127.0.0.1:${port}${address.pathname}`;
}

/** A port that pages name may be taken on this machine: a free one takes its place. */
async function withFreePort(lines: string): Promise<string> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return lines.replace(/--port \d+/, `--port ${port}`);
}

async function tried(block: Block): Promise<void> {
  const scratch = await atHand();
  if (!block.marks.has("serves")) {
    const { code, said } = await scratch.run(block.text);
    expect(code, said).toBe(Number(block.marks.get("exits") ?? 0));
    return;
  }
  const lines = await withFreePort(block.text);
  const { said, end } = await scratch.serve(lines);
  expect((await fetch(addressIn(said, lines))).status).toBe(200);
  expect(await end()).toBe(0);
}

describe.each(pages())("%s", (page) => {
  const own = shell.filter((b) => b.page === page && !b.marks.has("elsewhere"));

  test.each(own)("$place does what it says", tried, PATIENCE);

  test("names commands, options and scripts that exist", () => {
    const scripts = JSON.parse(textOf("package.json")).scripts as Record<string, string>;
    const lines = [
      ...inlineCode(page),
      ...blocksOf(page)
        .filter((b) => b.language === "sh")
        .flatMap((b) => b.text.split("\n")),
    ];
    expect(lines.flatMap((line) => unknownIn(line, scripts))).toEqual([]);
  });

  test("links to what is there", () => {
    const broken = links(page).filter((link) => {
      const { file, heading } = targetOf(page, link);
      if (!existsSync(join(ROOT, file))) return true;
      return heading !== "" && !headings(file).includes(heading);
    });
    expect(broken).toEqual([]);
  });
});

/** Commands, options and scripts of a line that nobody has. */
function unknownIn(line: string, scripts: Readonly<Record<string, string>>): string[] {
  const script = /\bnpm run (?:--\w+ )*([\w:]+)/.exec(line)?.[1];
  if (script !== undefined && !(script in scripts)) return [`npm run ${script}`];
  const [, asked] = /(?:^|npx |\| |&& )recoupe ([a-z][^#|>]*)/.exec(line) ?? [];
  if (asked === undefined) return [];
  const words = asked.trim().split(/\s+/);
  const commands = everyCommand(program).filter((c) => nameOf(c) !== "");
  const command =
    commands.find((c) => nameOf(c) === words.slice(0, 2).join(" ")) ??
    commands.find((c) => nameOf(c) === words[0]);
  if (command === undefined) return [line];
  const flags = words.filter((word) => word.startsWith("-")).map((word) => word.split("=")[0]);
  const known = [...command.options.flatMap((o) => [o.short, o.long]), "-h", "--help"];
  return flags.filter((flag) => !known.includes(flag)).map((flag) => `${nameOf(command)} ${flag}`);
}

describe("blocks of other kinds", () => {
  test("are tried by somebody, and commands are marked as such", () => {
    expect(all.filter((b) => !(b.language in TRIED)).map((b) => `${b.place}: ${b.language}`)).toEqual([]);
    const commands = /^(\$ )?(npx|npm|recoupe|node|pip|docker|psql) /m;
    expect(
      all.filter((b) => ["", "text"].includes(b.language) && commands.test(b.text)).map((b) => b.place),
    ).toEqual([]);
  });

  test("left to other tests are left to tests that use the same commands and options", () => {
    const left = shell.filter((b) => b.marks.has("elsewhere"));
    for (const { place, marks, text } of left) {
      const source = textOf(marks.get("elsewhere") ?? "");
      for (const line of text.split("\n").filter((each) => /\brecoupe [a-z]/.test(each)))
        for (const word of line.replace(/#.*/, "").matchAll(/(?<=\brecoupe )[a-z]+|(?<= )--[a-z-]+/g))
          expect(source.includes(word[0]), `${place}: ${word[0]}`).toBe(true);
    }
    console.info(
      `${shell.length - left.length} blocks of commands run, ${left.length} left to other tests:\n${left.map((b) => `  ${b.place}: ${b.marks.get("elsewhere")}`).join("\n")}`,
    );
  });

  test.each(all.filter((b) => b.language === "js"))(
    "$place: the program runs",
    async (block) => {
      const scratch = await atHand();
      writeFileSync(join(scratch.folder, "program.mjs"), block.text);
      const { code, said } = await scratch.run("node program.mjs");
      expect(code, said).toBe(0);
      expect(said).not.toBe("");
    },
    PATIENCE,
  );

  test.each(all.filter((b) => b.language === "yaml" && b.marks.has("settings")))(
    "$place: settings as the product takes them",
    async (block) => {
      const scratch = await atHand();
      const file = join(scratch.folder, "example.yaml");
      writeFileSync(file, block.text);
      expect(Object.keys(settingsIn(file, program)).length).toBeGreaterThan(0);
    },
  );

  const books = all.filter((b) => b.language === "yaml" && b.page === "docs/rulebooks.md");
  /** What every rulebook begins with, for blocks that show a part of one. */
  const head = books[0]?.text.split(/^tables:/m)[0] ?? "";

  test.each(books)("$place: a rulebook as the product takes it", ({ text, place }) => {
    const whole = text.startsWith("publisher:") ? text : head + text;
    const { publisher } = rulebookIn(whole, place, loadSchemas(join(ROOT, "schemas")));
    expect(publisher).toBe("mno");
  });
});
