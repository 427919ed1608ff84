import type { Item } from "../wire.js";
import { linkTo, type Notice } from "./review.js";
import { useWords } from "./settings.js";

/** What the last decision did, read out by screen readers. */
export function NoticeLine({ notice }: { notice: Notice | undefined }) {
  return (
    <div class="notice" role="status" aria-live="polite">
      {notice === undefined ? null : <Told notice={notice} />}
    </div>
  );
}

function Told({ notice }: { notice: Notice }) {
  const { words } = useWords();
  if (notice.kind === "conflict") return <p class="bad">{words.conflict}</p>;
  if (notice.kind === "failed")
    return (
      <p class="bad">
        {words.failed} {notice.message}
      </p>
    );
  const { decided, closed, opened, rechecked, milliseconds } = notice.effect;
  if (notice.kind === "undone" && decided.length === 0) return <p>{words.nothingToUndo}</p>;
  return (
    <p title={rechecked ? `${milliseconds} ms` : undefined}>
      {notice.kind === "decided" ? words.decided(decided.length) : words.takenBack(decided.length)}
      {rechecked ? null : ` ${words.notRechecked}`}
      {closed.length > 0 ? ` ${words.closed(closed.length)}` : null}
      {opened.length > 0 ? (
        <>
          {" "}
          {words.opened(opened.length)} <Links items={opened} />
        </>
      ) : null}
    </p>
  );
}

const MOST_LINKS = 5;

function Links({ items }: { items: readonly Item[] }) {
  const { words } = useWords();
  return (
    <>
      {items.slice(0, MOST_LINKS).map((item) => (
        <a href={linkTo(item)}>
          {words.checks[item.check]}, p. {item.page}
        </a>
      ))}
    </>
  );
}
