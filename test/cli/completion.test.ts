import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { spoken } from "./spoken.js";

const here = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "recoupe-"));
const scripts = mkdtempSync(join(tmpdir(), "recoupe-"));
writeFileSync(join(folder, "report.pdf"), "");

async function scriptFor(shell: string): Promise<string> {
  const { out, code } = await spoken(`completion ${shell}`);
  expect(code).toBe(0);
  const file = join(scripts, `recoupe.${shell}`);
  writeFileSync(file, out);
  return file;
}

const LINES: [string, string[]][] = [
  ["recoupe dia", []],
  ["recoupe d", ["decisions", "diff", "doctor"]],
  ["recoupe rules ", ["check", "draft", "explain"]],
  ["recoupe rules check --j", ["--json"]],
  ["recoupe run --fail", ["--fail-on"]],
  ["recoupe run --fail-on ", ["error", "info", "warning"]],
  ["recoupe run --publisher m", ["melt", "mno"]],
  ["recoupe cache ", ["clear", "list", "prune"]],
  ["recoupe completion z", ["zsh"]],
  ["recoupe inspect re", ["report.pdf"]],
];

describe("completion in bash", () => {
  let script: string;
  beforeAll(async () => {
    script = await scriptFor("bash");
  });

  test.each(LINES)("%s", (line, wanted) => {
    const words = line.split(" ");
    const asked = `source ${script}; COMP_WORDS=(${words.map((w) => `"${w}"`).join(" ")}); COMP_CWORD=${words.length - 1}; _recoupe; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = execFileSync("bash", ["--norc", "-c", asked], { cwd: folder, encoding: "utf8" });
    expect(said.split("\n").filter(Boolean).sort()).toEqual(wanted);
  });
});

describe.skipIf(!here("fish"))("completion in fish, where it is installed", () => {
  let script: string;
  beforeAll(async () => {
    script = await scriptFor("fish");
  });

  test.each(LINES)("%s", (line, wanted) => {
    const asked = `source ${script}; complete -C ${JSON.stringify(line)}`;
    const said = execFileSync("fish", ["--no-config", "-c", asked], { cwd: folder, encoding: "utf8" });
    const words = said.split("\n").map((row) => row.split("\t")[0] ?? "");
    expect(words.filter(Boolean).sort()).toEqual(wanted);
  });
});

describe("completion in zsh", () => {
  test("has a function for each command, each option quoted", async () => {
    const { out } = await spoken("completion zsh");
    expect(out).toMatch(/^#compdef recoupe\n/);
    for (const name of ["_recoupe", "_recoupe_run", "_recoupe_rules", "_recoupe_rules_check"])
      expect(out).toContain(`${name}() {`);
    expect(out).toContain(
      "--fail-on'[exit 3 where anomalies of this severity, or a graver one, exist]:value:(error warning info)'",
    );
  });

  test.skipIf(!here("zsh"))("is taken by zsh, where it is installed", async () => {
    const script = await scriptFor("zsh");
    const said = execFileSync(
      "zsh",
      ["-f", "-c", `autoload -U compinit; compinit -D; source ${script}; whence -w _recoupe_run`],
      {
        encoding: "utf8",
      },
    );
    expect(said).toContain("_recoupe_run: function");
  });
});
