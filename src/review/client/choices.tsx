import type { Proposal } from "../../model/index.js";
import type { Detail, Item } from "../wire.js";
import { type Action, KEYS } from "./keys.js";
import { percent, written } from "./numbers.js";
import { linkTo } from "./review.js";
import { useWords } from "./settings.js";

interface Props {
  detail: Detail;
  items: ReadonlyMap<string, Item>;
  busy: boolean;
  onAction: (action: Action) => void;
}

/** Everything a steward can rule, each a button that names its key. */
export function Choices({ detail, items, busy, onAction }: Props) {
  const { words } = useWords();
  const { proposals } = detail.anomaly;
  return (
    <fieldset class="choices" disabled={busy}>
      <legend>{words.proposals}</legend>
      {proposals.length === 0 ? <p class="empty">{words.noProposal}</p> : null}
      <ol class="proposals">
        {proposals.slice(0, 9).map((proposal, rank) => (
          <li>
            <Offer
              proposal={proposal}
              rank={rank}
              detail={detail}
              items={items}
              onChoose={() => onAction({ proposal: rank })}
            />
          </li>
        ))}
      </ol>
      <div class="verdicts">
        {(["asPrinted", "type", "legitimate", "notSame", "extraction", "later"] as const).map((action) => (
          <KeyButton action={action} label={words[action]} onAction={onAction} />
        ))}
      </div>
    </fieldset>
  );
}

export function KeyButton(props: {
  action: keyof typeof KEYS;
  label: string;
  pressed?: boolean;
  disabled?: boolean;
  onAction: (action: Action) => void;
}) {
  const { action, label, pressed, disabled = false, onAction } = props;
  return (
    <button
      type="button"
      data-action={action}
      aria-pressed={pressed}
      aria-keyshortcuts={KEYS[action]}
      disabled={disabled}
      onClick={() => onAction(action)}
    >
      <kbd>{KEYS[action]}</kbd> {label}
    </button>
  );
}

interface OfferProps {
  proposal: Proposal;
  rank: number;
  detail: Detail;
  items: ReadonlyMap<string, Item>;
  onChoose: () => void;
}

function Offer({ proposal, rank, detail, items, onChoose }: OfferProps) {
  const { words, language } = useWords();
  const member = detail.members.find((m) => m.observation === proposal.observation);
  const old = member?.text ?? detail.anomaly.stated;
  const others = proposal.repairs.flatMap((id) =>
    id === detail.anomaly.anomaly_id ? [] : (items.get(id) ?? []),
  );
  return (
    <>
      <button type="button" class="proposal" aria-keyshortcuts={String(rank + 1)} onClick={onChoose}>
        <kbd>{rank + 1}</kbd>
        <span class="value">{words.instead(written(proposal.value, language), old)}</span>
        <span class="chance">{percent(proposal.probability)}</span>
        <span class="reason">{proposal.reason[language]}</span>
        <span class="effects">
          {words.repairs(proposal.repairs.length)}, {words.breaks(proposal.breaks.length)}
        </span>
      </button>
      {others.length === 0 ? null : (
        <p class="repairs">
          {others.map((item) => (
            <a href={linkTo(item)}>
              {words.checks[item.check]}, p. {item.page}
            </a>
          ))}
        </p>
      )}
    </>
  );
}
