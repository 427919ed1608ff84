import { existsSync } from "node:fs";
import { basename } from "node:path";
import { terminal } from "../run/effects.js";
import {
  draftFor,
  type Explanation,
  explainFigures,
  knownPublishers,
  type RulesReport,
  rulesReport,
} from "../run/rules.js";

const FAILED = 1;

type DocumentReport = RulesReport["documents"][number];

const pageList = (pages: readonly number[]): string => `p. ${pages.join(", ")}`;

function documentLines(report: DocumentReport): string[] {
  return [
    `${report.document} (${report.publisher} ${report.period})`,
    ...report.rules.map(
      (use) =>
        `  ${use.rule}: ${use.figures} ${use.figures === 1 ? "figure" : "figures"}, ${pageList(use.pages)}`,
    ),
    ...report.overlaps.flatMap((o) => [
      `  overlap, p. ${o.page}: ${o.raw} in “${o.context}”`,
      ...o.claims.map((claim) => `    ${claim.rule}: ${claim.meaning}`),
    ]),
    ...report.unclaimedTables.map(
      (table) => `  no rule for a table, p. ${table.page}: ${table.caption || table.headers.join(" | ")}`,
    ),
    ...report.unmapped.map((u) => `  unmapped, p. ${u.page}, ${u.container}: ${u.raw} in “${u.context}”`),
    ...report.failedAssertions.map((sentence) => `  ${sentence}`),
  ];
}

/** `rules check mno report.pdf`: a publisher's code may stand first, where no file has that name. */
function withPublisher(paths: string[], publisher?: string): [paths: string[], publisher: string | undefined] {
  const [first, ...files] = paths;
  if (publisher !== undefined || first === undefined || existsSync(first)) return [paths, publisher];
  return knownPublishers().includes(first) ? [files, first] : [paths, undefined];
}

export async function rulesCheckCommand(
  paths: string[],
  options: { publisher?: string; json?: true },
): Promise<void> {
  const report = await rulesReport(...withPublisher(paths, options.publisher));
  if (options.json) terminal.say(JSON.stringify(report, null, 1));
  else {
    terminal.say("The catalogue, the code lists and all rulebooks are well formed.");
    for (const document of report.documents) for (const line of documentLines(document)) terminal.say(line);
    for (const rule of report.silent) terminal.say(`matched nothing: ${rule}`);
  }
  if (report.documents.some((d) => d.failedAssertions.length > 0)) process.exitCode = FAILED;
}

function explanationLines({ figure, section, statements, table, claims }: Explanation): string[] {
  return [
    `p. ${figure.page}: ${figure.raw} (${figure.container}) is ${figure.state}${figure.by ? `, ${figure.by}` : ""}`,
    ...(section === "" ? [] : [`  section: ${section}`]),
    ...statements.map((statement) => `  statement: ${statement}`),
    ...(table === null
      ? []
      : [
          `  table: ${table.caption || "without a caption"}; row “${table.row}”, column “${table.column}”`,
          `  table rules that answer: ${table.rules.join(", ") || "none"}`,
        ]),
    ...claims.map(
      (claim, i) =>
        `  ${i === 0 ? "decided by" : "rival"} ${claim.rule}: ${claim.meaning || claim.reason} (found “${claim.found}”)`,
    ),
  ];
}

export async function rulesExplainCommand(
  file: string,
  options: { page?: number; value?: string; json?: true },
): Promise<void> {
  const { json, ...wanted } = options;
  const explanations = await explainFigures(file, wanted);
  if (json) terminal.say(JSON.stringify(explanations, null, 1));
  else
    for (const explanation of explanations)
      for (const line of explanationLines(explanation)) terminal.say(line);
  if (explanations.length === 0) {
    terminal.warn("recoupe: no such figure in this report; `recoupe inspect` lists what is on a page.");
    process.exitCode = FAILED;
  }
}

export async function rulesDraftCommand(file: string, options: { publisher?: string }): Promise<void> {
  const name = basename(file)
    .replace(/\.pdf$/i, "")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  terminal.say(await draftFor(file, options.publisher ?? (name || "publisher")));
}
