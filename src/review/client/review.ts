import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../model/index.js";
import type { DecisionRequest, Detail, Effect, Queue, SignRequest } from "../wire.js";
import {
  fetchDetail,
  fetchObservation,
  fetchQueue,
  onServerChange,
  Refusal,
  reasonOf,
  sendDecision,
  sendSignature,
  sendUndo,
} from "./api.js";
import { go, linkTo, type Place, placeOf } from "./place.js";

/** What came of the last thing done. */
export type Notice =
  | { kind: "decided" | "signed" | "undone"; effect: Effect }
  | { kind: "written" | "conflict" | "unknown" }
  | { kind: "failed"; message: Message };

export interface Review {
  queue: Queue | undefined;
  /** Of the anomaly looked at; undefined while it is fetched. */
  detail: Detail | undefined;
  place: Place;
  /** Id of the anomaly, or value, looked at; empty where something else is. */
  current: string;
  notice: Notice | undefined;
  tell: (notice: Notice) => void;
  /** Resolves once the decision is on the server's disk; with undefined where it was refused. */
  decide: (request: DecisionRequest) => Promise<Effect | undefined>;
  sign: (request: SignRequest) => Promise<Effect | undefined>;
  undo: (steward: string) => Promise<void>;
}

/** The server's state, kept up to date, and what can be done to it. */
export function useReview(): Review {
  const [queue, setQueue] = useState<Queue>();
  const [detail, setDetail] = useState<Detail>();
  const [place, setPlace] = useState<Place>(placeOf(location.hash));
  const [notice, setNotice] = useState<Notice>();
  const current = place.kind === "anomaly" ? place.id : "";

  const latest = useRef<Queue | undefined>(undefined);
  const reload = useCallback(async () => {
    const found = await fetchQueue(latest.current);
    // Of two answers that cross each other the newer one counts.
    if (latest.current !== undefined && found.version < latest.current.version) return;
    latest.current = found;
    setQueue(found);
  }, []);
  useEffect(() => {
    void reload();
    const follow = (): void => setPlace(placeOf(location.hash));
    addEventListener("hashchange", follow);
    const stop = onServerChange(() => void reload());
    return () => {
      removeEventListener("hashchange", follow);
      stop();
    };
  }, [reload]);

  useEffect(() => {
    if (place.kind !== "observation") return;
    fetchObservation(place.id).then(
      async ({ anomaly }) => {
        await reload();
        go(linkTo({ id: anomaly }));
      },
      () => {
        setNotice({ kind: "unknown" });
        go("");
      },
    );
  }, [place, reload]);

  useEffect(() => {
    if (queue === undefined || (place.kind !== "first" && place.kind !== "anomaly")) return;
    if (queue.items.some((item) => item.id === current)) return;
    if (current !== "") setNotice({ kind: "unknown" });
    const first = queue.items.find((item) => item.check !== "sample") ?? queue.items[0];
    if (first !== undefined) go(linkTo(first));
  }, [queue, place]);

  useEffect(() => {
    if (queue?.items.some((item) => item.id === current) !== true) return;
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
    kind: "decided" | "signed" | "undone",
    work: () => Promise<Effect>,
  ): Promise<Effect | undefined> => {
    try {
      const effect = await work();
      setNotice({ kind, effect });
      return effect;
    } catch (error) {
      const conflict = error instanceof Refusal && error.status === 409;
      setNotice(conflict ? { kind: "conflict" } : { kind: "failed", message: reasonOf(error) });
      return undefined;
    } finally {
      void reload();
    }
  };

  return {
    queue,
    detail: detail?.item.id === current ? detail : undefined,
    place,
    current,
    notice,
    tell: setNotice,
    decide: (request) => attempt("decided", () => sendDecision(request)),
    sign: (request) => attempt("signed", () => sendSignature(request)),
    undo: async (steward) => {
      await attempt("undone", async () => {
        const effect = await sendUndo(steward);
        const [first] = effect.decided;
        if (first !== undefined && !first.startsWith("rule:")) go(linkTo({ id: first }));
        return effect;
      });
    },
  };
}
