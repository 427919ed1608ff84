import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Item, Queue } from "../wire.js";
import type { Filter } from "./filter.js";
import { linkTo } from "./review.js";
import { useWords } from "./settings.js";

interface Props {
  queue: Queue;
  items: readonly Item[];
  current: string;
  filter: Filter;
  search: RefObject<HTMLInputElement | null>;
  onFilter: (filter: Filter) => void;
}

/** The list of what there is to decide, and what narrows it. */
export function QueueList({ queue, items, current, filter, search, onFilter }: Props) {
  const { words } = useWords();
  return (
    <nav class="queue" aria-label={words.queue}>
      <Filters queue={queue} filter={filter} search={search} onFilter={onFilter} />
      {items.length === 0 ? (
        <p class="empty">{words.nothing}</p>
      ) : (
        <ol>
          {items.map((item, i) => (
            <Line
              key={item.id}
              item={item}
              current={item.id === current}
              follows={items[i - 1]?.group === item.group}
            />
          ))}
        </ol>
      )}
    </nav>
  );
}

function Line({ item, current, follows }: { item: Item; current: boolean; follows: boolean }) {
  const { words, language } = useWords();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const state =
    item.state === "decided" && item.verdict !== "" ? words.verdicts[item.verdict] : words.states[item.state];
  return (
    <li ref={line} class={`${item.severity} ${item.state}${follows ? " follows" : ""}`}>
      <a href={linkTo(item)} aria-current={current ? "true" : undefined}>
        <span class="head">
          <span class="mark" aria-hidden="true" />
          <b>{words.checks[item.check]}</b> <span class="severity">{words.severities[item.severity]}</span>
          {item.state === "open" ? null : <span class="state">{state}</span>}
        </span>
        <span class="where">
          {item.documents.join(" · ")}, p. {item.page}
        </span>
        <span class="what">{item.message[language]}</span>
      </a>
    </li>
  );
}

function Filters({
  queue,
  filter,
  search,
  onFilter,
}: Pick<Props, "queue" | "filter" | "search" | "onFilter">) {
  const { words } = useWords();
  const set = (part: Partial<Filter>): void => onFilter({ ...filter, ...part });
  const publishers = [...new Set(queue.documents.map((d) => d.publisher))].sort();
  const checks = [...new Set(queue.items.map((item) => item.check))].sort();
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
        {(["open", "deferred", "stale", "decided", "settled"] as const).map((state) => (
          <option value={state}>{words.states[state]}</option>
        ))}
      </Choice>
      <Choice label={words.publisher} value={filter.publisher} onChoice={(publisher) => set({ publisher })}>
        <option value="">{words.all}</option>
        {publishers.map((publisher) => (
          <option value={publisher}>{publisher}</option>
        ))}
      </Choice>
      <Choice label={words.document} value={filter.document} onChoice={(document) => set({ document })}>
        <option value="">{words.all}</option>
        {queue.documents.map(({ id }) => (
          <option value={id}>{id}</option>
        ))}
      </Choice>
      <Choice label={words.check} value={filter.check} onChoice={(check) => set({ check })}>
        <option value="">{words.all}</option>
        {checks.map((check) => (
          <option value={check}>{words.checks[check]}</option>
        ))}
      </Choice>
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
