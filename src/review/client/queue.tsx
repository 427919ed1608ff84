import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Item, Queue } from "../wire.js";
import type { Filter } from "./filter.js";
import type { View } from "./header.js";
import { percentage } from "./numbers.js";
import { linkTo } from "./place.js";
import { useWords } from "./settings.js";
import { saidShort } from "./typeset.js";

interface Props {
  queue: Queue;
  view: View;
  items: readonly Item[];
  current: string;
  filter: Filter;
  search: RefObject<HTMLInputElement | null>;
  onFilter: (filter: Filter) => void;
}

/** The list of what there is to decide, and what narrows it. */
export function QueueList({ queue, view, items, current, filter, search, onFilter }: Props) {
  const { words } = useWords();
  return (
    <nav class="queue" aria-label={words.queue}>
      <Filters queue={queue} view={view} filter={filter} search={search} onFilter={onFilter} />
      {view === "sample" ? <Quality quality={queue.quality} /> : null}
      {items.length === 0 ? <p class="empty">{words.nothing}</p> : <Lines items={items} current={current} />}
    </nav>
  );
}

/** What looking at values that nobody flagged has shown so far. */
function Quality({ quality }: Pick<Queue, "quality">) {
  const { words, language } = useWords();
  const { checked, rate, rate_low, rate_high, wrong } = quality;
  if (rate === null) return null;
  const told = (share: number | null): string => percentage(share ?? 0, language);
  return <p class="quality">{words.quality(wrong, checked, told(rate), told(rate_low), told(rate_high))}</p>;
}

/** Pixels; the style sheet says the same. */
const LINE = 88;
/** Lines drawn above and below those in sight. */
const BEYOND = 10;

/** Of a long list only the lines in sight are drawn, so that it is as quick as a short one. */
function Lines({ items, current }: { items: readonly Item[]; current: string }) {
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const at = items.findIndex((item) => item.id === current);
  useEffect(() => {
    const { current: box } = list;
    if (box === null || at < 0) return;
    if (at * LINE < box.scrollTop) box.scrollTop = at * LINE;
    else if ((at + 1) * LINE > box.scrollTop + box.clientHeight)
      box.scrollTop = (at + 1) * LINE - box.clientHeight;
  }, [at]);
  const seen = Math.ceil((list.current?.clientHeight ?? innerHeight) / LINE);
  const from = Math.max(0, Math.floor(top / LINE) - BEYOND);
  const to = Math.min(items.length, from + seen + 2 * BEYOND);
  return (
    <ol ref={list} onScroll={(e) => setTop(e.currentTarget.scrollTop)}>
      <li class="space" aria-hidden="true" style={{ height: `${from * LINE}px` }} />
      {items.slice(from, to).map((item, i) => (
        <Line
          key={item.id}
          item={item}
          place={from + i + 1}
          of={items.length}
          current={item.id === current}
          follows={items[from + i - 1]?.group === item.group}
        />
      ))}
      <li class="space" aria-hidden="true" style={{ height: `${(items.length - to) * LINE}px` }} />
    </ol>
  );
}

interface LineProps {
  item: Item;
  place: number;
  of: number;
  current: boolean;
  follows: boolean;
}

function Line({ item, place, of, current, follows }: LineProps) {
  const { words, language } = useWords();
  const state =
    item.state === "decided" && item.verdict !== "" ? words.verdicts[item.verdict] : words.states[item.state];
  const sample = item.check === "sample";
  return (
    <li
      class={`line ${item.severity} ${item.state}${follows ? " follows" : ""}`}
      aria-posinset={place}
      aria-setsize={of}
    >
      <a href={linkTo(item)} aria-current={current ? "true" : undefined}>
        <span class="head">
          <span class="mark" aria-hidden="true" />
          <b>{words.checks[item.check]}</b>{" "}
          {sample ? null : <span class="severity">{words.severities[item.severity]}</span>}
          {item.state === "open" ? null : <span class="state">{state}</span>}
        </span>
        <span class="where">
          {item.documents.join(" · ")}, p. {item.page}
        </span>
        <span class="what">{saidShort(item.message, language)}</span>
      </a>
    </li>
  );
}

const STATES = ["open", "deferred", "stale", "unsigned", "decided", "settled"] as const;

function Filters({
  queue,
  view,
  filter,
  search,
  onFilter,
}: Pick<Props, "queue" | "view" | "filter" | "search" | "onFilter">) {
  const { words } = useWords();
  const set = (part: Partial<Filter>): void => onFilter({ ...filter, ...part });
  const publishers = [...new Set(queue.documents.map((d) => d.publisher))].sort();
  const checks = [...new Set(queue.items.map((item) => item.check))].filter((c) => c !== "sample").sort();
  const documents = queue.documents.filter(
    (d) => filter.publisher === "" || d.publisher === filter.publisher,
  );
  return (
    <search class="filters">
      <label>
        <span>{words.search}</span>
        <input
          ref={search}
          type="search"
          value={filter.text}
          aria-keyshortcuts="/"
          onInput={(e) => set({ text: e.currentTarget.value })}
          onKeyDown={(e) => e.key === "Escape" && e.currentTarget.blur()}
        />
      </label>
      <Choice
        label={words.state}
        value={filter.state}
        onChoice={(state) => set({ state: state as Filter["state"] })}
      >
        <option value="todo">{words.todo}</option>
        <option value="all">{words.all}</option>
        {STATES.filter((state) => state !== "unsigned" || queue.signOff).map((state) => (
          <option value={state}>{words.states[state]}</option>
        ))}
      </Choice>
      <Choice
        label={words.publisher}
        value={filter.publisher}
        onChoice={(publisher) => set({ publisher, document: "" })}
      >
        <option value="">{words.all}</option>
        {publishers.map((publisher) => (
          <option value={publisher}>{publisher}</option>
        ))}
      </Choice>
      <Choice label={words.document} value={filter.document} onChoice={(document) => set({ document })}>
        <option value="">{words.all}</option>
        {documents.map(({ id }) => (
          <option value={id}>{id}</option>
        ))}
      </Choice>
      {view === "sample" ? null : (
        <Choice label={words.check} value={filter.check} onChoice={(check) => set({ check })}>
          <option value="">{words.all}</option>
          {checks.map((check) => (
            <option value={check}>{words.checks[check]}</option>
          ))}
        </Choice>
      )}
    </search>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChoice: (value: string) => void;
  children: preact.ComponentChildren;
}

function Choice({ label, value, onChoice, children }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select value={value} onChange={(e) => onChoice(e.currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}
