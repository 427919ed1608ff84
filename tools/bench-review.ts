/**
 * How soon a decision shows on a publication of many documents: `npm run bench:review [-- --documents N]` (default:
 * 1,000); `--write` puts it in its place in docs/review.md. What `corpus` holds is read once and made into as many documents: four years each of so many publishers, with
 * areas of their own, so that reports of one publisher contradict each other as real ones do. A decision is timed as the
 * page sees it: sent over HTTP, on the disk, its report checked again, and the new queue received; then as somebody
 * sees it in a browser who presses keys.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "vite";
import { checkerOf } from "../src/check/index.js";
import type { Anomaly, DocumentLine, Extraction } from "../src/model/index.js";
import { tableCsv } from "../src/publish/csv.js";
import { documentsTable } from "../src/publish/tables/documents.js";
import { observationsTable } from "../src/publish/tables/observations.js";
import { decisionLog, openSession, readPublication, ruleDesk, serveReview } from "../src/review/index.js";
import type { Effect, Item, Queue, QueueChange } from "../src/review/wire.js";
import { contextOf } from "../src/run/context.js";
import { describerOf } from "../src/run/describe.js";
import { type Outcome, processDocument } from "../src/run/document.js";
import { inputFiles } from "../src/run/files.js";
import { rulebooksOf } from "../src/run/loose-figures.js";
import { SCHEMAS_FOLDER } from "../src/run/paths.js";
import { recheckerOf } from "../src/run/recheck.js";
import { loadSchemas } from "../src/run/rulebooks.js";
import { writeMeasured } from "./faults/measured.js";
import { timedInBrowser } from "./speed/page.js";

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "1000" },
    decisions: { type: "string", default: "60" },
    keys: { type: "string", default: "20" },
    write: { type: "boolean", default: false },
  },
});
const YEARS = 4;
/** A connection that was kept may have been closed by the server while this process was busy. */
const FRESH = { headers: { connection: "close" } };

const schemas = loadSchemas(SCHEMAS_FOLDER);
/** Before this process makes some itself. */
const load = loadavg()[0]?.toFixed(1);
const folder = await mkdtemp(join(tmpdir(), "recoupe-bench-review-"));

/** A report of the corpus as if another publisher had told it of other places, in another year. */
function copied(original: Extraction, n: number): Extraction {
  const [publisher, year] = [Math.floor(n / YEARS), n % YEARS];
  const id = (text: string): string => (text === "" ? "" : `${text}-${n}`);
  const shifted = (period: string): string =>
    period.replace(/^\d{4}/, (digits) => String(Number(digits) - YEARS + year));
  const document_id = id(original.document.document_id);
  return {
    ...original,
    document: {
      ...original.document,
      document_id,
      publisher: `${original.document.publisher}-${publisher}`,
      period: shifted(original.document.period),
    },
    observations: original.observations.map((o) => ({
      ...o,
      document_id,
      observation_id: id(o.observation_id),
      publisher: `${o.publisher}-${publisher}`,
      ref_area: `${o.ref_area}-${publisher}`,
      time_period: shifted(o.time_period),
    })),
    figures: original.figures.map((f) => ({ ...f, document_id, figure_id: id(f.figure_id), by: id(f.by) })),
    edits: original.edits.map((e) => ({
      ...e,
      terms: e.terms.map((t) => ({ ...t, observation: id(t.observation) })),
    })),
    places: original.places.map((p) => ({ ...p, observations: p.observations.map(id) })),
  };
}

const lineOf = ({ document, observations }: Extraction, pages: number): DocumentLine => ({
  ...document,
  pages,
  pages_text: pages,
  pages_ocr: 0,
  figures: observations.length,
  figures_mapped: observations.length,
  figures_ignored: 0,
  figures_unmapped: 0,
  coverage_tables: 1,
  coverage_text: 1,
  observations: observations.length,
  anomalies_error: 0,
  anomalies_warning: 0,
  anomalies_info: 0,
  status: "done",
  error: "",
  error_fr: "",
});

