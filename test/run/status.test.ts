import { describe, expect, test } from "vitest";
import { paceOf } from "../../src/run/queue/status.js";
import type { Progress } from "../../src/run/queue/store.js";

const run = { id: "r", edition: "e", host: "h", title: "t", started: new Date(0), finished: null };
const progress: Progress = { run, total: 100, done: 40, failed: 1, recent: 20, seconds: 60 };

describe("the pace of a run", () => {
  test("is that of its last minutes of work, and the rest is estimated at it", () => {
    expect(paceOf({ progress })).toEqual({ rate: 20, left: 180 });
  });

  test("is known once all is done, when nothing is left", () => {
    expect(paceOf({ progress: { ...progress, done: 100 } })).toEqual({ rate: 20, left: 0 });
  });

  test("is not told where nothing was done yet, or no time went by", () => {
    const unknown = { rate: null, left: null };
    expect(paceOf({ progress: undefined })).toEqual(unknown);
    expect(paceOf({ progress: { ...progress, recent: 0 } })).toEqual(unknown);
    expect(paceOf({ progress: { ...progress, seconds: 0 } })).toEqual(unknown);
  });
});
