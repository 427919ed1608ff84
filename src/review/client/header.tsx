import type { Item } from "../wire.js";
import { KeyButton } from "./choices.js";
import { isOpen } from "./filter.js";
import type { Action } from "./keys.js";
import type { Settings } from "./settings.js";
import { useWords } from "./settings.js";

interface Props {
  items: readonly Item[];
  settings: Settings;
  steward: string;
  onSettings: (settings: Settings) => void;
  onAction: (action: Action) => void;
}

/** What is left, who decides, and the keys that are not about one anomaly. */
export function Header({ items, settings, steward, onSettings, onAction }: Props) {
  const { words, language } = useWords();
  const open = items.filter(isOpen).length;
  const other = language === "fr" ? "en" : "fr";
  return (
    <header>
      <b class="brand">{words.title}</b>
      <label class="progress">
        <progress max={Math.max(1, items.length)} value={items.length - open} />
        <span>{words.left(open, items.length)}</span>
      </label>
      <div class="moves">
        <KeyButton action="previous" label={words.previous} onAction={onAction} />
        <KeyButton action="next" label={words.next} onAction={onAction} />
        <KeyButton action="undo" label={words.undo} onAction={onAction} />
        <KeyButton action="help" label={words.help} onAction={onAction} />
      </div>
      <label class="steward">
        <span>{words.steward}</span>
        <input
          value={steward}
          maxLength={100}
          autocomplete="name"
          onChange={(e) => onSettings({ ...settings, steward: e.currentTarget.value.trim() })}
        />
      </label>
      <button type="button" lang={other} onClick={() => onSettings({ ...settings, language: other })}>
        {words.language}
      </button>
    </header>
  );
}
