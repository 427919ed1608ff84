import { Severity } from "../model/index.js";
import { cacheFolder } from "../run/cache.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { run } from "../run/run.js";
import { summaryLines } from "../run/summary.js";
import { coloured } from "./colour.js";
import { NAMED } from "./report-error.js";

interface Options {
  out: string;
  publisher?: string;
  failOn?: "error" | "warning" | "info";
  workers?: number;
  cache: boolean;
  queue?: string;
  split?: "publisher";
  json?: true;
}

const FAILED = 1;
const ANOMALIES = 3;

export async function runCommand(paths: string[], options: Options): Promise<void> {
  const summary = await run({
    paths,
    out: options.out,
    ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
    ...(options.cache ? { cache: cacheFolder(terminal.env) } : {}),
    ...(options.queue === undefined ? {} : { queue: options.queue }),
    ...(options.split === undefined ? {} : { split: options.split }),
    ...(options.workers === undefined ? {} : { workers: options.workers }),
  });
  const language = languageOf(terminal.env);
  for (const told of [...summary.faults, ...summary.remarks])
    terminal.warn(coloured("yellow", `${NAMED[language]}${told[language]}`, process.stderr));
  if (options.json) terminal.say(JSON.stringify(summary, null, 1));
  else for (const line of summaryLines(summary, language)) terminal.say(line);
  process.exitCode = exitCode(summary, options.failOn);
}

function exitCode(summary: Awaited<ReturnType<typeof run>>, failOn: Options["failOn"]): number {
  if (summary.documents.some((d) => d.status !== "done")) return FAILED;
  if (failOn === undefined) return 0;
  const counted = Severity.options.slice(0, Severity.options.indexOf(failOn) + 1);
  const found = summary.documents.some((d) => counted.some((s) => d[`anomalies_${s}`] > 0));
  return found ? ANOMALIES : 0;
}
