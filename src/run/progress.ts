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

/** Milliseconds over which the pace is taken: documents and pages differ. */
const WINDOW = 120_000;
/** Milliseconds before which nothing is foretold. */
const EARLY = 4_000;

/** Follows a batch of documents: what each step of it tells. `now` gives milliseconds. */
export function progressOf(total: number, now: () => number = () => performance.now()) {
  let done = 0;
  let known = 0;
  /** Documents that are being recognised, and the share that is. */
  const begun = new Map<string, number>();
  const steps = [{ at: now(), work: 0 }];
  const step = (file: string, page?: Progress["page"]): Progress => {
    const parts = [...begun.values()].reduce((sum, share) => sum + share, 0);
    steps.push({ at: now(), work: done - known + parts });
    while (steps.length > 2 && (steps[1]?.at ?? 0) <= now() - WINDOW) steps.shift();
    const seen = done + begun.size;
    // Of the documents to come, as many are taken to be known as of those seen.
    const toCome = seen === 0 ? 0 : ((total - seen) * (seen - known)) / seen;
    const left = secondsFor(begun.size - parts + toCome, steps);
    return {
      ...{ done, total, file, share: total === 0 ? 1 : (done + parts) / total },
      ...(page === undefined ? {} : { page }),
      ...(left === undefined ? {} : { left }),
    };
  };
  return {
    begun: (): Progress => ({ done, total, file: "", share: 0 }),
    /** A document is done; it took no work where an earlier run had done it. */
    document: (file: string, work: "read" | "known" = "read"): Progress => {
      done++;
      if (work === "known") known++;
      begun.delete(file);
      return step(file);
    },
    /** So many pages of a document are recognised; none at first. */
    page: ({ file, page, pages }: RecognisedPage): Progress => {
      // Looking at the document before, and joining it afterwards, take about as long as a page each.
      begun.set(file, Math.max(begun.get(file) ?? 0, (page + 1) / (pages + 2)));
      return step(file, { page, pages });
    },
  };
}

/** Seconds that some work takes at the pace of the last steps, in documents. */
function secondsFor(work: number, steps: readonly { at: number; work: number }[]): number | undefined {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || work <= 0) return undefined;
  const [time, done] = [last.at - first.at, last.work - first.work];
  if (time < EARLY || done <= 0) return undefined;
  return (work * time) / done / 1000;
}
