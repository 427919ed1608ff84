import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";
import { build } from "vite";
import { expect } from "vitest";
import type { Decision } from "../../../src/model/index.js";
import { decisionLog } from "../../../src/review/log/log.js";
import type { Detail, Effect, Item, Queue } from "../../../src/review/wire.js";
import { type Effects, run, startReview } from "../../../src/run/index.js";

const ROOT = resolve(import.meta.dirname, "../../..");
const silent: Effects = { say: () => undefined, warn: () => undefined, progress: () => undefined, env: {} };
const RULEBOOK = "mno.yaml";
const COMMON = "_common.yaml";
/** Rules taken out of the rulebook, so that figures are left which nobody claims. */
const LEFT_OUT = ["contacts-by-channel", "sponsorship"];

type Review = Awaited<ReturnType<typeof startReview>>;

/** What all scenes share: one browser, one publication, one server. Reports are read once and kept in a cache. */
export class Stage {
  readonly complaints: string[] = [];
  #page: Page | undefined;

  private constructor(
    readonly folder: string,
    readonly browser: Browser,
    readonly review: Review,
  ) {}

  static async set(): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), "recoupe-browser-"));
    const books = join(folder, "rulebooks");
    await mkdir(books);
    await writeFile(join(books, RULEBOOK), await shortened());
    await writeFile(join(books, COMMON), await bare());
    process.env.RECOUPE_CACHE = join(folder, "cache");
    process.env.RECOUPE_RULEBOOKS = books;
    const clientFolder = join(folder, "client");
    const out = join(folder, "out");
    const paths = [join(ROOT, "corpus/mno/mno-2023"), join(ROOT, "corpus/arefie")];
    const [browser] = await Promise.all([
      playwright.launch({
        executablePath: await chromium.executablePath(),
        // Not the package's own arguments: they put the browser's security aside.
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
      }),
      build({
        configFile: join(ROOT, "src/review/client/vite.config.ts"),
        build: { outDir: clientFolder },
      }),
      run({ paths, out, cache: join(folder, "cache") }, silent),
    ]);
    const review = await startReview({ out, host: "127.0.0.1", port: 0, clientFolder });
    return new Stage(folder, browser, review);
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.review.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error("no page is open");
    return this.#page;
  }

  get out(): string {
    return join(this.folder, "out");
  }

  get clientFolder(): string {
    return join(this.folder, "client");
  }

  async begin(options: { dark?: true; width?: number; hash?: string } = {}): Promise<void> {
    this.#page = await this.opened(options);
  }

  /** A further window, of somebody else. */
  async opened(options: { dark?: true; width?: number; hash?: string; url?: string } = {}): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1440, height: 900 },
      colorScheme: options.dark ? "dark" : "light",
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => message.type() === "error" && this.complaints.push(message.text()));
    await page.goto(`${options.url ?? this.review.url}${options.hash ?? ""}`);
    await page.waitForSelector(".sheet .box, .panel, .rule");
    return page;
  }

  /** What a scene decided is taken back, so that each begins with an open queue. */
  async end(): Promise<void> {
    await this.#page?.context().close();
    this.#page = undefined;
    const { steward } = await this.queue();
    for (;;) {
      const effect = (await (await this.asked("api/undo", { steward })).json()) as Effect;
      if (effect.decided.length === 0) break;
    }
    expect(this.complaints.splice(0)).toEqual([]);
  }

  asked(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.review.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(this.review.url).origin },
      body: JSON.stringify(body),
    });
  }

  log(): Promise<Decision[]> {
    return decisionLog(join(this.out, "decisions.jsonl")).read();
  }

  async inForce(): Promise<Decision[]> {
    const current = new Map((await this.log()).map((d) => [d.anomaly_id, d]));
    return [...current.values()].filter((d) => !d.batch.startsWith("undo:"));
  }

  rulebook(): Promise<string> {
    return readFile(join(this.folder, "rulebooks", RULEBOOK), "utf8");
  }

  async queue(): Promise<Queue> {
    return (await (await fetch(`${this.review.url}api/queue`)).json()) as Queue;
  }

  async detail(id: string): Promise<Detail> {
    return (await (await fetch(`${this.review.url}api/anomalies/${id}`)).json()) as Detail;
  }

  async items(): Promise<Item[]> {
    return (await this.queue()).items;
  }

  async found(wanted: (item: Item) => boolean): Promise<Item> {
    const item = (await this.items()).find(wanted);
    if (item === undefined) throw new Error("the corpus holds no such anomaly");
    return item;
  }

  async state(id: string): Promise<string | undefined> {
    return (await this.items()).find((item) => item.id === id)?.state;
  }

  current(): string {
    return decodeURIComponent(new URL(this.page.url()).hash.replace("#anomaly/", ""));
  }

  async show(item: Item): Promise<void> {
    await this.page.evaluate(`location.hash = "#anomaly/" + encodeURIComponent(${JSON.stringify(item.id)})`);
    await this.page.waitForSelector(`.panel[data-of=${JSON.stringify(item.id)}]`);
    await this.page.waitForSelector("fieldset.choices:enabled");
  }

  /** Presses a key that decides or takes back, and waits until the server has answered. */
  async press(key: string): Promise<void> {
    const answered = this.page.waitForResponse((r) => /api\/(decisions|signatures|undo)$/.test(r.url()));
    await this.page.keyboard.press(key);
    await answered;
    await this.page.waitForSelector("fieldset.choices:enabled, .empty");
  }

  heading(): Promise<string> {
    return this.page.locator(".panel h1 .message").innerText();
  }
}

async function shortened(): Promise<string> {
  let text = await readFile(join(ROOT, "schemas/publishers", RULEBOOK), "utf8");
  for (const id of LEFT_OUT) text = text.replace(new RegExp(` {2}- id: ${id}\\n(?: {4}.*\\n)+`), "");
  return text;
}

/** Without the rules that all publishers share: they would claim what is left out. */
async function bare(): Promise<string> {
  const text = await readFile(join(ROOT, "schemas/publishers", COMMON), "utf8");
  return text.slice(0, text.indexOf("\ntables:") + 1);
}

/** Asks until the answer is as expected: at once on a quiet machine, with patience on a busy one. */
export const eventually = <T>(ask: () => T) => expect.poll(ask, { timeout: 30_000, interval: 20 });

export const isTotal = (item: Item): boolean =>
  item.check === "total" && item.documents[0]?.startsWith("mno") === true;
