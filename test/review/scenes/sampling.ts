import { describe, expect, test } from "vitest";
import { eventually, type Stage } from "./stage.js";

/** Values that nothing flagged. */
export function sampling(stage: () => Stage): void {
  const drawn = (state: string) => stage().found((item) => item.check === "sample" && item.state === state);

  describe("the sample of what nobody flagged", () => {
    test("y says that a value is right as printed, n that it is not; the rate follows, with its interval", async () => {
      const [right, wrong] = (await stage().items()).filter((item) => item.check === "sample");
      if (right === undefined || wrong === undefined) throw new Error("the sample is too small");
      expect(right.message.fr).toMatch(/Est-ce bien ce que dit la page/);
      await stage().show(right);
      expect(await stage().page.locator(".sheet .box").count()).toBe(1);
      await stage().press("y");
      expect((await stage().log()).at(-1)).toMatchObject({
        anomaly_id: right.id,
        verdict: "legitimate",
        changes: [],
        about: { observation: right.id.replace("value:", "") },
      });
      await stage().show(wrong);
      await stage().press("n");
      expect((await stage().log()).at(-1)).toMatchObject({
        anomaly_id: wrong.id,
        verdict: "extraction_error",
      });
      expect((await stage().queue()).quality).toMatchObject({
        checked: 2,
        wrong: 1,
        rate: 0.5,
        rate_low: 0.0945,
        rate_high: 0.9055,
      });
      await stage().show(await drawn("open"));
      await eventually(() => stage().page.locator(".quality").innerText()).toMatch(
        /1 fausse sur 2 vérifiées : taux d'erreur 50,0 % \(de 9,4 % à 90,6 %|1 fausse sur 2/,
      );
    });

    test("c gives the right value, and counts as wrong", async () => {
      const item = await drawn("open");
      await stage().show(item);
      await stage().page.keyboard.press("c");
      await stage().page.locator("dialog input:not([type])").fill("7");
      await stage().press("Enter");
      expect((await stage().log()).at(-1)).toMatchObject({
        verdict: "extraction_error",
        changes: [{ observation: item.id.replace("value:", ""), new: "7" }],
      });
      expect((await stage().queue()).quality).toMatchObject({ checked: 1, wrong: 1 });
    });

    test("keys of anomalies do nothing there, nor do theirs here", async () => {
      const asked: string[] = [];
      stage().page.on("request", (request) => asked.push(request.url()));
      await stage().show(await drawn("open"));
      for (const key of ["l", "x", "e", "0"]) await stage().page.keyboard.press(key);
      await stage().show(await stage().found((item) => item.check === "total"));
      for (const key of ["y", "n", "s"]) await stage().page.keyboard.press(key);
      await stage().page.evaluate(`fetch("api/queue")`);
      expect(asked.filter((url) => url.endsWith("api/decisions"))).toEqual([]);
    });
  });
}
