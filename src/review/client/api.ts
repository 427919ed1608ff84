import type { Message } from "../../model/index.js";
import type {
  DecisionRequest,
  Detail,
  Effect,
  Figures,
  Foreseen,
  Queue,
  QueueChange,
  RuleRequest,
  RuleTrial,
  Ruling,
  SignRequest,
} from "../wire.js";

/** The server's refusal, in its words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly what: Message,
  ) {
    super(what.en);
  }
}

const UNREACHABLE: Message = {
  fr: "le serveur ne répond pas ; tourne-t-il encore ?",
  en: "the server does not answer; does it still run?",
};

/** Why something could not be done. */
export const reasonOf = (error: unknown): Message => (error instanceof Refusal ? error.what : UNREACHABLE);

/** All addresses are relative: the page's own carries the token. */
async function asked<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(
    `api/${path}`,
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
  );
  if (response.ok) return (await response.json()) as T;
  const told = (await response.json().catch(() => ({}))) as { error?: Message };
  const { statusText } = response;
  throw new Refusal(response.status, told.error ?? { fr: statusText, en: statusText });
}

/** The queue as it now is: what has changed put into what is known, where the server still knows the difference. */
export async function fetchQueue(known?: Queue): Promise<Queue> {
  const found = await asked<Queue | QueueChange>(
    `queue${known === undefined ? "" : `?since=${known.version}`}`,
  );
  return "items" in found || known === undefined ? (found as Queue) : changedBy(known, found);
}

/** Lines keep their places, so that a list does not jump under the eye; new ones stand by their group, or first. */
function changedBy(known: Queue, { changed, gone, ...rest }: QueueChange): Queue {
  const byId = new Map(changed.map((item) => [item.id, item]));
  const out = new Set(gone);
  const items = known.items
    .filter((item) => !out.has(item.id))
    .map((item) => {
      const now = byId.get(item.id);
      byId.delete(item.id);
      return now ?? item;
    });
  for (const item of byId.values())
    items.splice(items.findLastIndex((other) => other.group === item.group) + 1, 0, item);
  return { ...known, ...rest, items };
}

export const fetchDetail = (id: string): Promise<Detail> => asked(`anomalies/${encodeURIComponent(id)}`);
export const fetchPage = (document: string, page: number): Promise<Detail[]> =>
  asked(`pages/${encodeURIComponent(document)}/${page}`);
export const fetchObservation = (id: string): Promise<{ anomaly: string }> =>
  asked(`observations/${encodeURIComponent(id)}`);
export const fetchFigures = (): Promise<Figures> => asked("figures");
export const foresee = (anomaly: string, ruling: Ruling): Promise<Foreseen> =>
  asked<{ foreseen: Foreseen }>("foresee", { anomaly, ruling }).then(({ foreseen }) => foreseen);
export const tryRule = (request: RuleRequest): Promise<RuleTrial> => asked("rules/try", request);
export const writeRule = (request: RuleRequest): Promise<RuleTrial> => asked("rules", request);
export const sendDecision = (request: DecisionRequest): Promise<Effect> => asked("decisions", request);
export const sendSignature = (request: SignRequest): Promise<Effect> => asked("signatures", request);
export const sendUndo = (steward: string): Promise<Effect> => asked("undo", { steward });

/** Pixels a point of the pictures asked for: sharp when a point is shown as up to two pixels. */
export const PICTURE_SCALE = 2;
export const pictureOf = (document: string, page: number): string =>
  `pages/${encodeURIComponent(document)}/${page}/${PICTURE_SCALE}.png`;

/** Calls back whenever something changes on the server, also by another steward. */
export function onServerChange(listener: () => void): () => void {
  const events = new EventSource("api/events");
  events.addEventListener("change", listener);
  return () => events.close();
}
