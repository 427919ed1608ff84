import type { Transferable } from "node:worker_threads";

/** What pdf.js and its worker side send each other; the one that carries operators is the bulk of it. */
interface Message {
  chunk?: Chunk;
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
    const data = isOperators(message) ? handedOver(message) : structuredClone(message, { transfer });
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

function handedOver(message: Message): Message {
  const { fnArray = [], argsArray = [] } = message.chunk ?? {};
  return { ...message, chunk: { ...message.chunk, fnArray: fnArray.slice(), argsArray: argsArray.slice() } };
}
