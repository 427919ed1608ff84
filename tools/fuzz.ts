/**
 * Mutates the corpus and reads what comes of it: each mutation must end in data or in a stated fault, in time.
 * `npm run fuzz -- --seconds 60 --seed 1`; exits 1 where one does not, and keeps it in `output/fuzz`.
 */
import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mutated } from "./fuzz/mutation.js";
import { type Reply, readMutations } from "./fuzz/reader.js";
import { random } from "./random.js";

/** Seconds that one mutation may take. */
const LIMIT = 60;
const MEGABYTES = 2048;

type Verdict = Reply["verdict"] | "hang" | "crash";

async function main(seconds: number, seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-fuzz-"));
  const sources = readdirSync("corpus", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".pdf"))
    .sort()
    .map((name) => readFileSync(join("corpus", name)));
  const counts: Record<Verdict, number> = { data: 0, fault: 0, bug: 0, hang: 0, crash: 0 };
  const end = performance.now() + seconds * 1000;
  let child = await start();
  for (let i = 0; performance.now() < end; i++) {
    const next = random(seed * 1_000_003 + i);
    const bytes = mutated(sources, next);
    const file = join(folder, "mutation.pdf");
    writeFileSync(file, bytes);
    const { verdict, said } = await ask(child, file);
    counts[verdict]++;
    if (verdict === "data" || verdict === "fault") continue;
    mkdirSync("output/fuzz", { recursive: true });
    writeFileSync(`output/fuzz/${seed}-${i}.pdf`, bytes);
    console.log(`${verdict}: output/fuzz/${seed}-${i}.pdf ${said}`);
    if (verdict !== "bug") {
      child.kill("SIGKILL");
      child = await start();
    }
  }
  child.kill();
  rmSync(folder, { recursive: true });
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  console.log(
    `seed ${seed}: ${total} mutations: ${Object.entries(counts)
      .map(([name, n]) => `${n} ${name}`)
      .join(", ")}`,
  );
  if (counts.bug + counts.hang + counts.crash > 0) process.exitCode = 1;
}

/** A process of its own, so that a hang can be ended; ready to read. */
function start(): Promise<ChildProcess> {
  const child = fork(import.meta.filename, {
    env: { ...process.env, RECOUPE_FUZZ: "read" },
    execArgv: [...process.execArgv, `--max-old-space-size=${MEGABYTES}`],
  });
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", () => reject(new Error("the reader does not start")));
  });
}

function ask(child: ChildProcess, file: string): Promise<{ verdict: Verdict; said: string }> {
  return new Promise((resolve) => {
    const done = (verdict: Verdict, said: string): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve({ verdict, said });
    };
    const timer = setTimeout(() => done("hang", `more than ${LIMIT} s`), LIMIT * 1000);
    child.removeAllListeners();
    child.once("message", (reply: Reply) => done(reply.verdict, reply.said));
    child.once("exit", (code, signal) => done("crash", `exit ${code ?? signal}`));
    child.send(file);
  });
}

if (process.env.RECOUPE_FUZZ === "read") readMutations();
else {
  const { values } = parseArgs({
    options: { seconds: { type: "string", default: "60" }, seed: { type: "string", default: "1" } },
  });
  await main(Number(values.seconds), Number(values.seed));
}
