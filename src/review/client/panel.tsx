import type { Decision } from "../../model/index.js";
import { isUndo } from "../log/fold.js";
import type { Detail, Item, Subject } from "../wire.js";
import { Choices, KeyButton } from "./choices.js";
import type { Action } from "./keys.js";
import { written } from "./numbers.js";
import { linkTo } from "./place.js";
import type { Scope } from "./scope.js";
import { useWords } from "./settings.js";
import { Sum } from "./sum.js";
import { said, saidShort } from "./typeset.js";

interface Props {
  detail: Detail;
  items: ReadonlyMap<string, Item>;
  scope: Scope;
  comment: string;
  busy: boolean;
  signing: "none" | "own" | "mine";
  onComment: (comment: string) => void;
  onAction: (action: Action) => void;
  onPoint: (observation: string) => void;
}

/** What is wrong, why, and what can be done about it. */
export function Panel(props: Props) {
  const { detail, items, scope, comment, busy, signing, onComment, onAction, onPoint } = props;
  const { words, language } = useWords();
  const { anomaly, item } = detail;
  return (
    <section class="panel" aria-label={words.ruling} data-of={item.id}>
      <h1>
        <span class={`tag ${anomaly.severity}`}>
          {words.checks[anomaly.check]}
          {anomaly.check === "sample" ? "" : ` · ${words.severities[anomaly.severity]}`}
        </span>
        <span class="message">{said(anomaly.message, language)}</span>
      </h1>
      {item.state === "stale" ? <p class="warning">{words.staleBecause}</p> : null}
      {item.state === "settled" ? <p class="settled">{words.settledBy}</p> : null}
      <Sum detail={detail} onPoint={onPoint} />
      {isToldBySum(anomaly) ? null : <p class="arithmetic">{anomaly.arithmetic}</p>}
      {anomaly.notes.map((note) => (
        <p class="note">
          {words.notes} : « {note} »
        </p>
      ))}
      {anomaly.check === "sample" ? null : (
        <p class="origin">{anomaly.origin === "source" ? words.theirs : words.ours}</p>
      )}
      <ScopeChoice scope={scope} items={items} onAction={onAction} />
      <Choices detail={detail} busy={busy} signing={signing} onAction={onAction} />
      <label class="comment">
        <span>{words.comment}</span>
        <input value={comment} maxLength={2000} onInput={(e) => onComment(e.currentTarget.value)} />
      </label>
      <History detail={detail} />
    </section>
  );
}

/** Plain sums and pairs say all in their column; shares, ratios and printed remarks need their formula. */
const isToldBySum = ({ check, notes, arithmetic }: Subject): boolean =>
  arithmetic === "" ||
  ["restated", "crossed"].includes(check) ||
  (["total", "shares"].includes(check) && notes.length === 0);

/** Whether the next decision is about more than this anomaly, and if so about which. */
function ScopeChoice({ scope, items, onAction }: Pick<Props, "scope" | "items" | "onAction">) {
  const { words, language } = useWords();
  if (scope.group.length < 2 && scope.alike.length < 2) return null;
  const chosen = scope.kind === "one" ? [] : scope[scope.kind];
  return (
    <div class="scope">
      {scope.group.length > 1 ? (
        <KeyButton
          action="group"
          label={words.wholeGroup(scope.group.length)}
          pressed={scope.kind === "group"}
          onAction={onAction}
        />
      ) : null}
      {scope.alike.length > 1 ? (
        <KeyButton
          action="alike"
          label={words.allAlike(scope.alike.length)}
          pressed={scope.kind === "alike"}
          onAction={onAction}
        />
      ) : null}
      {chosen.length === 0 ? null : (
        <div class="preview" role="status">
          <p>{words.appliesTo}</p>
          <ul>
            {chosen.flatMap((id) => {
              const item = items.get(id);
              return item === undefined
                ? []
                : [
                    <li>
                      <a href={linkTo(item)}>
                        {item.documents.join(" · ")}, p. {item.page}
                      </a>{" "}
                      {saidShort(item.message, language)}
                    </li>,
                  ];
            })}
          </ul>
        </div>
      )}
    </div>
  );
}

function History({ detail }: { detail: Detail }) {
  const { words } = useWords();
  return (
    <details class="history" open={detail.history.length > 0}>
      <summary>
        {words.history} ({detail.history.length})
      </summary>
      {detail.history.length === 0 ? <p class="empty">{words.noHistory}</p> : null}
      <ol>
        {detail.history.map((decision) => (
          <Past decision={decision} detail={detail} />
        ))}
      </ol>
    </details>
  );
}

/** Taken back, with nothing decided before. */
const takesBack = (decision: Decision): boolean => decision.verdict === "deferred" && isUndo(decision);

function Past({ decision, detail }: { decision: Decision; detail: Detail }) {
  const { words, language } = useWords();
  const replaced = detail.history.some((d) => d.supersedes === decision.decision_id);
  const time = new Date(decision.at).toLocaleString(language === "fr" ? "fr-FR" : "en-GB");
  return (
    <li class={replaced ? "replaced" : ""}>
      <b>{takesBack(decision) ? words.undoing : words.verdicts[decision.verdict]}</b>
      {decision.role === "approver" ? <span> ({words.signature})</span> : null}
      {decision.changes.map((c) => (
        <span>
          {" "}
          : {written(c.old ?? "", language)} → {written(c.new, language)}
        </span>
      ))}
      <span class="who">
        {decision.steward}, {time}
        {replaced ? ` (${words.undone})` : ""}
      </span>
      {decision.comment === "" ? null : <q>{decision.comment}</q>}
    </li>
  );
}
