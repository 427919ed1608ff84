import type { Outcome } from "./document.js";
import type { Task } from "./read-report.js";
import type { PageResult, PageResults, RecognisedPage } from "./recognised-pages.js";

/** Where a document and its pages are read. */
interface Readers {
  /** A document with some of its pages recognised: the numbers of those that lack, where some do. */
  join(task: Task, recognised: PageResults): Promise<Outcome | number[]>;
  /** `turn` 0 goes before `turn` 1, of whatever document. */
  page(task: Task, number: number, turn: number): Promise<PageResult>;
}

/**
 * Reads a document whose pages are recognised by whoever is free, the first pages of all documents before the second
 * ones: a long scan by itself takes all readers, and holds up no other document. A page that is given up costs its
 * document nothing else. Throws what the readers throw.
 */
export async function spread(
  { join, page }: Readers,
  task: Task,
  told: (page: RecognisedPage) => void = () => undefined,
): Promise<Outcome> {
  const recognised = new Map<number, PageResult>();
  for (;;) {
    const result = await join(task, recognised);
    if (!Array.isArray(result)) return result;
    const pages = recognised.size + result.length;
    told({ file: task.file, page: recognised.size, pages });
    const one = async (number: number, turn: number): Promise<void> => {
      recognised.set(number, await page(task, number, turn));
      told({ file: task.file, page: recognised.size, pages });
    };
    await Promise.all(result.map(one));
  }
}
