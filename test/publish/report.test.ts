import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createCanvas } from "@napi-rs/canvas";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as browsers, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/model/index.js";
import { pageLinks } from "../../src/publish/links.js";
import { reportHtml } from "../../src/publish/report/index.js";
import { comparabilityTable } from "../../src/publish/tables/comparability.js";
import { HOSTILE, observation, sample } from "./sample.js";

/** A picture of one white pixel. */
const PIXEL = createCanvas(1, 1).encodeSync("webp");

const shown = (): Dataset => {
  const dataset = sample();
  const more = ["59328", "59368", "59527", "59457"].flatMap((code, i) =>
    ["2023", "2025"].map((year) =>
      observation(`c${code}${year}`, String(10 * i + 5), {
        ref_area: `COM-${code}`,
        ref_area_label: `Commune ${code}`,
        time_period: year,
        indicator: "scheme_entries",
        scheme: "CEJ",
      }),
    ),
  );
  const many = Array.from({ length: 70 }, (_, i) =>
    observation(`m${i}`, String(i), { ref_area: "DEP-59", source_page: i + 1 }),
  );
  return { ...dataset, observations: [...dataset.observations, ...more, ...many] };
};

const written = (): string =>
  reportHtml(
    shown(),
    pageLinks(shown().documents),
    new Map([["n1", [{ document: "mno-2023-00000000", page: 4, picture: PIXEL }]]]),
  );

describe("the text of the report", () => {
  test("nothing that a PDF says becomes markup", () => {
    const html = written();
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)");
    expect(html.match(/<\/script>/g)?.length).toBe(html.match(/<script[ >]/g)?.length);
  });

  test("the policy allows this file's own style and script, and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/
      .exec(written())?.[1]
      ?.replaceAll("&#39;", "'");
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'sha256-[\w+/=]+' 'sha256-[\w+/=]+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
    expect(written()).not.toMatch(/ style="| on\w+="|(src|href|action)="(https?:|\/\/|javascript:)/);
  });

  test("an anomaly shows its arithmetic, its values and its picture without any script", () => {
    const [, card = ""] = /id="a-n1">(.*?)<\/li><li class="anomaly/s.exec(written()) ?? [];
    expect(card).toContain("112 + 132 = 244 ≠ 679");
    expect(card).toContain('src="data:image/webp;base64,');
    expect(card).toContain("MNO%202023%20(%C3%A9t%C3%A9).pdf#page=4");
    expect(card).toContain('<span lang="en">suspect</span> 80');
  });

  test("has no pictures and says so in no way where none are given", () => {
    expect(reportHtml(sample(), pageLinks(sample().documents))).not.toContain("<img");
  });
});

