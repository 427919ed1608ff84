import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Detail, Effect, Item, Queue, Ruling } from "../wire.js";
import { pictureOf } from "./api.js";
import { Help, ValueForm } from "./dialogs.js";
import { FiguresView } from "./figures.js";
import { type Filter, filtered, isOpen, isToSign, UNFILTERED } from "./filter.js";
import { Header, type View } from "./header.js";
import { type Action, actionOf } from "./keys.js";
import { LeafView } from "./leaf.js";
import { marksOf } from "./marks.js";
import { NoticeLine } from "./notice.js";
import { Pages } from "./pages.js";
import { Panel } from "./panel.js";
import { go, linkTo, linkToFigures } from "./place.js";
import { QueueList } from "./queue.js";
import { type Review, useReview } from "./review.js";
import { chosenIds, type Scope, scopeOf } from "./scope.js";
import { LanguageContext, loadSettings, saveSettings, wordsOf } from "./settings.js";

const VERDICTS = {
  asPrinted: "source_error",
  legitimate: "legitimate",
  notSame: "not_same_fact",
  extraction: "extraction_error",
  right: "legitimate",
  wrong: "extraction_error",
  later: "deferred",
} as const;

/** Keys that only make sense where a value is looked at that nothing flagged, and those that do not there. */
const OF_SAMPLE: readonly unknown[] = ["right", "wrong"];
const OF_ANOMALY: readonly unknown[] = ["asPrinted", "legitimate", "notSame", "extraction"];

