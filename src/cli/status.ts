import type { Language } from "../model/index.js";
import { duration } from "../run/duration.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { type QueueStatus, queueStatus } from "../run/queue/status.js";

const WORDS = {
  fr: {
    none: "Aucun lot n'a encore été lancé sur cette file.",
    run: "lot",
    started: "lancé",
    finished: "publié",
    documents: "documents",
    of: "sur",
    failed: "en échec",
    rate: "par minute",
    left: "reste environ",
    waiting: "en attente ou en cours",
    pages: "pages",
    workers: "ouvriers",
    busy: "au travail",
    dead: "Abandonnés, avec leur raison :",
  },
  en: {
    none: "No run has been started on this queue yet.",
    run: "run",
    started: "started",
    finished: "published",
    documents: "documents",
    of: "of",
    failed: "failed",
    rate: "a minute",
    left: "about left:",
    waiting: "waiting or at work",
    pages: "pages",
    workers: "workers",
    busy: "busy",
    dead: "Given up, with the reason:",
  },
} as const;

/** How far the latest run of a queue is, who works on it, and what was given up. */
export async function statusCommand({ queue, json }: { queue: string; json?: true }): Promise<void> {
  const status = await queueStatus(queue);
  if (json) terminal.say(JSON.stringify(status, null, 1));
  else for (const line of statusLines(status, languageOf(terminal.env))) terminal.say(line);
}

/** The status in words, a line a fact. */
function statusLines(status: QueueStatus, language: Language): string[] {
  const w = WORDS[language];
  const format = new Intl.NumberFormat(language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 });
  const { progress, rate, pageRate, left, waiting, workers, deadLetters } = status;
  if (progress === undefined) return [w.none];
  const { run, total, done, failed } = progress;
  const share = total === 0 ? 100 : (100 * done) / total;
  const finished = run.finished === null ? "" : `, ${w.finished} ${run.finished.toISOString()}`;
  return [
    `${w.run} ${run.id} (${run.host}), ${w.started} ${run.started.toISOString()}${finished}`,
    `${format.format(done)} ${w.of} ${format.format(total)} ${w.documents} (${format.format(share)} %), ${failed} ${w.failed}`,
    ...(rate === null ? [] : [`${format.format(rate)} ${w.documents} ${w.rate}`]),
    ...(waiting.pages === 0 ? [] : [`${format.format(pageRate)} ${w.pages} ${w.rate}`]),
    ...(left === null || done === total ? [] : [`${w.left} ${duration(left)}`]),
    `${waiting.documents} ${w.documents}, ${waiting.pages} ${w.pages} ${w.waiting}`,
    `${workers.length} ${w.workers}${workers.map((worker) => `\n  ${worker.id}: ${worker.busy} ${w.busy}, ${worker.documents} ${w.documents}, ${worker.pages} ${w.pages}`).join("")}`,
    ...(deadLetters.length === 0 ? [] : [w.dead, ...deadLetters.map(({ reason }) => `  ${reason}`)]),
  ];
}
