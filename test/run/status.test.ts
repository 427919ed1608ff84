import { describe, expect, test } from "vitest";
import { paceOf } from "../../src/run/queue/status.js";
import type { Progress } from "../../src/run/queue/store.js";

const run = { id: "r", edition: "e", host: "h", title: "t", started: new Date(0), finished: null };
const progress: Progress = { run, total: 100, done: 40, failed: 1, recent: 20, seconds: 60 };

describe("the pace of a run", () => {
  test("is that of its last minutes of work, and the rest is estimated at it", () => {
    expect(paceOf({ progress, workers: [] }, 0)).toEqual({ rate: 20, pageRate: 0, left: 180 });
  });

  test("is known once all is done, when nothing is left", () => {
    const done = { progress: { ...progress, done: 100 }, workers: [{ pageRate: 3 }] };
    expect(paceOf(done, 0)).toEqual({ rate: 20, pageRate: 3, left: 0 });
  });

  test("is not told where nothing was done yet, or no time went by", () => {
    const unknown = { rate: null, pageRate: 0, left: null };
    const workers = [{ pageRate: 0 }];
    expect(paceOf({ progress: undefined, workers }, 4)).toEqual(unknown);
    expect(paceOf({ progress: { ...progress, recent: 0 }, workers }, 4)).toEqual(unknown);
    expect(paceOf({ progress: { ...progress, seconds: 0 }, workers }, 4)).toEqual(unknown);
  });

  test("is that of the pages where these take longer, or no document is done yet", () => {
    const workers = [{ pageRate: 12 }, { pageRate: 18 }];
    expect(paceOf({ progress, workers }, 300)).toEqual({ rate: 20, pageRate: 30, left: 600 });
    expect(paceOf({ progress, workers }, 3)).toMatchObject({ left: 180 });
    const fresh = { progress: { ...progress, recent: 0 }, workers };
    expect(paceOf(fresh, 15)).toEqual({ rate: null, pageRate: 30, left: 30 });
  });
});