const originals: Outcome[] = [];
for (const file of await inputFiles(["corpus"])) originals.push(await processDocument({ file }, schemas));
const extractions = originals.flatMap((o) => (o.extraction === undefined ? [] : [o]));
/** All years of a publisher come from one report. */
const originalOf = (n: number): Outcome | undefined =>
  extractions[Math.floor(n / YEARS) % extractions.length];
const numbers = Array.from({ length: Number(values.documents) }, (_, n) => n);
const copyOf = (n: number): Extraction => copied(originalOf(n)?.extraction as Extraction, n);

async function publish(): Promise<number> {
  const checker = checkerOf(contextOf(schemas));
  const anomalies: Anomaly[] = [];
  const lines: DocumentLine[] = [];
  const rows: string[] = [];
  let count = 0;
  for (const n of numbers) {
    const extraction = copyOf(n);
    anomalies.push(...checker.document(extraction));
    lines.push(lineOf(extraction, originalOf(n)?.pages ?? 1));
    const csv = [...tableCsv(observationsTable(extraction.observations))].join("");
    rows.push(n === 0 ? csv : csv.slice(csv.indexOf("\n") + 1));
    count += extraction.observations.length;
  }
  anomalies.push(...checker.across());
  await writeFile(join(folder, "observations.csv"), rows.join(""));
  await writeFile(join(folder, "documents.csv"), tableCsv(documentsTable(lines)));
  await writeFile(join(folder, "anomalies.json"), JSON.stringify(anomalies));
  return count;
}

const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);
/** Median, what 95 of 100 stay below, and the most. */
const spread = (list: readonly number[]): string[] =>
  [0.5, 0.95, 1].map((share) => (sorted(list)[Math.floor((list.length - 1) * share)] ?? 0).toFixed(0));
const told = (list: readonly number[]): string => {
  const [median, most95, most] = spread(list);
  return `median ${median}, 95 % ${most95}, most ${most} ms`;
};

const observations = await publish();
const client = join(folder, "client");
const configFile = resolve(import.meta.dirname, "../src/review/client/vite.config.ts");
await build({ configFile, build: { outDir: client } });
let started = performance.now();
const publication = await readPublication(folder, { flagged: new Set(), looked: new Set() });
const { documents } = publication;
const numberOf = new Map(documents.map((d, n) => [d.document_id, n]));
const fileOf = async (line: DocumentLine): Promise<string> => line.document_id;
const session = await openSession({
  publication,
  log: decisionLog(join(folder, "decisions.jsonl")),
  recheck: recheckerOf(publication, {
    fileOf,
    schemas,
    reader: {
      read: async ({ file }) => {
        const n = numberOf.get(file) ?? 0;
        return { ...(originalOf(n) as Outcome), extraction: copyOf(n) };
      },
      close: async () => undefined,
    },
  }),
  describe: describerOf(schemas),
  desk: ruleDesk(documents, rulebooksOf({ documents, fileOf, schemas, folder: SCHEMAS_FOLDER })),
  signOff: "none",
  engineVersion: "bench",
  steward: "bench",
  now: () => new Date(),
});
const served = await serveReview({
  session,
  renderPage: async () => undefined,
  clientFolder: client,
  host: "127.0.0.1",
  port: 0,
});
const opened = performance.now() - started;
const queue = async (): Promise<Queue> =>
  (await (await fetch(`${served.url}api/queue`, FRESH)).json()) as Queue;
const { items, quality, version } = await queue();
/** As the page does: what has changed since it last asked. */
let seen = version;
async function follow(): Promise<void> {
  const change = (await (await fetch(`${served.url}api/queue?since=${seen}`, FRESH)).json()) as QueueChange;
  seen = change.version;
}
console.log(
  `${documents.length} documents, ${observations} observations, ${items.length - quality.sampled} anomalies, ` +
    `${quality.sampled} values drawn; opened in ${(opened / 1000).toFixed(1)} s; load ${loadavg()[0]?.toFixed(1)}`,
);

