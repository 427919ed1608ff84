import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Decimal } from "../../src/model/index.js";
import {
  add,
  addIntervals,
  commonGranularity,
  compare,
  contains,
  decimalOf,
  divide,
  divideIntervals,
  exactly,
  gap,
  type Interval,
  intervalOf,
  lastDigitUnit,
  meet,
  multiply,
  negateInterval,
  powerOfTen,
  round,
  scale,
  scaleInterval,
  subtract,
  sum,
} from "../../src/normalise/index.js";

const decimal = fc
  .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -6, max: 3 }))
  .map(([digits, exponent]) => multiply(decimalOf(digits), powerOfTen(exponent)));

describe("decimals are exact and written in one way", () => {
  test.each([
    ["1e3", "1000"],
    ["-0", "0"],
    ["078.40", "78.4"],
    ["1e-7", "0.0000001"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
  ])("%s is written %s", (given, written) => {
    expect(decimalOf(given)).toBe(written);
  });

  test("sums keep what binary floats lose", () => {
    expect(sum(["0.1", "0.2", "-0.3"])).toBe("0");
    expect(sum([])).toBe("0");
  });

  test("rounding is half to even, to decimals or to tens", () => {
    expect([round("2.5", 0), round("3.5", 0), round("-2.5", 0), round("0.125", 2)]).toEqual([
      "2",
      "4",
      "-2",
      "0.12",
    ]);
    expect([round("1450", -2), round("1550", -2)]).toEqual(["1400", "1600"]);
  });

  test("division rounds at the places asked for, and refuses zero", () => {
    expect(divide("3087", "112", 2)).toBe("27.56");
    expect(() => divide("1", "0")).toThrow(RangeError);
  });

  test("a value in k€ scales to euros", () => {
    expect(scale("5560", 3)).toBe("5560000");
    expect(scale("1.4", 6)).toBe("1400000");
  });

  test("every result is in the model's form; addition and subtraction undo each other", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        for (const value of [a, add(a, b), subtract(a, b), multiply(a, b), round(a, 1)]) {
          expect(Decimal.safeParse(value).success).toBe(true);
        }
        expect(subtract(add(a, b), b)).toBe(a);
      }),
    );
  });
});

describe("a printed number stands for an interval", () => {
  const printed = { counted: false, decimals: 0 };

  test.each([
    ["a count, for itself", { value: "679", decimals: 0, counted: true }, "679", "679"],
    ["a share, for half a unit of its last digit", { ...printed, value: "49" }, "48.5", "49.5"],
    ["a share with a decimal", { ...printed, value: "2.3", decimals: 1 }, "2.25", "2.35"],
    [
      "a count in thousands",
      { value: "14000", decimals: 0, counted: true, granularity: 3 },
      "13500",
      "14500",
    ],
    ["“environ 300”", { ...printed, value: "300", counted: true, hedge: "about" }, "200", "400"],
    ["“près de 80 000”", { ...printed, value: "80000", counted: true, hedge: "almost" }, "70000", "80000"],
    ["“plus de 60”", { ...printed, value: "60", counted: true, hedge: "more_than" }, "60", "70"],
  ] as const)("%s", (_, given, lo, hi) => {
    expect(intervalOf(given)).toEqual({ lo, hi });
  });

  test("the printed value always lies in its interval", () => {
    fc.assert(
      fc.property(
        decimal,
        fc.integer({ min: 0, max: 3 }),
        fc.boolean(),
        fc.constantFrom(null, "about", "almost", "more_than", "less_than", "at_least", "at_most"),
        (value, decimals, counted, hedge) => {
          expect(contains(intervalOf({ value, decimals, counted, hedge }), value)).toBe(true);
        },
      ),
    );
  });

  test("granularity is what all values of a column are rounded to", () => {
    expect(commonGranularity(["1200", "300", "0", "15400"])).toBe(2);
    expect(commonGranularity(["1200", "301"])).toBe(0);
    expect(commonGranularity(["0"])).toBe(0);
    expect([lastDigitUnit("3700"), lastDigitUnit("2.5"), lastDigitUnit("0")]).toEqual(["100", "0.1", "1"]);
  });
});

describe("arithmetic on intervals encloses arithmetic on their numbers", () => {
  const interval: fc.Arbitrary<Interval> = fc
    .tuple(decimal, decimal)
    .map(([a, b]) => (compare(a, b) <= 0 ? { lo: a, hi: b } : { lo: b, hi: a }));

  test("sum, negation, scaling", () => {
    fc.assert(
      fc.property(interval, interval, decimal, (a, b, factor) => {
        const total = addIntervals([a, b]);
        expect(contains(total, add(a.lo, b.hi)) && contains(total, add(a.hi, b.lo))).toBe(true);
        expect(contains(negateInterval(a), multiply(a.lo, "-1"))).toBe(true);
        expect(contains(scaleInterval(a, factor), multiply(a.hi, factor))).toBe(true);
      }),
    );
  });

  test("two intervals meet just where no gap parts them", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(meet(a, b)).toBe(meet(b, a));
        expect(gap(a, b) === "0").toBe(meet(a, b));
        expect(gap(a, b)).toBe(gap(b, a));
      }),
    );
  });

  test("49 % of 679 agrees with 335 women, 8 % more than 629 with 679", () => {
    const share = divideIntervals(exactly("335"), exactly("679"));
    expect(meet(scaleInterval(share, "100"), intervalOf({ value: "49", decimals: 0, counted: false }))).toBe(
      true,
    );
    expect(meet(scaleInterval(share, "100"), intervalOf({ value: "51", decimals: 0, counted: false }))).toBe(
      false,
    );
    expect(() => divideIntervals(exactly("1"), { lo: "-1", hi: "1" })).toThrow(RangeError);
  });
});
