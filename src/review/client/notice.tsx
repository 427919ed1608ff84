import type { Message } from "../../model/index.js";
import type { Effect } from "../wire.js";
import { ItemLinks } from "./consequences.js";
import type { Notice } from "./review.js";
import { useWords } from "./settings.js";
import { said } from "./typeset.js";

/** What the last decision did, read out by screen readers. */
export function NoticeLine({ notice, trouble }: { notice: Notice | undefined; trouble: Message | null }) {
  const { words, language } = useWords();
  return (
    <div class="notice" role="status" aria-live="polite">
      {trouble === null ? null : (
        <p class="bad">
          {words.trouble} {said(trouble, language)}
        </p>
      )}
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
          {words.failed} {said(notice.message, language)}
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
  const sentence = { decided: words.decided, signed: words.signed, undone: words.takenBack }[kind];
  return (
    <p title={rechecked === "now" ? `${milliseconds} ms` : undefined}>
      {sentence(decided.length)}
      {rechecked === "now" ? null : ` ${words.rechecked[rechecked]}`}
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
