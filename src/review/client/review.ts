import { useCallback, useEffect, useState } from "preact/hooks";
import type { DecisionRequest, Detail, Effect, Item, Queue } from "../wire.js";
import { fetchDetail, fetchQueue, onServerChange, Refusal, sendDecision, sendUndo } from "./api.js";

/** What came of the last thing done. */
export type Notice =
  | { kind: "decided" | "undone"; effect: Effect }
  | { kind: "conflict" }
  | { kind: "failed"; message: string };

export interface Review {
  queue: Queue | undefined;
  /** Of the anomaly looked at; undefined while it is fetched. */
  detail: Detail | undefined;
  current: string;
  notice: Notice | undefined;
  go: (id: string) => void;
  /** Resolves once the decision is on the server's disk; with undefined where it was refused. */
  decide: (request: DecisionRequest) => Promise<Effect | undefined>;
  undo: (steward: string) => Promise<void>;
}

const PREFIX = "#anomaly/";
const linked = (): string =>
  location.hash.startsWith(PREFIX) ? decodeURIComponent(location.hash.slice(PREFIX.length)) : "";

/** The address of an anomaly within the page. */
export const linkTo = (item: Pick<Item, "id">): string => `${PREFIX}${encodeURIComponent(item.id)}`;

/** The server's state, kept up to date, and what can be done to it. */
export function useReview(): Review {
  const [queue, setQueue] = useState<Queue>();
  const [detail, setDetail] = useState<Detail>();
  const [current, setCurrent] = useState(linked());
  const [notice, setNotice] = useState<Notice>();

  const reload = useCallback(async () => setQueue(await fetchQueue()), []);
  useEffect(() => {
    void reload();
    const follow = (): void => setCurrent(linked());
    addEventListener("hashchange", follow);
    const stop = onServerChange(() => void reload());
    return () => {
      removeEventListener("hashchange", follow);
      stop();
    };
  }, [reload]);

  useEffect(() => {
    if (queue === undefined || queue.items.some((item) => item.id === current)) return;
    if (queue.items[0] !== undefined) go(queue.items[0].id);
  }, [queue, current]);

  useEffect(() => {
    if (current === "" || queue === undefined) return;
    let left = false;
    fetchDetail(current).then(
      (found) => left || setDetail(found),
      () => left || setDetail(undefined),
    );
    return () => {
      left = true;
    };
  }, [current, queue]);

  const attempt = async (
    kind: "decided" | "undone",
    work: () => Promise<Effect>,
  ): Promise<Effect | undefined> => {
    try {
      const effect = await work();
      setNotice({ kind, effect });
      return effect;
    } catch (error) {
      const conflict = error instanceof Refusal && error.status === 409;
      setNotice(conflict ? { kind: "conflict" } : { kind: "failed", message: String(error) });
      return undefined;
    } finally {
      await reload();
    }
  };

  return {
    queue,
    detail: detail?.item.id === current ? detail : undefined,
    current,
    notice,
    go,
    decide: (request) => attempt("decided", () => sendDecision(request)),
    undo: async (steward) => {
      await attempt("undone", async () => {
        const effect = await sendUndo(steward);
        if (effect.decided[0] !== undefined) go(effect.decided[0]);
        return effect;
      });
    },
  };
}

function go(id: string): void {
  location.hash = linkTo({ id });
}
