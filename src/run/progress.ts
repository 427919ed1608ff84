import type { RecognisedPage } from "./recognised-pages.js";

/** How far a batch is. */
export interface Progress {
  /** Documents. */
  done: number;
  total: number;
  /** What was just done, or is being recognised. */
  file: string;
  /** Where in `file` recognition is; absent where the document is done. */
  page?: Omit<RecognisedPage, "file">;
  /** Share of the batch that is done, 0–1, with the parts of documents that are being recognised. */
  share: number;
  /** Seconds that the rest is likely to take; absent where it is too early to tell. */
  left?: number;
}

/** Milliseconds over which the pace is taken: what the cache knew at once says nothing of the rest. */
const WINDOW = 120_000;
/** Milliseconds before which nothing is foretold. */
const EARLY = 4_000;

/** Follows a batch of documents: what each step of it tells. `now` gives milliseconds. */
export function progressOf(total: number, now: () => number = () => performance.now()) {
  let done = 0;
  /** Documents that are being recognised, and the share that is. */
  const begun = new Map<string, number>();
  const steps = [{ at: now(), worth: 0 }];
  const step = (file: string, page?: Progress["page"]): Progress => {
    const worth = done + [...begun.values()].reduce((sum, share) => sum + share, 0);
    steps.push({ at: now(), worth });
    while (steps.length > 2 && (steps[1]?.at ?? 0) <= now() - WINDOW) steps.shift();
    const left = secondsLeft(steps, total);
    return {
      ...{ done, total, file, share: total === 0 ? 1 : worth / total },
      ...(page === undefined ? {} : { page }),
      ...(left === undefined ? {} : { left }),
    };
  };
  return {
    begun: (): Progress => ({ done, total, file: "", share: 0 }),
    document: (file: string): Progress => {
      done++;
      begun.delete(file);
      return step(file);
    },
    page: ({ file, page, pages }: RecognisedPage): Progress => {
      begun.set(file, Math.max(begun.get(file) ?? 0, page / pages));
      return step(file, { page, pages });
    },
  };
}

function secondsLeft(steps: readonly { at: number; worth: number }[], total: number): number | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || last.worth >= total) return undefined;
  const [time, worth] = [last.at - first.at, last.worth - first.worth];
  if (time < EARLY || worth <= 0) return undefined;
  return ((total - last.worth) * time) / worth / 1000;
}
