import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Conflict } from "../../src/review/log/log.js";
import type { Session } from "../../src/review/session.js";
import type { Item, Queue, Ruling } from "../../src/review/wire.js";
import { smallReview } from "./small.js";

const RULINGS: readonly Ruling[] = [
  { kind: "proposal", rank: 0 },
  { kind: "value", observation: "t", value: "42", verdict: "corrected" },
  { kind: "value", observation: "t", value: "47", verdict: "extraction_error" },
  { kind: "verdict", verdict: "legitimate" },
  { kind: "verdict", verdict: "source_error" },
  { kind: "verdict", verdict: "deferred" },
];

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constant("decide"),
      fc.nat(1),
      fc.subarray(["a", "r", "x", "y"], { minLength: 1 }),
      fc.constantFrom(...RULINGS),
    ),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant("undo"), fc.nat(1)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("refresh"), fc.nat(1)) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant("foresee"),
      fc.nat(1),
      fc.constantFrom("a", "x"),
      fc.constantFrom(...RULINGS),
    ),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const byId = (items: readonly Item[]): Map<string, Item> => new Map(items.map((item) => [item.id, item]));

const unsettled = (items: readonly Item[]): Map<string, Item> =>
  byId(items.filter(({ state }) => state !== "settled"));

/** The queue as a page has it that asked for all once, and then only for what had changed. */
function followed(known: Queue, session: Session): Queue {
  const change = session.queueSince(known.version);
  if (change === undefined) throw new Error("the session forgot what it told");
  const items = byId(known.items);
  for (const id of change.gone) items.delete(id);
  for (const item of change.changed) items.set(item.id, item);
  return { ...known, ...change, items: [...items.values()] };
}

test("whatever two stewards decide and take back, each sees what somebody sees who opens the review anew", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const folder = await mkdtemp(join(tmpdir(), "recoupe-incremental-"));
      const log = join(folder, "decisions.jsonl");
      try {
        const sessions = [await smallReview(log), await smallReview(log)] as const;
        for (const session of sessions) await session.warm(["doc"]);
        const pages = sessions.map((session) => session.queue());
        for (const [i, each] of steps.entries()) {
          const session = sessions[each[1]] as Session;
          await done(each, session, `${i % 2}`);
          for (const [n, one] of sessions.entries()) pages[n] = followed(pages[n] as Queue, one);
        }
        for (const session of sessions) await session.refresh();
        const fresh = await smallReview(log);
        await fresh.warm(["doc"]);
        const expected = byId(fresh.queue().items);
        for (const [n, session] of sessions.entries()) {
          expect(unsettled(session.queue().items)).toEqual(unsettled(fresh.queue().items));
          // What a verdict was given on that had gone meanwhile goes when the checks behind the verdict are done.
          await session.warm(["doc"]);
          expect(byId(session.queue().items)).toEqual(expected);
          expect(byId(followed(pages[n] as Queue, session).items)).toEqual(expected);
          expect(session.queue().quality).toEqual(fresh.queue().quality);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 40 },
  );
});

async function done([kind, , ids, ruling]: Step, session: Session, steward: string): Promise<void> {
  if (kind === "undo") return void (await session.undo(steward));
  if (kind === "refresh") return session.refresh();
  const items = byId(session.queue().items);
  const [first, ...others] = [ids ?? []].flat().filter((id) => items.has(id));
  if (first === undefined || ruling === undefined) return;
  // A value is typed for what it belongs to.
  if (ruling.kind === "value" && first !== "a" && first !== "r") return;
  if (ruling.kind === "proposal" && first === "r") return;
  if (kind === "foresee") return void (await session.foresee(first, ruling));
  const choices = [first, ...others].map((id) => ({
    anomaly: id,
    supersedes: items.get(id)?.decision ?? "",
  }));
  await session.decide({ choices, ruling, comment: "", steward }).catch((error: unknown) => {
    if (!(error instanceof Conflict)) throw error;
  });
}
