import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import chromium from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Decision } from "../../src/model/index.js";
import { decisionLog } from "../../src/review/log/log.js";
import type { Item, Queue } from "../../src/review/wire.js";
import { type Effects, run, startReview } from "../../src/run/index.js";

const ROOT = resolve(import.meta.dirname, "../..");
const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };

let folder: string;
let review: Awaited<ReturnType<typeof startReview>>;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-browser-"));
  const clientFolder = join(folder, "client");
  const out = join(folder, "out");
  const [opened] = await Promise.all([
    playwright.launch({
      executablePath: await chromium.executablePath(),
      // Not the package's own arguments: they put the browser's security aside.
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
    }),
    build({
      configFile: join(ROOT, "src/review/client/vite.config.ts"),
      build: { outDir: clientFolder },
    }),
    run({ paths: [join(ROOT, "corpus/mno/mno-2023"), join(ROOT, "corpus/arefie")], out }, silent),
  ]);
  browser = opened;
  review = await startReview({ out, host: "127.0.0.1", port: 0, clientFolder });
});
afterAll(async () => {
  await browser?.close();
  await review?.close();
  await rm(folder, { recursive: true, force: true });
});

const opened = async (options: { dark?: true; width?: number } = {}): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
  });
  const fresh = await context.newPage();
  fresh.on("pageerror", (error) => complaints.push(error.message));
  fresh.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await fresh.goto(review.url);
  await fresh.waitForSelector(".sheet .box");
  return fresh;
};
beforeEach(async () => {
  page = await opened();
});
afterEach(async () => {
  // What a test decided is taken back, so that each begins with an open queue.
  for (let i = 0; i < 6 && (await inForce()).length > 0; i++)
    await fetch(`${review.url}api/undo`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(review.url).origin },
      body: JSON.stringify({ steward: (await inForce())[0]?.steward }),
    });
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

const log = (): Promise<Decision[]> => decisionLog(join(folder, "out", "decisions.jsonl")).read();
const inForce = async (): Promise<Decision[]> => {
  const current = new Map((await log()).map((d) => [d.anomaly_id, d]));
  return [...current.values()].filter((d) => !d.batch.startsWith("undo:"));
};
const queue = async (): Promise<Item[]> =>
  ((await (await fetch(`${review.url}api/queue`)).json()) as Queue).items;
const found = async (wanted: (item: Item) => boolean): Promise<Item> => {
  const item = (await queue()).find(wanted);
  if (item === undefined) throw new Error("the corpus holds no such anomaly");
  return item;
};
const current = (): string => decodeURIComponent(new URL(page.url()).hash.replace("#anomaly/", ""));
const show = async (item: Item): Promise<void> => {
  await page.evaluate(`location.hash = "#anomaly/${item.id}"`);
  await page.waitForSelector(`.panel:has-text(${JSON.stringify(item.message.fr.slice(0, 40))})`);
};
/** Presses a key that decides or takes back, and waits until the server has answered. */
const press = async (key: string): Promise<void> => {
  const answered = page.waitForResponse((r) => /api\/(decisions|undo)$/.test(r.url()));
  await page.keyboard.press(key);
  await answered;
  await page.waitForSelector("fieldset.choices:enabled");
};
const heading = (): Promise<string> => page.locator(".panel h1 .message").innerText();
const isTotal = (item: Item): boolean =>
  item.check === "total" && item.documents[0]?.startsWith("mno") === true;

describe("one anomaly at a time", () => {
  test("opens in French on the first one, its cells marked where they stand, suspects unlike terms", async () => {
    const [first] = await queue();
    expect(current()).toBe(first?.id);
    expect(await page.locator("html").getAttribute("lang")).toBe("fr");
    expect(await heading()).toBe(first?.message.fr);
    const style = (kind: string) =>
      page.evaluate<string[]>(
        `(({ borderStyle, borderColor }) => [borderStyle, borderColor])(getComputedStyle(document.querySelector(".sheet .box.${kind}")))`,
      );
    const [suspect, term] = [await style("suspect"), await style("term")];
    expect(suspect[0]).not.toBe(term[0]);
    expect(suspect[1]).not.toBe(term[1]);
    const seen = await page.locator(".sheet .box.suspect").first().boundingBox();
    const view = await page.locator(".view").first().boundingBox();
    expect(seen?.y).toBeGreaterThan(view?.y ?? 0);
    expect(seen?.y).toBeLessThan((view?.y ?? 0) + (view?.height ?? 0));
  });

  test("j and k go through the queue; the address leads back after a reload", async () => {
    const [first, second] = await queue();
    await page.keyboard.press("j");
    await expect.poll(current).toBe(second?.id);
    await page.reload();
    await page.waitForSelector(".sheet .box");
    expect(await heading()).toBe(second?.message.fr);
    await page.keyboard.press("k");
    await expect.poll(current).toBe(first?.id);
  });

  test("two pages stand side by side where the anomaly speaks of two", async () => {
    await show(await found((item) => item.check === "restated"));
    await expect.poll(() => page.locator(".pane img").count()).toBe(2);
  });

  test("/ searches, and filters narrow the queue", async () => {
    await page.keyboard.press("/");
    await page.keyboard.type("lammersart");
    await expect.poll(() => page.locator(".queue li").count()).toBeLessThan(6);
    expect(await page.locator(".queue li").allInnerTexts()).toContainEqual(
      expect.stringContaining("Lammersart"),
    );
  });
});

