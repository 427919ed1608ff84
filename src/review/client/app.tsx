import { useEffect, useRef, useState } from "preact/hooks";
import type { Item, Ruling } from "../wire.js";
import { pictureOf } from "./api.js";
import { Help, ValueForm } from "./dialogs.js";
import { type Filter, filtered, isOpen, UNFILTERED } from "./filter.js";
import { Header } from "./header.js";
import { type Action, actionOf } from "./keys.js";
import { NoticeLine } from "./notice.js";
import { Pages } from "./pages.js";
import { Panel } from "./panel.js";
import { QueueList } from "./queue.js";
import { useReview } from "./review.js";
import { chosenIds, type Scope, scopeOf } from "./scope.js";
import { LanguageContext, loadSettings, type Settings, saveSettings, wordsOf } from "./settings.js";

const VERDICTS = {
  asPrinted: "source_error",
  legitimate: "legitimate",
  notSame: "not_same_fact",
  extraction: "extraction_error",
  later: "deferred",
} as const;

/** The stewards' page: one anomaly at a time. */
export function App() {
  const review = useReview();
  const [settings, setSettings] = useState(loadSettings);
  const [filter, setFilter] = useState<Filter>(UNFILTERED);
  const [kind, setKind] = useState<Scope["kind"]>("one");
  const [dialog, setDialog] = useState<"help" | "value">();
  const [comment, setComment] = useState("");
  const [pointed, setPointed] = useState("");
  const [busy, setBusy] = useState(false);
  const search = useRef<HTMLInputElement>(null);

  const { queue, detail, current } = review;
  const words = wordsOf(settings.language);
  const all = queue?.items ?? [];
  const items = filtered(all, filter, current);
  const byId = new Map(all.map((item) => [item.id, item]));
  const scope = scopeOf(kind, byId.get(current), all);
  const steward = settings.steward || queue?.steward || "";

  useEffect(() => {
    setKind("one");
    setComment("");
    setPointed("");
    preload(items[items.findIndex((item) => item.id === current) + 1]);
  }, [current]);
  useEffect(() => {
    document.documentElement.lang = settings.language;
    document.title = words.title;
    saveSettings(settings);
  }, [settings, words]);

  const step = (by: 1 | -1): void => {
    const to = items[items.findIndex((item) => item.id === current) + by];
    if (to !== undefined) review.go(to.id);
  };

  const rule = async (ruling: Ruling): Promise<void> => {
    if (busy || detail === undefined) return;
    setBusy(true);
    setDialog(undefined);
    const choices = chosenIds(scope, current).map((anomaly) => ({
      anomaly,
      supersedes: byId.get(anomaly)?.decision ?? "",
    }));
    const effect = await review.decide({ choices, ruling, comment, steward });
    setBusy(false);
    if (effect !== undefined) {
      setKind("one");
      setComment("");
      const done = [...effect.decided, ...effect.closed.map((item) => item.id)];
      const next = nextOpen(items, current, new Set(done));
      if (next !== undefined) review.go(next.id);
    }
  };

  const act = (action: Action): void => {
    if (typeof action === "object") {
      if (detail?.anomaly.proposals[action.proposal]) void rule({ kind: "proposal", rank: action.proposal });
    } else if (action === "next" || action === "previous") step(action === "next" ? 1 : -1);
    else if (action === "type") setDialog(detail === undefined ? undefined : "value");
    else if (action === "help") setDialog("help");
    else if (action === "search") search.current?.focus();
    else if (action === "undo") void review.undo(steward);
    else if (action === "group" || action === "alike") {
      if (scope[action].length > 1) setKind(kind === action ? "one" : action);
    } else void rule({ kind: "verdict", verdict: VERDICTS[action] });
  };

  useKeys(settings.keys && dialog === undefined, act);

  return (
    <LanguageContext.Provider value={settings.language}>
      <Header
        items={all}
        settings={settings}
        steward={steward}
        onSettings={(changed: Settings) => setSettings(changed)}
        onAction={act}
      />
      <NoticeLine notice={review.notice} />
      {queue === undefined ? (
        <p class="empty">{words.loading}</p>
      ) : (
        <main>
          <QueueList
            queue={queue}
            items={items}
            current={current}
            filter={filter}
            search={search}
            onFilter={setFilter}
          />
          {detail === undefined ? (
            <p class="empty">{current === "" ? words.done : words.loading}</p>
          ) : (
            <>
              <Pages detail={detail} pointed={pointed} />
              <Panel
                detail={detail}
                items={byId}
                scope={scope}
                comment={comment}
                busy={busy}
                onComment={setComment}
                onAction={act}
                onPoint={setPointed}
              />
            </>
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

/** The next line below that is still open, else the first one above. */
function nextOpen(items: readonly Item[], current: string, done: ReadonlySet<string>): Item | undefined {
  const at = items.findIndex((item) => item.id === current);
  const left = (item: Item): boolean => isOpen(item) && !done.has(item.id);
  return items.slice(at + 1).find(left) ?? items.find(left);
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
