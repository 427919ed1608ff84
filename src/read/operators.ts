import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { Beyond, type ReadLimits } from "./limits.js";

type OperatorList = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;

/** The one way to see operators while they come: pdf.js tells nobody before it has all of them. */
interface Pumping {
  _renderPageChunk(chunk: { length: number }, state: unknown): void;
}

/**
 * All drawing operators of a page. Throws `Beyond` as soon as they are too many or take too long; pdf.js then goes
 * on with the page until its document is closed.
 */
export function operatorsOf(
  page: PDFPageProxy,
  limits: Pick<ReadLimits, "operators" | "seconds">,
): Promise<OperatorList> {
  const pumping = page as unknown as Pumping;
  const receive = pumping._renderPageChunk;
  return new Promise((resolve, reject) => {
    const end = performance.now() + limits.seconds * 1000;
    let count = 0;
    pumping._renderPageChunk = (chunk, state) => {
      count += chunk.length;
      if (count > limits.operators) reject(new Beyond("operators"));
      else if (performance.now() > end) reject(new Beyond("seconds"));
      else receive.call(page, chunk, state);
    };
    page
      .getOperatorList()
      .then(resolve, reject)
      .finally(() => {
        pumping._renderPageChunk = receive;
      });
  });
}
