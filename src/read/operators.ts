import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { Beyond } from "./limits.js";

type OperatorList = Awaited<ReturnType<PDFPageProxy["getOperatorList"]>>;

/** The one way to see operators while they come: pdf.js tells nobody before it has all of them. */
interface Pumping {
  _renderPageChunk(chunk: { length: number }, state: unknown): void;
}

/**
 * All drawing operators of a page. Throws `Beyond` as soon as there are more than `most`; pdf.js then goes on with
 * the page until its document is closed.
 */
export function operatorsOf(page: PDFPageProxy, most: number): Promise<OperatorList> {
  const pumping = page as unknown as Pumping;
  const receive = pumping._renderPageChunk;
  return new Promise((resolve, reject) => {
    let count = 0;
    pumping._renderPageChunk = (chunk, state) => {
      count += chunk.length;
      if (count <= most) receive.call(page, chunk, state);
      else reject(new Beyond("operators"));
    };
    page
      .getOperatorList()
      .then(resolve, reject)
      .finally(() => {
        pumping._renderPageChunk = receive;
      });
  });
}
