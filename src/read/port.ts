import type { Transferable } from "node:worker_threads";
import { Bitmap } from "./decoder.js";

/** What pdf.js and its worker side send each other; the one that carries operators is the bulk of it. */
interface Message {
  chunk?: Chunk;
  /** Among it a picture. */
  data?: unknown[];
}

/** A stretch of a page's operators. */
interface Chunk {
  fnArray?: number[];
  argsArray?: unknown[];
}

type Listener = (event: { data: unknown }) => void;

/**
 * Carries messages between pdf.js and its worker side where both run in one thread. pdf.js's own copies each message
 * deeply, as between threads: for the operators, with an object a glyph, that costs as much as reading them. Here they
 * are handed over as they are: neither side changes them, and the sender only empties its lists.
 */
export class Port {
  readonly #listeners = new Set<Listener>();
  readonly #later = Promise.resolve();

  postMessage(message: Message, transfer: Transferable[] = []): void {
    const data = isOperators(message)
      ? handedOver(message)
      : transfer.some((each) => each instanceof Bitmap)
        ? { ...message, data: message.data?.map(withPixels) }
        : structuredClone(message, { transfer });
    const event = { data };
    void this.#later.then(() => {
      for (const listener of this.#listeners) listener.call(this, event);
    });
  }

  addEventListener(_: "message", listener: Listener, { signal }: { signal?: AbortSignal } = {}): void {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener));
  }

  removeEventListener(_: "message", listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

const isOperators = ({ chunk }: Message): boolean => Array.isArray(chunk?.fnArray);

/** pdf.js's kind of pictures of four bytes a pixel. */
const RGBA = 3;

/** A picture that was decoded here, as pdf.js's own decoder would give it: it copies such where it stands on many pages. */
function withPixels(picture: unknown): unknown {
  const bitmap = (picture as { bitmap?: unknown } | null | undefined)?.bitmap;
  if (!(bitmap instanceof Bitmap)) return picture;
  return { ...(picture as object), ...bitmap, kind: RGBA, bitmap: null };
}

function handedOver(message: Message): Message {
  const { fnArray = [], argsArray = [] } = message.chunk ?? {};
  return { ...message, chunk: { ...message.chunk, fnArray: fnArray.slice(), argsArray: argsArray.slice() } };
}
