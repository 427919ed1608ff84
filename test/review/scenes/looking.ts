import { describe, expect, test } from "vitest";
import { said } from "../../../src/review/client/typeset.js";
import { eventually, type Stage } from "./stage.js";

const NONE = { fr: "", en: "" };

/** One anomaly at a time, everything in sight. */
export function looking(stage: () => Stage): void {
  describe("one anomaly at a time", () => {
    test("opens in French on the first one, its cells marked where they stand, suspects unlike terms", async () => {
      const { page } = stage();
      await page.waitForSelector(".sheet .box");
      const [first] = (await stage().items()).filter((item) => item.check !== "sample");
      expect(stage().current()).toBe(first?.id);
      expect(await page.locator("html").getAttribute("lang")).toBe("fr");
      expect(await stage().heading()).toBe(said(first?.message ?? NONE, "fr"));
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
      const { page } = stage();
      const [first, second] = (await stage().items()).filter((item) => item.check !== "sample");
      await page.keyboard.press("j");
      await eventually(() => stage().current()).toBe(second?.id);
      await page.reload();
      await page.waitForSelector(".sheet .box");
      expect(await stage().heading()).toBe(said(second?.message ?? NONE, "fr"));
      await page.keyboard.press("k");
      await eventually(() => stage().current()).toBe(first?.id);
    });

    test("two pages stand side by side where the anomaly speaks of two", async () => {
      await stage().show(await stage().found((item) => item.check === "restated"));
      await eventually(() => stage().page.locator(".pane img").count()).toBe(2);
    });

    test("/ searches, and filters narrow the queue", async () => {
      const { page } = stage();
      await page.keyboard.press("/");
      await page.keyboard.type("lammersart");
      await eventually(() => page.locator(".queue .line").count()).toBeLessThan(6);
      expect(await page.locator(".queue .line").allInnerTexts()).toContainEqual(
        expect.stringContaining("Lammersart"),
      );
    });

    test("every choice says what it puts right and what it breaks, and does just that", async () => {
      const { page } = stage();
      const items = await stage().items();
      const grouped = items.find(
        (a) => a.check === "total" && items.filter((b) => b.group === a.group).length > 1,
      );
      if (grouped === undefined) throw new Error("the corpus holds no group");
      await stage().show(grouped);
      const told = page.locator(".proposals li").first().locator(".consequences");
      await eventually(() => told.innerText()).toMatch(/règle \d+ anomalies?/);
      const foretold = Number(/règle (\d+)/.exec(await told.innerText())?.[1]);
      const does = await page.locator(".verdicts .does").allInnerTexts();
      expect(does).toHaveLength(6);
      expect(does.every((text) => text.length > 10)).toBe(true);
      await stage().press("1");
      const notice = await page.locator(".notice").innerText();
      expect(Number(/(\d+) autres? anomalies? réglées?/.exec(notice)?.[1] ?? 0) + 1).toBe(foretold);
    });

    test("a value that is typed tells at once what it would do", async () => {
      const { page } = stage();
      await stage().show(await stage().found((item) => item.check === "total"));
      await page.keyboard.press("c");
      await page.locator("dialog input:not([type])").fill("1");
      await eventually(() => page.locator("dialog .consequences").innerText()).toMatch(
        /règle (?:aucune|\d+ anomalies?)[\s\S]*en crée (?:aucune|\d+)/,
      );
    });

    test("addresses lead to a page and to a value; one that leads nowhere says so", async () => {
      const { page } = stage();
      const total = await stage().found((item) => item.check === "total");
      await page.evaluate(`location.hash = "#page/${total.documents[0]}/${total.page}"`);
      await eventually(() => page.locator(".listed li").count()).toBeGreaterThan(0);
      await eventually(() => page.locator(".sheet .box").count()).toBeGreaterThan(1);
      // What speaks of two pages is told on both.
      const restated = await stage().found((item) => item.check === "restated");
      const told = await stage().detail(restated.id);
      for (const { document, page: number } of told.members) {
        await page.evaluate(`location.hash = "#page/${document}/${number}"`);
        await eventually(() => page.locator(".listed").innerText()).toContain(said(restated.message, "fr"));
      }
      const detail = await stage().detail(total.id);
      await page.evaluate(`location.hash = "#observation/${detail.members[0]?.observation}"`);
      await eventually(() => stage().current()).not.toContain("observation");
      await page.waitForSelector(".panel[data-of] .sum");
      await page.evaluate(`location.hash = "#anomaly/nothing"`);
      await eventually(() => page.locator(".notice").innerText()).toContain("ne mène à rien");
    });
  });
}
