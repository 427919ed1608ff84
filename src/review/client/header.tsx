import type { Queue } from "../wire.js";
import { KeyButton } from "./choices.js";
import { isOpen } from "./filter.js";
import type { Action } from "./keys.js";
import { linkTo, linkToFigures } from "./place.js";
import type { Settings } from "./settings.js";
import { useWords } from "./settings.js";

/** What can be gone through: what was flagged, what nobody flagged, and what no rule claims. */
export type View = "anomalies" | "sample" | "figures";

interface Props {
  queue: Queue | undefined;
  view: View;
  settings: Settings;
  steward: string;
  onSettings: (settings: Settings) => void;
  onAction: (action: Action) => void;
}

/** What is left, who decides, and the keys that are not about one anomaly. */
export function Header({ queue, view, settings, steward, onSettings, onAction }: Props) {
  const { words, language } = useWords();
  const other = language === "fr" ? "en" : "fr";
  return (
    <header>
      <b class="brand">Recoupe</b>
      {queue === undefined ? null : <Views queue={queue} view={view} />}
      {queue === undefined || view === "figures" ? (
        <span class="progress" />
      ) : (
        <Left queue={queue} view={view} />
      )}
      <div class="moves">
        <KeyButton action="previous" label={words.previous} onAction={onAction} />
        <KeyButton action="next" label={words.next} onAction={onAction} />
        <KeyButton action="undo" label={words.undo} onAction={onAction} />
        <KeyButton action="help" label={words.help} onAction={onAction} />
      </div>
      {queue?.named ? (
        <span class="steward">
          {steward} ({words.roleOf[queue.role]})
        </span>
      ) : (
        <label class="steward">
          <span>{words.steward}</span>
          <input
            value={steward}
            maxLength={100}
            autocomplete="name"
            onChange={(e) => onSettings({ ...settings, steward: e.currentTarget.value.trim() })}
          />
        </label>
      )}
      <button type="button" lang={other} onClick={() => onSettings({ ...settings, language: other })}>
        {words.language}
      </button>
    </header>
  );
}

const inView = (queue: Queue, view: View) =>
  queue.items.filter((item) => (item.check === "sample") === (view === "sample"));

function Views({ queue, view }: { queue: Queue; view: View }) {
  const { words } = useWords();
  const open = (of: View): number => inView(queue, of).filter(isOpen).length;
  const first = (of: View): string => {
    const items = inView(queue, of);
    const item = items.find(isOpen) ?? items[0];
    return item === undefined ? "#" : linkTo(item);
  };
  const views: [View, string, number][] = [
    ["anomalies", first("anomalies"), open("anomalies")],
    ["sample", first("sample"), open("sample")],
    ["figures", linkToFigures(), queue.unmapped],
  ];
  return (
    <nav class="views" aria-label={words.views}>
      {views.map(([of, href, n]) => (
        <a href={href} aria-current={of === view ? "page" : undefined}>
          {words.view[of]} <span class="count">{n}</span>
        </a>
      ))}
    </nav>
  );
}

function Left({ queue, view }: { queue: Queue; view: View }) {
  const { words } = useWords();
  const items = inView(queue, view);
  const open = items.filter(isOpen).length;
  return (
    <label class="progress">
      <progress max={Math.max(1, items.length)} value={items.length - open} />
      <span>{words.left(open, items.length)}</span>
    </label>
  );
}
