import { pdfOf, streamOf, type TestPage } from "../../fixtures/pdf.js";
import { at } from "../../fixtures/reading.js";

/** A file that is damaged, or made to harm. */
export interface HostileCase {
  name: string;
  bytes(): Uint8Array;
  /**
   * How it must end: with the sound figure that it holds; with an error line of this kind; or, where either is
   * right, with figures or any line that the programme means to say.
   */
  ends: "data" | "either" | RegExp;
}

/** The sound figure that a case holds beside what is hostile in it, as printed on its page. */
export const SOUND = "4321";
const soundLine = at(40, 250, `Bilan 2031 : ${SOUND} jeunes accueillis.`);

/** One page with the sound figure, and then `content`. */
export function page(content: string, more: Partial<TestPage> = {}): TestPage {
  return { content: `${soundLine}${content}`, ...more };
}

export const onePage = (content: string, more: Partial<TestPage> = {}, objects: string[] = []): Uint8Array =>
  pdfOf({ pages: [page(content, more)], objects });

/** A page that draws the first of `objects`, a form or a picture. */
export const drawing = (objects: string[]): Uint8Array =>
  onePage("/X Do", { resources: "/XObject << /X 10 0 R >>" }, objects);

/** A form that may call object `calls`. */
export function form(content: string, calls?: number): string {
  const resources = calls === undefined ? "" : `/Resources << /XObject << /X ${calls} 0 R >> >>`;
  return streamOf(content, `/Type /XObject /Subtype /Form /BBox [0 0 400 300] ${resources}`);
}

export const picture = (entries: string, data = "abc"): string =>
  streamOf(data, `/Type /XObject /Subtype /Image /BitsPerComponent 8 /ColorSpace /DeviceRGB ${entries}`);

export const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
export const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** The bytes with one text put for another, which must be there. */
export function replaced(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const text = latin1(bytes);
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to replace: ${from}`);
  return bytesOf(changed);
}
