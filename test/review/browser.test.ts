import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import axe from "axe-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { deciding } from "./scenes/deciding.js";
import { looking } from "./scenes/looking.js";
import { mapping } from "./scenes/mapping.js";
import { sampling } from "./scenes/sampling.js";
import { signing } from "./scenes/signing.js";
import { eventually, isTotal, Stage } from "./scenes/stage.js";

/** The machine may have other things to do; nothing here waits longer than it must. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
});
afterAll(() => stage?.strike());
beforeEach(() => stage.begin());
afterEach(() => stage.end());

looking(() => stage);
deciding(() => stage);
sampling(() => stage);
mapping(() => stage);
signing(() => stage);

test("a decision is there after the server was killed the moment it was saved", async () => {
  const item = await stage.found(isTotal);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "serving.ts"), stage.out, stage.clientFolder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const [url] = (await once(child.stdout, "data")) as [Buffer];
  const page = await stage.opened({ url: url.toString().trim(), hash: `#anomaly/${item.id}` });
  await page.waitForSelector(`.panel[data-of="${item.id}"] fieldset.choices:enabled`);
  const answered = page.waitForResponse((r) => r.url().endsWith("api/decisions"));
  await page.keyboard.press("l");
  await answered;
  child.kill("SIGKILL");
  await once(child, "exit");
  await page.context().close();
  // The page of the killed server asked in vain.
  stage.complaints.splice(0);
  await stage.page.goto(`${stage.review.url}#anomaly/${item.id}`);
  await stage.page.reload();
  await eventually(() => stage.state(item.id)).toBe("decided");
  await eventually(() => stage.page.locator(".history li").first().innerText()).toContain("pas une erreur");
});

describe("for everybody", () => {
  const violations = async (): Promise<string[]> => {
    await stage.page.evaluate(axe.source);
    const result = await stage.page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      }),
    );
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  };
  const overflow = () =>
    stage.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  test("English is a click away, and stays", async () => {
    await stage.page.getByRole("button", { name: "English" }).click();
    const [first] = (await stage.items()).filter((item) => item.check !== "sample");
    await eventually(() => stage.heading()).toBe(first?.message.en);
    await stage.page.reload();
    await stage.page.waitForSelector(".sheet .box");
    expect(await stage.page.locator("html").getAttribute("lang")).toBe("en");
    const words = await stage.page.locator("body").innerText();
    expect(words).not.toMatch(/À traiter|Propositions|Annuler|Échantillon/);
    expect(await violations()).toEqual([]);
  });

  test.each([
    ["light", {}],
    ["dark", { dark: true }],
    ["at 200 %", { width: 640 }],
  ] as const)("nothing that axe finds, %s", async (_, options) => {
    await stage.page.context().close();
    await stage.begin(options);
    expect(await violations()).toEqual([]);
    expect(await overflow()).toBe(0);
    await stage.show(await stage.found((item) => item.message.fr.includes("Lammersart")));
    await stage.page.keyboard.press("a");
    await stage.page.keyboard.press("c");
    expect(await violations()).toEqual([]);
    await stage.page.keyboard.press("Escape");
    await stage.page.keyboard.press("?");
    expect(await violations()).toEqual([]);
    await stage.page.keyboard.press("Escape");
    await stage.show(await stage.found((item) => item.check === "sample"));
    expect(await violations()).toEqual([]);
    await stage.page.evaluate(`location.hash = "#figures/"`);
    await stage.page.waitForSelector("form.rule");
    expect(await violations()).toEqual([]);
    expect(await overflow()).toBe(0);
  });
});
