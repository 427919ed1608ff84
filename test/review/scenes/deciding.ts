import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventually, isTotal, type Stage } from "./stage.js";

/** Each key, each verdict, undo, batches, two stewards. */
export function deciding(stage: () => Stage): void {
  describe("deciding by keys", () => {
    test.each([
      ["l", "legitimate"],
      ["x", "not_same_fact"],
      ["e", "extraction_error"],
      ["0", "source_error"],
      ["d", "deferred"],
    ])("%s is %s; the next one comes; u takes it back", async (key, verdict) => {
      const item = await stage().found(isTotal);
      await stage().show(item);
      await stage().press(key);
      expect((await stage().log()).at(-1)).toMatchObject({ anomaly_id: item.id, verdict, changes: [] });
      await eventually(() => stage().current()).not.toBe(item.id);
      await stage().press("u");
      await eventually(() => stage().current()).toBe(item.id);
      expect(await stage().state(item.id)).toBe("open");
    });

    test("1 accepts the first proposal, and says what else that settles", async () => {
      const items = await stage().items();
      const alike = (a: (typeof items)[number]) => items.filter((b) => b.group === a.group);
      const grouped = items.find((a) => alike(a).filter((b) => b.check !== "commune").length > 1);
      if (grouped === undefined) throw new Error("the corpus holds no group");
      await stage().show(grouped);
      // The report has been read by then.
      await eventually(() => stage().page.locator(".proposals .consequences").first().innerText()).toMatch(
        /règle/,
      );
      await stage().press("1");
      const decision = (await stage().log()).at(-1);
      expect(decision).toMatchObject({ anomaly_id: grouped.id, verdict: "corrected", proposal_rank: 0 });
      const others = (await stage().items()).filter((b) => b.group === grouped.group && b.id !== grouped.id);
      expect(others.map((b) => b.state)).toContain("settled");
      await eventually(() => stage().page.locator(".notice").innerText()).toMatch(
        /1 décision enregistrée\. \d+ autres? anomalies? réglées?/,
      );
    });

    test("a button does what its key does", async () => {
      const item = await stage().found(isTotal);
      await stage().show(item);
      const answered = stage().page.waitForResponse((r) => r.url().endsWith("api/decisions"));
      await stage().page.getByRole("button", { name: "Pas une erreur" }).click();
      await answered;
      expect((await stage().log()).at(-1)).toMatchObject({ anomaly_id: item.id, verdict: "legitimate" });
    });

    test("a French keyboard gives digits without Shift", async () => {
      await stage().show(await stage().found(isTotal));
      const answered = stage().page.waitForResponse((r) => r.url().endsWith("api/decisions"));
      await stage().page.evaluate(
        `dispatchEvent(new KeyboardEvent("keydown", { key: "à", code: "Digit0" }))`,
      );
      await answered;
      expect((await stage().log()).at(-1)?.verdict).toBe("source_error");
    });

    test("c takes a value as the French write it", async () => {
      const { page } = stage();
      await stage().show(await stage().found(isTotal));
      await page.keyboard.press("c");
      await page.locator("dialog input:not([type])").fill("douze");
      await page.keyboard.press("Enter");
      await eventually(() => page.locator("dialog [role=alert]").innerText()).not.toBe("");
      await page.locator("dialog input:not([type])").fill("10 024,50 €");
      await stage().press("Enter");
      expect((await stage().log()).at(-1)).toMatchObject({
        verdict: "corrected",
        changes: [{ new: "10024.50" }],
      });
    });

    test("a shows all that are alike, and one key decides on them together", async () => {
      const { page } = stage();
      await stage().show(await stage().found((item) => item.message.fr.includes("Lammersart")));
      await page.keyboard.press("a");
      await page.waitForSelector(".preview li");
      const listed = await page.locator(".preview li").count();
      expect(listed).toBeGreaterThan(1);
      await stage().press("1");
      const batch = (await stage().log()).slice(-listed);
      expect(new Set(batch.map((d) => d.batch)).size).toBe(1);
      expect(batch.every((d) => d.changes[0]?.new === "Lambersart")).toBe(true);
      await stage().press("u");
      expect(await stage().inForce()).toEqual([]);
    });

    test("a log that somebody alters is told on every page, and nothing is decided until it is whole again", async () => {
      const { page } = stage();
      const item = await stage().found(isTotal);
      await stage().show(item);
      await stage().press("l");
      const log = join(stage().out, "decisions.jsonl");
      const whole = await readFile(log, "utf8");
      const cut = whole.slice(0, whole.trimEnd().lastIndexOf("\n") + 1);
      await writeFile(log, cut);
      try {
        await eventually(() => page.locator(".notice .bad").allInnerTexts()).toContainEqual(
          expect.stringMatching(/n'est plus en ordre.*a été coupée/),
        );
        await stage().press("x");
        await eventually(() => page.locator(".notice").innerText()).toMatch(/Rien n'a été enregistré/);
        expect(await readFile(log, "utf8")).toBe(cut);
      } finally {
        await writeFile(log, whole);
      }
      await eventually(() => page.locator(".notice").innerText()).not.toMatch(/plus en ordre/);
      stage().complaints.splice(0);
    });

    test("what is decided is still decided after a reload, and can be decided again", async () => {
      const { page } = stage();
      const item = await stage().found(isTotal);
      await stage().show(item);
      await stage().press("l");
      await page.goto(`${stage().review.url}#anomaly/${item.id}`);
      await page.reload();
      await page.waitForSelector(".history li");
      expect(await page.locator(".history").innerText()).toContain("pas une erreur");
      await stage().press("x");
      expect((await stage().items()).find(({ id }) => id === item.id)?.verdict).toBe("not_same_fact");
    });

    test("another steward sees it within seconds, and cannot overwrite it", async () => {
      const other = await stage().opened();
      const item = await stage().found(isTotal);
      await other.goto(`${stage().review.url}#anomaly/${item.id}`);
      await stage().show(item);
      const left = () => other.locator(".progress span").innerText();
      const before = await left();
      // The other page misses the news, as one that sleeps does.
      await other.route("**/api/queue*", (route) => route.abort());
      await stage().press("l");
      const refused = other.waitForResponse((r) => r.url().endsWith("api/decisions"));
      await other.keyboard.press("x");
      expect((await refused).status()).toBe(409);
      expect((await stage().inForce()).map((d) => d.verdict)).toEqual(["legitimate"]);
      await other.unroute("**/api/queue*");
      await other.reload();
      await eventually(left).not.toBe(before);
      await other.context().close();
      stage().complaints.splice(0);
    });

    test("another steward's page follows without being asked", async () => {
      const other = await stage().opened();
      await other.waitForSelector(".progress");
      const left = () => other.locator(".progress span").innerText();
      const before = await left();
      await stage().show(await stage().found(isTotal));
      await stage().press("l");
      await eventually(left).not.toBe(before);
      await other.context().close();
    });

    test("? shows the keys, which can be turned off", async () => {
      const { page } = stage();
      await page.keyboard.press("?");
      await page.locator("dialog input[type=checkbox]").uncheck();
      await page.keyboard.press("Escape");
      const before = (await stage().log()).length;
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.keyboard.press("l");
      // A request made after it has gone through: nothing went before it.
      await page.evaluate(`fetch("api/queue")`);
      expect(asked.filter((url) => url.endsWith("api/decisions"))).toEqual([]);
      expect((await stage().log()).length).toBe(before);
    });
  });
}
