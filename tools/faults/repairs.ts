import { putRight } from "../../src/check/index.js";
import { CONTEXT } from "../../test/check/sample.js";
import { type Chance, pick } from "../random.js";
import { lone, margins, misreadIn, withShares } from "./scenario.js";
import { misread } from "./typo.js";

/** How often a second reading is itself wrong. */
const WRONG_AGAIN = 0.1;

/**
 * Recognised tables with one value at odds: half of them our misreading, half as the page prints it. What a second
 * reading, wrong now and then, makes the checks put right without a steward, against what the page prints.
 */
export async function repairsReport(chance: Chance, tables: number): Promise<string[]> {
  const count = { ours: 0, theirs: 0, right: 0, wrong: 0 };
  for (let i = 0; i < tables; i++) {
    const make = pick(chance, [
      () => margins(chance),
      () => withShares(chance, 2, 8, 1),
      () => lone(chance, 2, 6),
    ]);
    const { extraction, truths } = misreadIn(make(), chance);
    const isOurs = chance() < 0.5;
    count[isOurs ? "ours" : "theirs"]++;
    const [truth] = truths;
    const shown = extraction.observations.map((o) =>
      isOurs && o.observation_id === truth?.observation ? truth.value : (o.obs_value ?? ""),
    );
    const placed = {
      ...extraction,
      observations: extraction.observations.map((o, at) => ({
        ...o,
        source_box: { ...o.source_box, x0: at },
      })),
    };
    const { extractions } = await putRight([placed], CONTEXT, async (_, __, box) => {
      const text = shown[box.x0] ?? "";
      return chance() < WRONG_AGAIN && /^\d+$/.test(text) ? misread(text, chance) : text;
    });
    extractions[0]?.observations.forEach((o, at) => {
      if (o.obs_value === placed.observations[at]?.obs_value) return;
      if (o.obs_value === shown[at]) count.right++;
      else count.wrong++;
    });
  }
  return [
    "| recognised tables | our misreading | the publisher's value | put right without a steward | of these wrong |",
    "| --- | --- | --- | --- | --- |",
    `| ${tables} | ${count.ours} | ${count.theirs} | ${count.right + count.wrong} | ${count.wrong} |`,
  ];
}
