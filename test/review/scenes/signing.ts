import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Queue } from "../../../src/review/wire.js";
import { startReview } from "../../../src/run/index.js";
import { isTotal, type Stage } from "./stage.js";

const NAMES = ["Camille", "Dominique"] as const;

/** Reviewed by one, signed by another; each comes by an address of their own. */
export function signing(stage: () => Stage): void {
  describe("two steps, named stewards", () => {
    let review: Awaited<ReturnType<typeof startReview>>;
    const url = (name: (typeof NAMES)[number]): string => review.urls.get(name) ?? "";
    beforeAll(async () => {
      const out = join(stage().folder, "signed");
      await cp(stage().out, out, { recursive: true, filter: (path) => !path.includes("decisions.jsonl") });
      const stewards = join(stage().folder, "stewards.yaml");
      await writeFile(stewards, `- {name: ${NAMES[0]}}\n- {name: ${NAMES[1]}, role: approver}\n`);
      const { clientFolder } = stage();
      review = await startReview({
        out,
        host: "127.0.0.1",
        port: 0,
        clientFolder,
        stewards,
        signOff: "wanted",
      });
    });
    afterAll(() => review.close());

    test("a decision waits until another one signs it with s", async () => {
      const item = await stage().found(isTotal);
      const state = async (): Promise<string | undefined> =>
        ((await (await fetch(`${url("Camille")}api/queue`)).json()) as Queue).items.find(
          ({ id }) => id === item.id,
        )?.state;
      const decide = async (name: (typeof NAMES)[number], key: string, path: string): Promise<void> => {
        const page = await stage().opened({ url: url(name), hash: `#anomaly/${item.id}` });
        expect(await page.locator("header .steward").innerText()).toContain(name);
        await page.waitForSelector(`.panel[data-of="${item.id}"] fieldset.choices:enabled`);
        const answered = page.waitForResponse((r) => r.url().endsWith(path));
        await page.keyboard.press(key);
        await answered;
        await page.context().close();
      };
      await decide("Camille", "l", "api/decisions");
      expect(await state()).toBe("unsigned");
      await decide("Dominique", "s", "api/signatures");
      expect(await state()).toBe("decided");
    });
  });
}