/** The stewards' page: one anomaly at a time. */
export function App() {
  const review = useReview();
  const [settings, setSettings] = useState(loadSettings);
  const [filter, setFilter] = useState<Filter>(UNFILTERED);
  const [kind, setKind] = useState<Scope["kind"]>("one");
  const [dialog, setDialog] = useState<"help" | "value">();
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState(false);
  const [groups, setGroups] = useState<readonly string[]>([]);
  const search = useRef<HTMLInputElement>(null);

  const { queue, detail, current, place } = review;
  const words = wordsOf(settings.language);
  const view = viewOf(review);
  const steward = queue?.named ? queue.steward : settings.steward || queue?.steward || "";
  const all = useMemo(
    () => (queue?.items ?? []).filter((item) => (item.check === "sample") === (view === "sample")),
    [queue, view],
  );
  const items = useMemo(
    () => filtered(all, filter, { current, steward, approves: approves(queue) }),
    [all, filter, current, steward],
  );
  const byId = useMemo(() => new Map(all.map((item) => [item.id, item])), [all]);
  const scope = useMemo(() => scopeOf(kind, byId.get(current), all), [kind, byId, current]);

  useEffect(() => {
    setKind("one");
    setComment("");
    preload(items[items.findIndex((item) => item.id === current) + 1]);
  }, [current]);
  useEffect(() => {
    document.documentElement.lang = settings.language;
    document.title = words.title;
    saveSettings(settings);
  }, [settings, words]);

  const step = (by: 1 | -1): void => {
    if (view === "figures") {
      const to = groups[Math.max(0, groups.indexOf(place.kind === "figures" ? place.id : "")) + by];
      if (to !== undefined) go(linkToFigures(to));
      return;
    }
    const to = items[items.findIndex((item) => item.id === current) + by];
    if (to !== undefined) go(linkTo(to));
  };

  const during = async (work: () => Promise<Effect | undefined>): Promise<void> => {
    if (busy || detail === undefined) return;
    setBusy(true);
    setDialog(undefined);
    const effect = await work();
    setBusy(false);
    if (effect === undefined) return;
    setKind("one");
    setComment("");
    const done = new Set([...effect.decided, ...effect.closed.map((item) => item.id)]);
    const left = (item: Item): boolean =>
      !done.has(item.id) && (isOpen(item) || (approves(queue) && isToSign(item, steward)));
    const at = items.findIndex((item) => item.id === current);
    const next = items.slice(at + 1).find(left) ?? items.find(left);
    if (next !== undefined) go(linkTo(next));
  };
  const choices = () =>
    chosenIds(scope, current).map((anomaly) => ({ anomaly, supersedes: byId.get(anomaly)?.decision ?? "" }));
  const rule = (ruling: Ruling): Promise<void> =>
    during(() => review.decide({ choices: choices(), ruling, comment, steward }));
  const sign = (): Promise<void> => during(() => review.sign({ choices: choices(), comment, steward }));

  const act = (action: Action): void => {
    const sample = detail?.anomaly.check === "sample";
    if ((sample ? OF_ANOMALY : OF_SAMPLE).includes(action)) return;
    if (typeof action === "object") {
      if (detail?.anomaly.proposals[action.proposal]) void rule({ kind: "proposal", rank: action.proposal });
    } else if (action === "next" || action === "previous") step(action === "next" ? 1 : -1);
    else if (action === "type") setDialog(detail === undefined ? undefined : "value");
    else if (action === "help") setDialog("help");
    else if (action === "search") search.current?.focus();
    else if (action === "undo") void review.undo(steward);
    else if (action === "sign") {
      if (signing(detail, queue, steward) === "mine") void sign();
    } else if (action === "group" || action === "alike") {
      if (scope[action].length > 1) setKind(kind === action ? "one" : action);
    } else void rule({ kind: "verdict", verdict: VERDICTS[action] });
  };

  useKeys(settings.keys && dialog === undefined, act);

  return (
    <LanguageContext.Provider value={settings.language}>
      <Header
        queue={queue}
        view={view}
        settings={settings}
        steward={steward}
        onSettings={setSettings}
        onAction={act}
      />
      <NoticeLine notice={review.notice} trouble={queue?.trouble ?? null} />
      {queue === undefined ? (
        <p class="empty">{words.loading}</p>
      ) : place.kind === "figures" ? (
        <main>
          <FiguresView
            id={place.id}
            steward={steward}
            version={queue}
            onNotice={review.tell}
            onGroups={setGroups}
          />
        </main>
      ) : (
        <main>
          <QueueList
            queue={queue}
            view={view}
            items={items}
            current={current}
            filter={filter}
            search={search}
            onFilter={setFilter}
          />
          {place.kind === "page" ? (
            <LeafView queue={queue} document={place.document} page={place.page} />
          ) : detail === undefined ? (
            <p class="empty">{current === "" ? words.done : words.loading}</p>
          ) : (
            <Looked
              detail={detail}
              items={byId}
              scope={scope}
              comment={comment}
              busy={busy}
              signing={signing(detail, queue, steward)}
              onComment={setComment}
              onAction={act}
            />
          )}
        </main>
      )}
      {dialog === "help" ? (
        <Help
          keys={settings.keys}
          onKeys={(keys) => setSettings({ ...settings, keys })}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === "value" && detail !== undefined ? (
        <ValueForm
          detail={detail}
          onValue={(ruling) => void rule(ruling)}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </LanguageContext.Provider>
  );
}

/** The anomaly, or value, looked at: its pages, and what can be ruled. */
function Looked(props: Omit<Parameters<typeof Panel>[0], "onPoint">) {
  const { detail } = props;
  const [pointed, setPointed] = useState("");
  useEffect(() => setPointed(""), [detail.item.id]);
  return (
    <>
      <Pages id={detail.item.id} marks={marksOf(detail)} pointed={pointed} />
      <Panel {...props} onPoint={setPointed} />
    </>
  );
}

function viewOf({ place }: Review): View {
  if (place.kind === "figures") return "figures";
  return place.kind === "anomaly" && place.id.startsWith("value:") ? "sample" : "anomalies";
}

const approves = (queue: Queue | undefined): boolean =>
  queue?.signOff === true && (!queue.named || queue.role === "approver");

function signing(
  detail: Detail | undefined,
  queue: Queue | undefined,
  steward: string,
): "none" | "own" | "mine" {
  if (detail === undefined || !approves(queue) || detail.item.state !== "unsigned") return "none";
  return detail.item.author === steward ? "own" : "mine";
}

/** Has the next picture drawn while this one is looked at. */
function preload(item: Item | undefined): void {
  const [document] = item?.documents ?? [];
  if (item !== undefined && document !== undefined) new Image().src = pictureOf(document, item.page);
}

function useKeys(active: boolean, act: (action: Action) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!active) return;
    const pressed = (event: KeyboardEvent): void => {
      const action = event.repeat ? undefined : actionOf(event);
      if (action === undefined) return;
      event.preventDefault();
      latest.current(action);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [active]);
}
