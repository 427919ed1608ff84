import chromium from "@sparticuz/chromium";
import { type Page, chromium as playwright } from "playwright-core";

/** Milliseconds, as whoever sits before the page waits. */
export interface PageTimes {
  /** From the address typed to the first anomaly shown. */
  opened: number;
  /** From the key pressed to the next anomaly shown and the effect told. */
  decided: number[];
}

/** Opens the stewards' page in a browser and decides by keys, `times` times over. */
export async function timedInBrowser(url: string, times: number): Promise<PageTimes> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const started = performance.now();
    await page.goto(url);
    await page.waitForSelector(".panel[data-of]");
    const opened = performance.now() - started;
    const decided: number[] = [];
    for (let n = 0; n < times; n++) decided.push(await decidedOn(page));
    return { opened, decided };
  } finally {
    await browser.close();
  }
}

/** The first proposal once it says what it would do; where there is none, that it is no error. */
async function decidedOn(page: Page): Promise<number> {
  await page.waitForSelector("fieldset.choices:enabled");
  const proposed = await page.locator(".proposals li").count();
  if (proposed > 0) await page.locator(".proposals li:last-child .consequences span").first().waitFor();
  return page.evaluate<number>(`(${PRESS})(${JSON.stringify(proposed > 0 ? "1" : "l")})`);
}

/** Runs in the page: presses a key, and looks at each frame whether another anomaly stands there. */
const PRESS = `async (key) => {
  const shown = () => document.querySelector(".panel[data-of]")?.dataset.of;
  const left = () => document.querySelector(".progress span")?.textContent;
  const [was, before] = [shown(), left()];
  const started = performance.now();
  dispatchEvent(new KeyboardEvent("keydown", { key }));
  while (shown() === was || shown() === undefined || left() === before)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - started;
}`;
