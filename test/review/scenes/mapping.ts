import { describe, expect, test } from "vitest";
import type { FigureGroup, Figures } from "../../../src/review/wire.js";
import { eventually, type Stage } from "./stage.js";

/** Figures that no rule claims. */
export function mapping(stage: () => Stage): void {
  const groups = async (): Promise<FigureGroup[]> =>
    ((await (await fetch(`${stage().review.url}api/figures`)).json()) as Figures).groups;
  const group = async (kind: FigureGroup["kind"]): Promise<FigureGroup> => {
    const found = (await groups()).find((g) => g.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} is left unmapped`);
    return found;
  };
  const open = async (kind: FigureGroup["kind"]): Promise<FigureGroup> => {
    const found = await group(kind);
    await stage().page.evaluate(`location.hash = "#figures/${found.id}"`);
    await stage().page.waitForSelector("form.rule");
    return found;
  };
  const submit = async (): Promise<void> => {
    const answered = stage().page.waitForResponse((r) => r.url().endsWith("api/rules/try"));
    await stage().page.locator("form.rule button[type=submit]").click();
    await answered;
  };
  const write = async (): Promise<void> => {
    const answered = stage().page.waitForResponse((r) => r.url().endsWith("api/rules"));
    await stage().page.locator("form.rule .buttons button").last().click();
    await answered;
  };

  describe("figures that no rule claims", () => {
    test("are grouped and drawn on their page", async () => {
      const found = await open("table");
      expect(found.figures.length).toBeGreaterThan(1);
      await eventually(() => stage().page.locator(".sheet .box.loose").count()).toBeGreaterThan(1);
    });

    test("are ignored by a rule whose difference is shown first; taking it back takes the rule out", async () => {
      const { page } = stage();
      const before = await stage().rulebook();
      const found = await open("statement");
      await page.locator("input.said").fill("chiffre du dispositif");
      await submit();
      await eventually(() => page.locator(".diff .added").allInnerTexts()).not.toEqual([]);
      expect(await page.locator(".diff .removed").count()).toBe(1); // The head of the difference.
      expect(await stage().rulebook()).toBe(before);
      await write();
      await eventually(async () => (await groups()).some((g) => g.id === found.id)).toBe(false);
      const after = await stage().rulebook();
      expect(after).toContain("chiffre du dispositif");
      // Nothing but lines that were added, comments and all.
      const lines = after.split("\n");
      expect(before.split("\n").every((line) => lines.includes(line))).toBe(true);
      expect((await stage().log()).at(-1)).toMatchObject({
        verdict: "legitimate",
        rule: { publisher: "mno", list: "ignore" },
      });
      await stage().asked("api/undo", { steward: (await stage().inForce())[0]?.steward });
      expect(await stage().rulebook()).toBe(before);
      expect((await groups()).some((g) => g.id === found.id)).toBe(true);
    });

    test("become an indicator; what the rule takes is told before", async () => {
      const { page } = stage();
      const found = await open("statement");
      await page.locator("form.rule input[type=radio]").last().check();
      await page.locator("input.said").fill("first_contacts");
      await submit();
      await eventually(() => page.locator("form.rule section").innerText()).toMatch(/La règle prend/);
      await write();
      await eventually(async () => (await groups()).some((g) => g.id === found.id)).toBe(false);
    });

    test("a rule that is not well formed is refused with its place, and nothing written", async () => {
      const { page } = stage();
      const before = await stage().rulebook();
      await open("statement");
      await page.locator("form.rule input[type=radio]").last().check();
      await page.locator("input.said").fill("no_such_indicator");
      await submit();
      await eventually(() => page.locator("form.rule .error").innerText()).toMatch(/no_such_indicator/);
      expect(await stage().rulebook()).toBe(before);
      stage().complaints.splice(0);
    });
  });
}
