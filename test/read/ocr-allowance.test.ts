import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Allowance, allowance } from "../../src/read/ocr/allowance.js";

/** Microseconds that the process has worked. */
let worked = 0;
let given: Allowance;

beforeEach(() => {
  worked = 5_000_000;
  vi.useFakeTimers();
  vi.spyOn(process, "cpuUsage").mockImplementation(() => ({ user: worked, system: 0 }));
  given = allowance(10);
});
afterEach(() => {
  given.end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Time goes by, of which the process is given a part. */
function pass(seconds: number, share: number): void {
  for (let i = 0; i < seconds; i++) {
    worked += share * 1_000_000;
    vi.advanceTimersByTime(1000);
  }
}

describe("ten seconds of work", () => {
  test("are over once the process has worked for so long", () => {
    pass(10, 1);
    expect(given.signal.aborted).toBe(false);
    pass(1, 1);
    expect(given.signal.aborted).toBe(true);
  });

  test("may take far longer where other processes are at work", () => {
    pass(40, 0.2);
    expect(given.signal.aborted).toBe(false);
    pass(3, 1);
    expect(given.signal.aborted).toBe(true);
  });

  test("are over by and by where nothing goes on", () => {
    pass(49, 0);
    expect(given.signal.aborted).toBe(false);
    pass(2, 0);
    expect(given.signal.aborted).toBe(true);
  });

  test("are no less than by the clock where several threads work", () => {
    pass(9, 4);
    expect(given.signal.aborted).toBe(false);
    pass(2, 4);
    expect(given.signal.aborted).toBe(true);
  });

  test("do not end what is done", () => {
    given.end();
    pass(60, 1);
    expect(given.signal.aborted).toBe(false);
  });
});