/** Every so many lines of the queue: of many documents. */
const total = items.filter((item) => item.check !== "sample" && item.check !== "commune");
const every = Math.max(1, Math.floor(total.length / Number(values.decisions)));
const chosen = total.filter((_, i) => i % every === 0).slice(0, Number(values.decisions));

/** What decisions took, milliseconds. `processor` is of page and server together: other load hardly stretches it. */
interface Taken {
  shown: number[];
  checked: number[];
  processor: number[];
}
const taken = (): Taken => ({ shown: [], checked: [], processor: [] });
/** Decided at once, and decided by whoever waited until the page said what each proposal would do. */
const [first, blind, seeing] = [taken(), taken(), taken()];
const effects = { closed: 0, opened: 0 };

async function decide(item: Item, { shown, checked, processor }: Taken): Promise<void> {
  const proposals = session.detail(item.id)?.anomaly.proposals ?? [];
  // As somebody who looks at it does: the report is ready before the decision.
  await session.warm(item.documents);
  if (shown === seeing.shown)
    for (const rank of proposals.slice(0, 9).keys())
      await session.foresee(item.id, { kind: "proposal", rank });
  const ruling =
    proposals[0] === undefined ? { kind: "verdict", verdict: "legitimate" } : { kind: "proposal", rank: 0 };
  await follow();
  const body = {
    choices: [{ anomaly: item.id, supersedes: session.detail(item.id)?.item.decision ?? "" }],
    ruling,
    comment: "",
    steward: "bench",
  };
  started = performance.now();
  const before = process.cpuUsage();
  const response = await fetch(`${served.url}api/decisions`, {
    method: "POST",
    headers: { ...FRESH.headers, "content-type": "application/json", origin: new URL(served.url).origin },
    body: JSON.stringify(body),
  });
  const effect = (await response.json()) as Effect;
  await follow();
  shown.push(performance.now() - started);
  const { user, system } = process.cpuUsage(before);
  processor.push((user + system) / 1000);
  checked.push(effect.milliseconds);
  effects.closed += effect.closed.length;
  effects.opened += effect.opened.length;
}

for (const [i, item] of chosen.entries()) await decide(item, i === 0 ? first : i % 2 === 0 ? blind : seeing);
// It finds the program cold, as the first of a day does.
console.log(
  `the first one: ${first.shown[0]?.toFixed(0)} ms, of which processor ${first.processor[0]?.toFixed(0)} ms`,
);
for (const [how, { shown, checked, processor }] of [
  ["at once", blind],
  ["having seen what it would do", seeing],
] as const) {
  console.log(`${shown.length} decided ${how}:`);
  console.log(`  checked again:              ${told(checked)}`);
  console.log(`  sent to new queue received: ${told(shown)}`);
  console.log(`  processor time of that:     ${told(processor)}`);
}
console.log(`${effects.closed} other anomalies closed, ${effects.opened} opened`);
const page = await timedInBrowser(served.url, Number(values.keys));
console.log(`in a browser: first anomaly shown after ${page.opened.toFixed(0)} ms`);
console.log(`key pressed to next one shown: ${told(page.decided)}`);
if (values.write) {
  const rows: [string, string[]][] = [
    ["decided at once: sent to new queue received", spread(blind.shown)],
    ["decided having seen what it would do", spread(seeing.shown)],
    ["in a browser: key pressed to next anomaly shown", spread(page.decided)],
    ["in a browser: address opened to first anomaly shown", [page.opened.toFixed(0), "", ""]],
  ];
  const head = `| milliseconds, ${availableParallelism()} cores, load ${load} | median | 95 of 100 | most |`;
  const lines = [head, "| --- | --- | --- | --- |", ...rows.map((row) => `| ${row.flat().join(" | ")} |`)];
  writeMeasured("decisions", lines, "docs/review.md");
}
await served.close();
await publication.close();
await rm(folder, { recursive: true, force: true });
