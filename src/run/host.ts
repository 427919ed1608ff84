/**
 * A process of the pool. Its work is done in a thread beside this one, which stays free to see when the limits are passed
 * or nobody waits any more.
 */
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Answer, Setup, Timed } from "./processes.js";

const THREAD = fileURLToPath(new URL("thread.js", import.meta.url));
const MEGABYTE = 2 ** 20;
/** Megabytes of memory beside the JavaScript objects. */
const BUFFERS = 1024;
/** Milliseconds between two looks at memory and time. */
const LOOK = 250;

/**
 * Where each core has a process, what V8 does on others to be quick on one is lost to them. So it compiles a function anew
 * when that has run for six times as long as by default, and copies what is young half as often, and by itself.
 */
const THRIFT = [
  "--interrupt-budget=400000",
  "--min-semi-space-size=32",
  "--max-semi-space-size=32",
  "--no-parallel-scavenge",
];
for (const flag of THRIFT) setFlagsFromString(flag);

// Whoever started it ends it: Ctrl+C reaches it as well, while its work may still be wanted.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => undefined);
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.once("message", begin);

function begin({ worker, rules, megabytes }: Setup): void {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes };
  const thread = new Worker(THREAD, { argv: [worker], workerData: rules, resourceLimits });
  // Of processor time; by when what is at work has to end.
  let due = Number.POSITIVE_INFINITY;
  process.on("message", ({ errand, seconds }: Timed) => {
    due = secondsSpent() + seconds;
    thread.postMessage(errand);
  });
  thread.on("message", (answer: Answer) => {
    due = Number.POSITIVE_INFINITY;
    process.send?.(answer);
  });
  thread.on("error", (error) => {
    const spent = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    fall({ fallen: error.message, ...(spent ? { limit: "megabytes" } : {}) });
  });
  thread.on("exit", (code) => fall({ fallen: `exit ${code}` }));
  const most = (megabytes + BUFFERS) * MEGABYTE;
  setInterval(() => {
    if (process.memoryUsage.rss() > most) fall({ fallen: "large", limit: "megabytes" });
    if (secondsSpent() > due) fall({ fallen: "late", limit: "seconds" });
  }, LOOK);
}

/** Processor time of all threads since the process began. */
function secondsSpent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function fall(answer: Answer): void {
  process.send?.(answer, () => process.exit(1));
}
