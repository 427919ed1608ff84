import { useEffect, useState } from "preact/hooks";
import type { Detail, Foreseen, Ruling } from "../wire.js";
import { foresee } from "./api.js";

/** What a ruling would do; undefined while it is worked out, and where it could not be. */
export type Foresight = Foreseen | undefined;

/** What each proposal would do, by rank; worked out one after the other, and anew when the queue changes. */
export function useForesight(detail: Detail): ReadonlyMap<number, Foresight> {
  const [found, setFound] = useState<{ of: string; by: ReadonlyMap<number, Foresight> }>();
  const { anomaly_id, proposals } = detail.anomaly;
  const of = JSON.stringify([
    anomaly_id,
    detail.item.decision,
    proposals.map((p) => [p.observation, p.value]),
  ]);
  useEffect(() => {
    let left = false;
    const ask = async (): Promise<void> => {
      const by = new Map<number, Foresight>();
      for (const rank of proposals.slice(0, 9).keys()) {
        const foreseen = await foresee(anomaly_id, { kind: "proposal", rank }).catch(() => undefined);
        if (left) return;
        by.set(rank, foreseen);
        setFound({ of, by: new Map(by) });
      }
    };
    void ask();
    return () => {
      left = true;
    };
  }, [of]);
  return found?.of === of ? found.by : NOTHING;
}

const NOTHING: ReadonlyMap<number, Foresight> = new Map();
const PAUSE_MS = 150;

/** What a value that is being typed would do; undefined where there is none yet. */
export function useForeseen(anomaly: string, ruling: Ruling | undefined): Foresight {
  const [found, setFound] = useState<{ of: string; foreseen: Foresight }>();
  const of = JSON.stringify([anomaly, ruling]);
  useEffect(() => {
    if (ruling === undefined) return;
    let left = false;
    const timer = setTimeout(() => {
      foresee(anomaly, ruling).then(
        (foreseen) => left || setFound({ of, foreseen }),
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [of]);
  return found?.of === of ? found.foreseen : undefined;
}