describe("deciding by keys", () => {
  test.each([
    ["l", "legitimate"],
    ["x", "not_same_fact"],
    ["e", "extraction_error"],
    ["0", "source_error"],
    ["d", "deferred"],
  ])("%s is %s; the next one comes; u takes it back", async (key, verdict) => {
    const item = await found(isTotal);
    await show(item);
    await press(key);
    expect((await log()).at(-1)).toMatchObject({ anomaly_id: item.id, verdict, changes: [] });
    await expect.poll(current).not.toBe(item.id);
    await press("u");
    await expect.poll(current).toBe(item.id);
    expect((await queue()).find(({ id }) => id === item.id)?.state).toBe("open");
  });

  test("1 accepts the first proposal, and says what else that settles", async () => {
    const items = await queue();
    const grouped = items.find(
      (a) => items.filter((b) => b.group === a.group && b.check !== "commune").length > 1,
    );
    if (grouped === undefined) throw new Error("the corpus holds no group");
    await show(grouped);
    await press("1");
    const decision = (await log()).at(-1);
    expect(decision).toMatchObject({ anomaly_id: grouped.id, verdict: "corrected", proposal_rank: 0 });
    const others = (await queue()).filter((b) => b.group === grouped.group && b.id !== grouped.id);
    expect(others.map((b) => b.state)).toContain("settled");
    expect(await page.locator(".notice").innerText()).toMatch(
      /1 décision enregistrée\. \d+ autres? anomalies? réglées?/,
    );
  });

  test("a French keyboard gives digits without Shift", async () => {
    await show(await found(isTotal));
    const answered = page.waitForResponse((r) => r.url().endsWith("api/decisions"));
    await page.evaluate(`dispatchEvent(new KeyboardEvent("keydown", { key: "à", code: "Digit0" }))`);
    await answered;
    expect((await log()).at(-1)?.verdict).toBe("source_error");
  });

  test("c takes a value as the French write it", async () => {
    await show(await found(isTotal));
    await page.keyboard.press("c");
    await page.locator("dialog input:not([type])").fill("douze");
    await page.keyboard.press("Enter");
    expect(await page.locator("dialog [role=alert]").innerText()).not.toBe("");
    await page.locator("dialog input:not([type])").fill("10 024,50 €");
    await press("Enter");
    expect((await log()).at(-1)).toMatchObject({ verdict: "corrected", changes: [{ new: "10024.50" }] });
  });

  test("a shows all that are alike, and one key decides on them together", async () => {
    await show(await found((item) => item.message.fr.includes("Lammersart")));
    await page.keyboard.press("a");
    const listed = await page.locator(".preview li").count();
    expect(listed).toBeGreaterThan(1);
    await press("1");
    const batch = (await log()).slice(-listed);
    expect(new Set(batch.map((d) => d.batch)).size).toBe(1);
    expect(batch.every((d) => d.changes[0]?.new === "Lambersart")).toBe(true);
    await press("u");
    expect(await inForce()).toEqual([]);
  });

  test("what is decided is still decided after a reload, and can be decided again", async () => {
    const item = await found(isTotal);
    await show(item);
    await press("l");
    await page.goto(`${review.url}#anomaly/${item.id}`);
    await page.reload();
    await page.waitForSelector(".history li");
    expect(await page.locator(".history").innerText()).toContain("pas une erreur");
    await press("x");
    expect((await queue()).find(({ id }) => id === item.id)?.verdict).toBe("not_same_fact");
  });

  test("another steward sees it at once", async () => {
    const other = await opened();
    const left = () => other.locator(".progress span").innerText();
    const before = await left();
    await press("l");
    await expect.poll(left).not.toBe(before);
    await other.context().close();
  });

  test("? shows the keys, which can be turned off", async () => {
    await page.keyboard.press("?");
    await page.locator("dialog input[type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    const before = (await log()).length;
    await page.keyboard.press("l");
    await page.waitForTimeout(150);
    expect((await log()).length).toBe(before);
  });
});

describe("for everybody", () => {
  const violations = async (): Promise<string[]> => {
    await page.evaluate(axe.source);
    const result = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      }),
    );
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  };

  test("English is a click away, and stays", async () => {
    await page.getByRole("button", { name: "English" }).click();
    const [first] = await queue();
    await expect.poll(heading).toBe(first?.message.en);
    await page.reload();
    await page.waitForSelector(".sheet .box");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    const words = await page.locator("body").innerText();
    expect(words).not.toMatch(/À traiter|Propositions|Annuler/);
    expect(await violations()).toEqual([]);
  });

  test.each([
    ["light", {}],
    ["dark", { dark: true }],
    ["at 200 %", { width: 640 }],
  ] as const)("nothing that axe finds, %s", async (_, options) => {
    await page.context().close();
    page = await opened(options);
    expect(await violations()).toEqual([]);
    expect(
      await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
    ).toBe(0);
    await show(await found((item) => item.message.fr.includes("Lammersart")));
    await page.keyboard.press("a");
    await page.keyboard.press("c");
    expect(await violations()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    expect(await violations()).toEqual([]);
    await page.keyboard.press("Escape");
  });
});