describe("the report in a browser, opened from disk", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  const told: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "recoupe-"));
    await writeFile(join(folder, "report.html"), written());
    browser = await browsers.launch({
      executablePath: await chromium.executablePath(),
      args: ["--no-sandbox", "--headless=shell", "--disable-gpu", "--no-zygote"],
    });
    page = await browser.newPage();
    page.on("console", (message) => told.push(message.text()));
    page.on("pageerror", (error) => told.push(error.message));
    page.on("request", (request) => {
      if (!/^(data|file):/.test(request.url())) told.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder, "report.html")).href);
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  });

  const rowsShown = () => page.locator("#observation-table tbody tr").count();

  test("asks nothing of the network, breaks no policy, runs nothing that a PDF said", async () => {
    expect(await page.title()).toContain("Recoupe");
    expect(told).toEqual([]);
  });

  test("is French until English is asked for", async () => {
    expect(await page.locator("h1").innerText()).toContain("vérifiés");
    await page.getByLabel("English").check();
    expect(await page.locator("h1").innerText()).toContain("checked");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.getByLabel("Français").check();
    expect(await page.locator("h1").innerText()).toContain("vérifiés");
  });

  test("charts are drawn when they come into view, in the language asked for, and told in words", async () => {
    const chart = page.locator("#indicateurs svg[role=img]");
    const contacts = page.locator("details.indicator").first();
    await contacts.scrollIntoViewIfNeeded();
    await expect.poll(() => chart.count()).toBeGreaterThan(0);
    expect(await page.locator("details.indicator:not([open]) svg").count()).toBe(0);
    expect(await chart.first().getAttribute("aria-label")).toMatch(/^Jeunes en premier accueil — .*2023 : /);
    const entries = page.locator("details.indicator", { hasText: "Entrées en dispositif" });
    await entries.locator("summary").focus();
    await page.keyboard.press("Enter");
    const communes = entries.locator("figure.areas svg");
    await expect.poll(() => communes.count()).toBe(1);
    expect(await communes.getAttribute("aria-label")).toMatch(/Commune 59457 2023 : 35 ; 2025 : 35/);
    expect(await communes.locator("rect").count()).toBe(8);
    await page.getByLabel("English").check();
    expect(await communes.getAttribute("aria-label")).toMatch(
      /^Entries into a scheme .*Commune 59457 2023: 35/,
    );
    await page.getByLabel("Français").check();
  });

  test("comparability is a picture: a cell for each indicator, publisher and year, signs beside colours", async () => {
    const picture = page.locator("#comparability-chart svg[role=img]");
    const cells = comparabilityTable(shown().observations, shown().catalogue).rows.length;
    expect(await picture.locator("rect").count()).toBe(cells);
    expect(await picture.getAttribute("aria-label")).toMatch(/^Comparabilité : \d+ définitions identiques/);
    expect(await picture.textContent()).toContain("≠");
  });

  test("for the printer all charts are drawn, and afterwards closed again", async () => {
    const open = () => page.locator("details.indicator[open]").count();
    const before = await open();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await open()).toBe(await page.locator("details.indicator").count());
    for (const details of await page.locator("details.indicator").all())
      expect(await details.locator("svg").count()).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await open()).toBe(before);
  });

  test("a reader of screens finds nothing amiss, in light and dark", async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map((v) => [v.id, v.nodes[0]?.html])).toEqual([]);
    }
  });

  test("observations come a page at a time, and are found by words without accents", async () => {
    expect(await rowsShown()).toBe(50);
    await page.locator("#observation-pager button").last().click();
    expect(await rowsShown()).toBe(sample().observations.length + 8 + 70 - 50);
    await page.locator("#observation-filters input").fill("engagement saint-andre 2023");
    await expect.poll(rowsShown).toBeLessThan(10);
    await page.locator("#observation-filters input").fill("perenchies");
    await expect.poll(rowsShown).toBe(1);
    expect(await page.locator("#observation-table tbody").innerText()).toContain("57");
    await page.locator("#observation-filters input").fill("");
    await expect.poll(rowsShown).toBe(50);
  });

  test("a column sorts both ways, by the keyboard too, and says so", async () => {
    const button = page.locator("#observation-table th button").nth(5);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    expect(await page.locator('#observation-table th[aria-sort="descending"]').count()).toBe(1);
    expect(await page.locator("#observation-table tbody tr").first().innerText()).toContain("765");
  });

  test("anomalies filter by severity and by text", async () => {
    await page.locator("#anomaly-filters select[name=severity]").selectOption("info");
    expect(await page.locator(".anomaly:visible").count()).toBe(1);
    await page.locator("#anomaly-filters select[name=severity]").selectOption("");
    await page.locator("#anomaly-filters input").fill("112 + 132");
    await expect.poll(() => page.locator(".anomaly:visible").count()).toBe(1);
    expect(await page.locator(".anomaly:visible").getAttribute("id")).toBe("a-n1");
  });

  test("hundreds of anomalies are paged, and found, without standing in the page at once", async () => {
    const dataset = sample();
    const [first] = dataset.anomalies;
    if (first === undefined) throw new Error("the sample has no anomaly");
    const anomalies = Array.from({ length: 320 }, (_, i) => ({
      ...first,
      anomaly_id: `x${i}`,
      arithmetic: `${i} + 1 ≠ 0 ${HOSTILE.script}`,
    }));
    const many = join(folder, "many.html");
    await writeFile(many, reportHtml({ ...dataset, anomalies }, pageLinks(dataset.documents)));
    const other = await browser.newPage();
    await other.goto(pathToFileURL(many).href);
    expect(await other.locator(".anomaly").count()).toBe(25);
    expect(await other.locator("#anomaly-pager").innerText()).toContain("1 / 13");
    await other.locator("#anomaly-filters input").fill("319 + 1");
    // The page searches a moment after the last key.
    await expect.poll(() => other.locator(".anomaly").allInnerTexts()).toHaveLength(1);
    expect(await other.locator(".anomaly").innerText()).toContain(HOSTILE.script);
    expect(told).toEqual([]);
  });

  test("hostile text is seen as text", async () => {
    expect(await page.locator("#a-n1").innerText()).toContain(HOSTILE.script);
    expect(await page.locator("#documents").innerText()).toContain(HOSTILE.image);
  });
});
