/**
 * The pictures of README and docs, over the facsimiles of `corpus/`: an anomaly on its page; the stewards' page and a
 * chart of the report, as a browser shows them. `npm run pictures` writes docs/images/{anomaly,review,chart}.png.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as browsers } from "playwright-core";
import { startReview } from "../src/run/review.js";
import { run } from "../src/run/run.js";
import { anomalyPicture } from "./anomaly-picture.js";

const IMAGES = resolve(import.meta.dirname, "../docs/images");
const WINDOW = { width: 1440, height: 860 };
const MISPRINTED = "corpus/mno/mno-2025/report.pdf";
const quiet = (): void => undefined;

const folder = await mkdtemp(join(tmpdir(), "recoupe-pictures-"));
const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
});
try {
  const effects = { say: quiet, warn: quiet, progress: quiet, env: {} };
  await run({ paths: ["corpus"], out: folder }, effects);
  await anomalyPicture(folder, MISPRINTED, join(IMAGES, "anomaly.png"));
  await reviewPicture(browser);
  await chartPicture(browser);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

async function reviewPicture(opened: Browser): Promise<void> {
  const review = await startReview({ out: folder, host: "127.0.0.1", port: 0 });
  try {
    const page = await opened.newPage({ viewport: WINDOW });
    await page.goto(review.url);
    await page.waitForSelector(".sheet .box");
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Votre nom").fill("relecture");
    await page.getByLabel("Votre nom").blur();
    await page.screenshot({ path: join(IMAGES, "review.png") });
    await page.close();
  } finally {
    await review.close();
  }
}

/** The first indicator that is told by area. */
async function chartPicture(opened: Browser): Promise<void> {
  const page = await opened.newPage({
    viewport: { width: 760, height: 900 },
    deviceScaleFactor: 1.5,
    // For the line of style below; the page itself forbids any that is not its own.
    bypassCSP: true,
  });
  await page.goto(pathToFileURL(join(folder, "report.html")).href);
  const indicator = page.locator("#indicateurs details.indicator").first();
  await indicator.scrollIntoViewIfNeeded();
  const chart = indicator.locator("figure.areas").first();
  await chart.waitFor();
  // What stays at the top of the window would stand over it.
  const content = "* { position: static !important } figure.areas { padding: 16px 24px }";
  await page.addStyleTag({ content });
  await chart.screenshot({ path: join(IMAGES, "chart.png") });
  await page.close();
}
