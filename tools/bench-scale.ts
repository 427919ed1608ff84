/**
 * Documents a second over many reports, with one thread and with two, cold and from the cache, and the most memory
 * the process held: `npm run bench:scale [-- --copies N] [FOLDER]` (default: 40 copies of what `corpus` holds).
 * Copies differ by a comment after the end of the file, so that each is another document.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inputFiles } from "../src/run/files.js";

const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

const { values, positionals } = parseArgs({
  options: { copies: { type: "string", default: "40" } },
  allowPositionals: true,
});
const originals = await inputFiles(positionals.length > 0 ? positionals : ["corpus"]);

async function copyReports(folder: string, count: number): Promise<void> {
  await mkdir(folder);
  for (let i = 0; i < count; i++) {
    const bytes = await readFile(originals[i % originals.length] ?? "");
    const copy = Buffer.concat([bytes, Buffer.from(`\n% copy ${i}\n`)]);
    await writeFile(join(folder, `report-${String(i).padStart(5, "0")}.pdf`), copy);
  }
}

/** Megabytes: the high-water mark that Linux keeps of a process; 0 elsewhere. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** Clock ticks a second in what Linux tells of a process. */
const TICKS = 100;

/** Seconds of processor time over all threads, which other load on the machine does not stretch much; 0 elsewhere. */
async function processorOf(pid: number): Promise<number> {
  const facts = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = facts.slice(facts.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS;
}

interface Measured {
  seconds: number;
  processor: number;
  peak: number;
}

async function runOnce(folder: string, out: string, cache: string, workers: number): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, "run", folder, "--out", out, "--workers", `${workers}`], {
    env: { ...process.env, RECOUPE_CACHE: cache },
    stdio: "ignore",
  });
  let [peak, processor] = [0, 0];
  const watch = setInterval(async () => {
    peak = Math.max(peak, await peakOf(child.pid ?? 0));
    processor = Math.max(processor, await processorOf(child.pid ?? 0));
  }, 100);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("exit", resolve).on("error", reject);
  });
  clearInterval(watch);
  if (code !== 0 && code !== 1) throw new Error(`the run ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, processor, peak };
}

const base = await mkdtemp(join(tmpdir(), "recoupe-scale-"));
try {
  const most = Number(values.copies);
  const [core] = cpus();
  console.log(
    `${cpus().length} × ${core?.model ?? "processor"}, Node ${process.version}; ` +
      `load before the first run ${loadavg()[0]?.toFixed(1)}\n`,
  );
  console.log(
    "| documents | threads | cache | seconds | documents a second | processor seconds | peak memory |",
  );
  console.log("| --- | --- | --- | --- | --- | --- | --- |");
  for (const count of [Math.max(1, Math.round(most / 2)), most]) {
    const folder = join(base, `${count}`);
    await copyReports(folder, count);
    for (const workers of [1, 2]) {
      const cache = join(base, `cache-${count}-${workers}`);
      for (const state of ["cold", "warm"]) {
        const { seconds, processor, peak } = await runOnce(folder, join(base, "out"), cache, workers);
        const cells = [count, workers, state, seconds.toFixed(1), (count / seconds).toFixed(2)];
        const facts = peak === 0 ? ["?", "?"] : [processor.toFixed(1), `${peak.toFixed(0)} MB`];
        console.log(`| ${[...cells, ...facts].join(" | ")} |`);
      }
    }
  }
} finally {
  await rm(base, { recursive: true, force: true });
}
