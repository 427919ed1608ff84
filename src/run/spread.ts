import type { Page } from "../model/index.js";
import { failed, type Outcome } from "./document.js";
import type { Task } from "./read-report.js";
import type { RecognisedPage } from "./recognised-pages.js";

/** Where a document and its pages are read. */
interface Readers {
  /** A document with some of its pages recognised: the numbers of those that lack, where some do. */
  join(task: Task, recognised: ReadonlyMap<number, Page>): Promise<Outcome | number[]>;
  /** `turn` 0 goes before `turn` 1, of whatever document. Throws where the page is given up, or the signal comes. */
  page(task: Task, number: number, turn: number, signal: AbortSignal): Promise<Page>;
}

/**
 * Reads a document whose pages are recognised by whoever is free, the first pages of all documents before the second
 * ones: a long scan by itself takes all readers, and holds up no other document. A page that is given up costs its
 * document. Never throws.
 */
export async function spread(
  { join, page }: Readers,
  task: Task,
  told: (page: RecognisedPage) => void = () => undefined,
): Promise<Outcome> {
  const recognised = new Map<number, Page>();
  const ending = new AbortController();
  try {
    for (;;) {
      const result = await join(task, recognised);
      if (!Array.isArray(result)) return result;
      const pages = recognised.size + result.length;
      const one = async (number: number, turn: number): Promise<void> => {
        recognised.set(number, await page(task, number, turn, ending.signal));
        told({ file: task.file, page: recognised.size, pages });
      };
      await Promise.all(result.map(one));
    }
  } catch (error) {
    ending.abort();
    return failed(task, error);
  }
}
