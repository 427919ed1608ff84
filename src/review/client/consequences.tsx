import type { Item } from "../wire.js";
import type { Foresight } from "./foresight.js";
import { linkTo } from "./place.js";
import { useWords } from "./settings.js";

const MOST_LINKS = 5;

/** What a choice would put right and what it would break, with links to both. */
export function Consequences({ foreseen }: { foreseen: Foresight }) {
  const { words } = useWords();
  if (foreseen === undefined) return <p class="consequences">{words.foreseeing}</p>;
  if (foreseen === null) return <p class="consequences">{words.rechecked.never}</p>;
  const repaired = foreseen.closed.length + (foreseen.settles ? 1 : 0);
  return (
    <p class="consequences">
      <span>{words.repairs(repaired)}</span>
      <ItemLinks items={foreseen.closed} />
      <span class={foreseen.opened.length > 0 ? "bad" : ""}>{words.breaks(foreseen.opened.length)}</span>
      <ItemLinks items={foreseen.opened} />
    </p>
  );
}

export function ItemLinks({ items }: { items: readonly Item[] }) {
  const { words } = useWords();
  return (
    <>
      {items.slice(0, MOST_LINKS).map((item) => (
        <a href={linkTo(item)}>
          {words.checks[item.check]}, p. {item.page}
        </a>
      ))}
      {items.length > MOST_LINKS ? <span>…</span> : null}
    </>
  );
}
