import type { Proposal } from "../../model/index.js";
import type { Detail } from "../wire.js";
import { Consequences } from "./consequences.js";
import { type Foresight, useForesight } from "./foresight.js";
import { type Action, KEYS } from "./keys.js";
import { percent, written } from "./numbers.js";
import { useWords } from "./settings.js";
import { said } from "./typeset.js";

interface Props {
  detail: Detail;
  busy: boolean;
  /** Whether the ruling in force waits for this steward's signature, or for somebody else's. */
  signing: "none" | "own" | "mine";
  onAction: (action: Action) => void;
}

const OF_ANOMALY = ["asPrinted", "type", "legitimate", "notSame", "extraction", "later"] as const;
const OF_SAMPLE = ["right", "wrong", "type", "later"] as const;

/** Everything a steward can rule, each a button that names its key and says what it would do. */
export function Choices({ detail, busy, signing, onAction }: Props) {
  const { words } = useWords();
  const sample = detail.anomaly.check === "sample";
  const { author, verdict } = detail.item;
  return (
    <fieldset class="choices" disabled={busy}>
      <legend>{sample ? words.isItRight : words.proposals}</legend>
      {signing === "none" ? null : (
        <div class="signing">
          <p>{words.ruledBy(author, verdict === "" ? "" : words.verdicts[verdict])}</p>
          <KeyButton action="sign" label={words.sign} disabled={signing === "own"} onAction={onAction} />
          {signing === "own" ? <p>{words.notOwn}</p> : null}
        </div>
      )}
      {sample ? null : <Offers detail={detail} onAction={onAction} />}
      <ul class="verdicts">
        {(sample ? OF_SAMPLE : OF_ANOMALY).map((action) => (
          <li>
            <KeyButton
              action={action}
              label={words[action]}
              described={words.does[action]}
              onAction={onAction}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

export function KeyButton(props: {
  action: keyof typeof KEYS;
  label: string;
  described?: string;
  pressed?: boolean;
  disabled?: boolean;
  onAction: (action: Action) => void;
}) {
  const { action, label, described, pressed, disabled = false, onAction } = props;
  return (
    <button
      type="button"
      data-action={action}
      aria-pressed={pressed}
      aria-keyshortcuts={KEYS[action]}
      disabled={disabled}
      onClick={() => onAction(action)}
    >
      <kbd>{KEYS[action]}</kbd> <span class="said">{label}</span>
      {described === undefined ? null : <span class="does">{described}</span>}
    </button>
  );
}

function Offers({ detail, onAction }: Pick<Props, "detail" | "onAction">) {
  const { words } = useWords();
  const foresight = useForesight(detail);
  const { proposals } = detail.anomaly;
  if (proposals.length === 0) return <p class="empty">{words.noProposal}</p>;
  return (
    <ol class="proposals">
      {proposals.slice(0, 9).map((proposal, rank) => (
        <li>
          <Offer
            proposal={proposal}
            rank={rank}
            detail={detail}
            onChoose={() => onAction({ proposal: rank })}
          />
          <Consequences foreseen={foresight.has(rank) ? (foresight.get(rank) as Foresight) : undefined} />
        </li>
      ))}
    </ol>
  );
}

interface OfferProps {
  proposal: Proposal;
  rank: number;
  detail: Detail;
  onChoose: () => void;
}

function Offer({ proposal, rank, detail, onChoose }: OfferProps) {
  const { words, language } = useWords();
  const member = detail.members.find((m) => m.observation === proposal.observation);
  const old = member?.text ?? detail.anomaly.stated;
  return (
    <button type="button" class="proposal" aria-keyshortcuts={String(rank + 1)} onClick={onChoose}>
      <kbd>{rank + 1}</kbd>
      <span class="value">{words.instead(alike(written(proposal.value, language), old), old)}</span>
      <span class="chance">{percent(proposal.probability)}</span>
      <span class="reason">{said(proposal.reason, language)}</span>
    </button>
  );
}

/** A value with the sign that stands after the one it replaces. */
const alike = (value: string, old: string): string => value + (/\s?[%€]$/.exec(old)?.[0] ?? "");
