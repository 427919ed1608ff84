import { existsSync } from "node:fs";
import { basename } from "node:path";
import { cacheFolder } from "../run/cache.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import {
  draftFor,
  type Explanation,
  explainFigures,
  knownPublishers,
  type RulesReport,
  rulesReport,
  type Wanted,
} from "../run/rules.js";
import { RULES_WORDS, type RulesWords } from "./rules-words.js";

const FAILED = 1;

/** False where the settings say that nothing is kept. */
interface Kept {
  cache: boolean;
}

const keptIn = ({ cache }: Kept): { cache?: string } => (cache ? { cache: cacheFolder(terminal.env) } : {});

type DocumentReport = RulesReport["documents"][number];

const pageList = (pages: readonly number[]): string => `p. ${pages.join(", ")}`;

const words = (): RulesWords => RULES_WORDS[languageOf(terminal.env)];

function documentLines(report: DocumentReport, w: RulesWords): string[] {
  return [
    `${report.document} (${report.publisher} ${report.period})`,
    ...report.rules.map((use) => `  ${use.rule}: ${w.figures(use.figures)}, ${pageList(use.pages)}`),
    ...report.overlaps.flatMap((o) => [
      `  ${w.overlap}, p. ${o.page}: ${w.within(o.raw, o.context)}`,
      ...o.claims.map((claim) => `    ${claim.rule}: ${claim.meaning}`),
    ]),
    ...report.unclaimedTables.map(
      (table) => `  ${w.noRule}, p. ${table.page}: ${table.caption || table.headers.join(" | ")}`,
    ),
    ...report.unmapped.map(
      (u) => `  ${w.unmapped}, p. ${u.page}, ${u.container}: ${w.within(u.raw, u.context)}`,
    ),
    ...report.failedAssertions.map((sentence) => `  ${sentence[languageOf(terminal.env)]}`),
  ];
}

/** `rules check mno report.pdf`: a publisher's code may stand first, where no file has that name. */
function withPublisher(
  paths: string[],
  publisher?: string,
): [paths: string[], publisher: string | undefined] {
  const [first, ...files] = paths;
  if (publisher !== undefined || first === undefined || existsSync(first)) return [paths, publisher];
  return knownPublishers().includes(first) ? [files, first] : [paths, undefined];
}

export async function rulesCheckCommand(
  paths: string[],
  options: Kept & { publisher?: string; json?: true },
): Promise<void> {
  const [files, publisher] = withPublisher(paths, options.publisher);
  const report = await rulesReport(files, {
    ...(publisher === undefined ? {} : { publisher }),
    ...keptIn(options),
  });
  if (options.json) terminal.say(JSON.stringify(report, null, 1));
  else {
    const w = words();
    terminal.say(w.wellFormed);
    for (const document of report.documents)
      for (const line of documentLines(document, w)) terminal.say(line);
    for (const rule of report.silent) terminal.say(`${w.matchedNothing} ${rule}`);
  }
  if (report.documents.some((d) => d.failedAssertions.length > 0)) process.exitCode = FAILED;
}

function explanationLines(explanation: Explanation, w: RulesWords): string[] {
  const { figure, section, statements, table, claims } = explanation;
  return [
    `p. ${figure.page}: ${w.is(figure.raw, figure.container, w.states[figure.state])}${figure.by ? `, ${figure.by}` : ""}`,
    ...(section === "" ? [] : [`  ${w.section} ${section}`]),
    ...statements.map((statement) => `  ${w.statement} ${statement}`),
    ...(table === null
      ? []
      : [
          `  ${w.table} ${table.caption || w.noCaption}; ${w.place(table.row, table.column)}`,
          `  ${w.answering} ${table.rules.join(", ") || w.none}`,
        ]),
    ...claims.map(
      (claim, i) =>
        `  ${i === 0 ? w.decided : w.rival} ${claim.rule}: ${claim.meaning || claim.reason} ${w.found(claim.found)}`,
    ),
  ];
}

export async function rulesExplainCommand(
  file: string,
  options: Kept & Wanted & { json?: true },
): Promise<void> {
  const { json } = options;
  const explanations = await explainFigures(file, options, keptIn(options));
  if (json) terminal.say(JSON.stringify(explanations, null, 1));
  else
    for (const explanation of explanations)
      for (const line of explanationLines(explanation, words())) terminal.say(line);
  if (explanations.length === 0) {
    terminal.warn(words().noSuchFigure);
    process.exitCode = FAILED;
  }
}

export async function rulesDraftCommand(file: string, options: Kept & { publisher?: string }): Promise<void> {
  const name = basename(file)
    .replace(/\.pdf$/i, "")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const publisher = options.publisher ?? (name || "publisher");
  const language = languageOf(terminal.env);
  terminal.say(await draftFor(file, publisher, { language, ...keptIn(options) }));
}
