import { channel, subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Message, Page } from "../model/index.js";

/** What became of a page that was recognised elsewhere; of one that was given up there, why, as part of a sentence. */
export type PageResult = Page | Message;

/** By the numbers of the pages. */
export type PageResults = ReadonlyMap<number, PageResult>;

export const isPage = (result: PageResult): result is Page => "number" in result;

/** A page of a document was read by recognition. Plain data, so that it can cross a thread. */
export interface RecognisedPage {
  /** As the user named the document. */
  file: string;
  page: number;
  /** Of the document; of those to be recognised, where the pages are counted in the order in which they are done. */
  pages: number;
}

const NAME = "recoupe:recognised-page";
const pages = channel(NAME);

/** Tells whoever listens in this thread. */
export const tellRecognised = (told: RecognisedPage): void => pages.publish(told);

/** Listens to what this thread tells; the function that is given back ends it. */
export function onRecognised(listener: (told: RecognisedPage) => void): () => void {
  const heard = (message: unknown): void => listener(message as RecognisedPage);
  subscribe(NAME, heard);
  return () => unsubscribe(NAME, heard);
}
