import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  contains,
  divide,
  type Interval,
  intersect,
  multiply,
  negate,
} from "../../src/check/interval.js";
import { misprintsOf } from "../../src/check/misprint.js";

const decimal = fc.integer({ min: -100000, max: 100000 }).map((n) => new Big(n).div(100));
const interval = fc
  .tuple(decimal, decimal)
  .map(([a, b]): Interval => (a.lt(b) ? { lo: a, hi: b } : { lo: b, hi: a }));
const inside = ({ lo, hi }: Interval, share: number): Big =>
  (lo as Big).plus(
    (hi as Big)
      .minus(lo as Big)
      .times(Math.round(share * 8))
      .div(8),
  );

describe("interval arithmetic", () => {
  test("holds what the numbers inside give", () => {
    fc.assert(
      fc.property(interval, interval, fc.float({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
        const [x, y] = [inside(a, share), inside(b, 1 - share)];
        expect(contains(add(a, b), x.plus(y))).toBe(true);
        expect(contains(multiply(a, b), x.times(y))).toBe(true);
        expect(contains(negate(a), x.times(-1))).toBe(true);
      }),
    );
  });

  test("never divides by an interval that holds zero", () => {
    expect(divide({ lo: new Big(1), hi: new Big(2) }, { lo: new Big(-1), hi: new Big(1) })).toEqual({
      lo: null,
      hi: null,
    });
  });

  test("meets at a common end", () => {
    const at = (lo: string, hi: string): Interval => ({ lo: new Big(lo), hi: new Big(hi) });
    expect(intersect(at("48.5", "49.5"), at("49.5", "50.5"))).toEqual(at("49.5", "49.5"));
    expect(intersect(at("48.5", "49.5"), at("49.6", "50.5"))).toBeNull();
  });
});

describe("misprints", () => {
  const kinds = (printed: string, meant: string) =>
    misprintsOf(new Big(printed), new Big(1), { recognised: false, whole: true }).find((m) =>
      m.value.eq(meant),
    )?.kind;

  test("are one slip of the hand away", () => {
    expect(kinds("61656", "21656")).toBe("digit");
    expect(kinds("29183", "29813")).toBe("transposed");
    expect(kinds("18709", "1879")).toBe("added");
    expect(kinds("18799", "1879")).toBe("doubled");
    expect(kinds("12342", "1234")).toBe("footnote");
    expect(kinds("251", "2251")).toBe("dropped");
    expect(kinds("4500", "45")).toBe("scale");
    expect(kinds("12", "-12")).toBe("sign");
    expect(kinds("350", "499")).toBeUndefined();
  });

  test("may have lost a decimal comma, where whole things are not counted", () => {
    const lost = (whole: boolean) =>
      misprintsOf(new Big(226), new Big(1), { recognised: false, whole }).some((m) => m.kind === "comma");
    expect([lost(false), lost(true)]).toEqual([true, false]);
  });

  test("never have more than their share of the probability", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (value) => {
        const slips = misprintsOf(new Big(value), new Big(1), { recognised: false, whole: true });
        expect(slips.every((slip) => slip.likelihood > 0 && slip.likelihood < 1)).toBe(true);
        expect(new Set(slips.map((slip) => slip.value.toFixed())).size).toBe(slips.length);
      }),
    );
  });
});
