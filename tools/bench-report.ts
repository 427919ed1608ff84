/**
 * Makes a report of many reports out of the corpus, opens it in Chromium as a file and prints what it takes.
 * `npm run bench:report -- --reports 500`
 */
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as browsers, type Page } from "playwright-core";
import type { Anomaly, Dataset, Observation } from "../src/model/index.js";
import { savedDataset } from "../src/publish/index.js";
import { pageLinks } from "../src/publish/links.js";
import { reportHtml } from "../src/publish/report/index.js";
import { cropsOf } from "../src/run/crops.js";
import { limitsOf } from "../src/run/limits.js";
import { run } from "../src/run/run.js";

const silent = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

/** The dataset told again by further publishers, each of whom has the same reports. */
function multiplied(dataset: Dataset, reports: number): Dataset {
  const copies = Array.from({ length: Math.ceil(reports / dataset.documents.length) }, (_, i) => i);
  const each = <T>(items: readonly T[], copy: (item: T, suffix: string) => T): T[] =>
    copies.flatMap((i) => items.map((item) => (i === 0 ? item : copy(item, `-${i}`))));
  return {
    ...dataset,
    documents: each(dataset.documents, (d, s) => ({
      ...d,
      document_id: d.document_id + s,
      publisher: d.publisher + s,
    })).slice(0, reports),
    observations: each(
      dataset.observations,
      (o, s): Observation => ({
        ...o,
        observation_id: o.observation_id + s,
        document_id: o.document_id + s,
        publisher: o.publisher + s,
      }),
    ),
    anomalies: each(
      dataset.anomalies,
      (a, s): Anomaly => ({
        ...a,
        anomaly_id: a.anomaly_id + s,
        documents: a.documents.map((d) => d + s),
        observations: a.observations.map((o) => ({ ...o, observation: o.observation + s })),
        suspects: a.suspects.map((o) => ({ ...o, observation: o.observation + s })),
      }),
    ),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round(performance.now() - started);
}

async function measured(page: Page, file: string): Promise<Record<string, number>> {
  const opened = await timed(() => page.goto(pathToFileURL(file).href));
  const painted = (await page.evaluate(
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0",
  )) as number;
  const cards = page.locator(".anomaly");
  const filtered = await timed(async () => {
    await page.locator("#anomaly-filters select[name=severity]").selectOption("warning");
    await cards.first().waitFor();
  });
  const rows = page.locator("#observation-table tbody tr");
  const searched = await timed(async () => {
    await page.locator("#observation-filters input").fill("2023");
    await page.waitForTimeout(200);
    await rows.first().waitFor();
  });
  const indicator = page.locator("details.indicator").nth(1);
  const drawn = await timed(async () => {
    await indicator.locator("summary").click();
    await indicator.locator("svg").first().waitFor();
  });
  return {
    "first paint, ms": Math.round(painted),
    "ready, ms": opened,
    "anomalies filtered, ms": filtered,
    "observations searched, ms": searched,
    "an indicator drawn, ms": drawn,
  };
}

async function main(reports: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-report-"));
  const browser = await browsers.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--headless=shell", "--disable-gpu", "--no-zygote"],
  });
  try {
    await run({ paths: ["corpus"], out: join(folder, "out") }, silent);
    const dataset = multiplied(await savedDataset(join(folder, "out")), reports);
    const crops = await cropsOf(dataset, { limits: limitsOf({}) });
    const file = join(folder, "report.html");
    const written = await timed(async () =>
      writeFileSync(file, reportHtml(dataset, pageLinks(dataset.documents), crops)),
    );
    const figures = {
      reports: dataset.documents.length,
      observations: dataset.observations.length,
      anomalies: dataset.anomalies.length,
      pictures: [...crops.values()].flat().length,
      "written, ms": written,
      megabytes: Math.round(statSync(file).size / 1e5) / 10,
      ...(await measured(await browser.newPage(), file)),
    };
    for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure}`);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { reports: { type: "string", default: "500" } } });
await main(Number(values.reports));
// The engines of the character recognition, where one was started, would go on.
process.exit();
