import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ROOT } from "./pages.js";

/** What a page may take to be at hand: reports of one's own, and what a first run over them wrote. */
const REPORTS = {
  "report.pdf": "mno/mno-2023",
  "reports/2023.pdf": "mno/mno-2023",
  "reports/2025.pdf": "mno/mno-2025",
};

/** A folder like a clone in which `npm ci` and `npm run build` were run, where lines of the documentation do no harm. */
export interface Scratch {
  folder: string;
  /** Runs lines in bash and gives the exit code and all that was said. */
  run(lines: string): Promise<{ code: number; said: string }>;
  /** Starts lines the last of which goes on; gives what it says first and a way to end it, which gives the exit code. */
  serve(lines: string): Promise<{ said: string; end(): Promise<number> }>;
  remove(): void;
}

/** Seconds after which a block counts as hanging. */
const PATIENCE = 120;

/** Makes a scratch folder; results are kept in it, so that a report is read once. */
export function scratchFolder(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-docs-"));
  for (const name of ["package.json", "dist", "schemas", "LICENSE"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of ["node_modules", "corpus", "docs", "src", "tools"])
    symlinkSync(join(ROOT, name), join(folder, name));
  mkdirSync(join(folder, "reports"));
  for (const [name, from] of Object.entries(REPORTS))
    cpSync(join(ROOT, "corpus", from, "report.pdf"), join(folder, name));
  const bin = programs(folder);
  const env: NodeJS.ProcessEnv = {
    PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
    HOME: join(folder, "home"),
    RECOUPE_CACHE: join(folder, "cache"),
    LANG: "C.UTF-8",
  };
  mkdirSync(join(folder, "home"));
  const start = (lines: string) =>
    spawn("bash", ["-euo", "pipefail", "-c", lines], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  return {
    folder,
    run: (lines) => ended(start(lines)),
    serve: (lines) => served(start(lines)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `npx recoupe` and `recoupe` as they are after installing, without the second that npx itself takes. */
function programs(folder: string): string {
  const bin = join(folder, "bin");
  const main = join(folder, "dist/cli/main.js");
  const scripts = {
    recoupe: `exec node "${main}" "$@"`,
    npx: `[ "$1" = recoupe ] || { echo "npx $1: not in the documentation's reach" >&2; exit 127; }\nshift\nexec node "${main}" "$@"`,
  };
  mkdirSync(bin);
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

type Child = ReturnType<typeof spawn>;

/** Ends a process and those it started. */
function kill(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It ended meanwhile.
  }
}

const exitOf = (child: Child): Promise<number> =>
  new Promise((done) => child.once("close", (code) => done(code ?? -1)));

async function ended(child: Child): Promise<{ code: number; said: string }> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const late = setTimeout(() => kill(child, "SIGKILL"), PATIENCE * 1000);
  const code = await exitOf(child);
  clearTimeout(late);
  return { code, said };
}

async function served(child: Child): Promise<{ said: string; end(): Promise<number> }> {
  const exit = exitOf(child);
  let said = "";
  const first = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        said += chunk;
        if (said.includes("http")) done();
      });
  });
  const late = new Promise<void>((done) => setTimeout(done, PATIENCE * 1000).unref());
  await Promise.race([first, exit, late]);
  return {
    said,
    end: () => {
      kill(child, "SIGTERM");
      return exit;
    },
  };
}
