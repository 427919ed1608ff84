import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../src/review/log/chain.js";
import { qualityLines, wilson } from "../../src/review/quality.js";
import { isSampled, sampleOf, valueSubject } from "../../src/review/sample.js";
import { draft, observation } from "./sample.js";

const many = Array.from({ length: 20_000 }, (_, i) =>
  observation(`o${i}`, "1", { document_id: `d${i % 2}` }),
);

describe("the sample of what nobody flagged", () => {
  test("is one value in fifty, the same whatever else there is", () => {
    const drawn = sampleOf(many, new Set());
    expect(drawn.length / many.length).toBeGreaterThan(0.017);
    expect(drawn.length / many.length).toBeLessThan(0.023);
    const half = many.slice(0, 10_000);
    expect(sampleOf(half, new Set())).toEqual(drawn.filter((o) => half.includes(o)));
  });

  test("holds nothing that is flagged, or not printed", () => {
    const [first] = many.filter((o) => isSampled(o.observation_id));
    if (first === undefined) throw new Error("nothing was drawn");
    expect(sampleOf([first], new Set([first.observation_id]))).toEqual([]);
    expect(sampleOf([{ ...first, obs_value_printed: null }], new Set())).toEqual([]);
  });
});

describe("the residual error rate", () => {
  /** Values of Wilson's interval as Newcombe (1998), Table I, method 3, gives them. */
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("%i of %i: from %d to %d", (wrong, checked, low, high) => {
    expect(wilson(wrong, checked)).toEqual({ low, high });
  });

  test("its interval holds what was seen, and is narrower the more was looked at", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(), (checked, n) => {
        const wrong = n % (checked + 1);
        const { low, high } = wilson(wrong, checked) ?? { low: 1, high: 0 };
        const share = wrong / checked;
        expect(low).toBeLessThanOrEqual(share + 1e-4);
        expect(high).toBeGreaterThanOrEqual(share - 1e-4);
        const more = wilson(wrong * 4, checked * 4) ?? { low: 0, high: 1 };
        expect(more.high - more.low).toBeLessThan(high - low + 1e-4);
      }),
    );
    expect(wilson(0, 0)).toBeNull();
  });

  test("is told of all documents and of each, from the decisions on the sample alone", () => {
    const drawn = sampleOf(many, new Set()).slice(0, 3);
    const verdicts = ["legitimate", "extraction_error", "deferred"] as const;
    const decisions = drawn.map(
      ({ observation_id }, i) =>
        lineOf(draft(valueSubject(observation_id), { verdict: verdicts[i] ?? "legitimate" }), "").link
          .decision,
    );
    const outside = many.find((o) => !isSampled(o.observation_id));
    const looked = lineOf(
      draft(valueSubject(outside?.observation_id ?? ""), { verdict: "extraction_error" }),
      "",
    ).link.decision;
    const [all, ...each] = qualityLines([many], new Set(["o1"]), [...decisions, looked]);
    expect(all).toMatchObject({ document_id: "_T", unflagged: 19_999, checked: 2, wrong: 1, rate: 0.5 });
    expect(each.map((line) => line.document_id)).toEqual(["d0", "d1"]);
    expect(each.reduce((sum, line) => sum + line.sampled, 0)).toBe(all?.sampled);
    expect(each.reduce((sum, line) => sum + line.checked, 0)).toBe(2);
  });
});
