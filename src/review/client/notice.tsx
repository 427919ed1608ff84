import type { Effect } from "../wire.js";
import { reasonOf } from "./api.js";
import { ItemLinks } from "./consequences.js";
import type { Notice } from "./review.js";
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
  const { words, language } = useWords();
  switch (notice.kind) {
    case "conflict":
      return <p class="bad">{words.conflict}</p>;
    case "unknown":
      return <p class="bad">{words.unknown}</p>;
    case "written":
      return <p>{words.ruleWritten}</p>;
    case "failed":
      return (
        <p class="bad">
          {words.failed} {reasonOf(notice.error, language)}
        </p>
      );
    default:
      return <Done kind={notice.kind} effect={notice.effect} />;
  }
}

function Done({ kind, effect }: { kind: "decided" | "signed" | "undone"; effect: Effect }) {
  const { words } = useWords();
  const { decided, closed, opened, rechecked, milliseconds } = effect;
  if (kind === "undone" && decided.length === 0) return <p>{words.nothingToUndo}</p>;
  const said = { decided: words.decided, signed: words.signed, undone: words.takenBack }[kind];
  return (
    <p title={rechecked ? `${milliseconds} ms` : undefined}>
      {said(decided.length)}
      {rechecked ? null : ` ${words.notRechecked}`}
      {closed.length > 0 ? ` ${words.closed(closed.length)}` : null}
      {opened.length > 0 ? (
        <>
          {" "}
          {words.opened(opened.length)} <ItemLinks items={opened} />
        </>
      ) : null}
    </p>
  );
}
