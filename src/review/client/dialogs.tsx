import { useEffect, useRef, useState } from "preact/hooks";
import type { Detail, Ruling } from "../wire.js";
import { Consequences } from "./consequences.js";
import { useForeseen } from "./foresight.js";
import { KEYS } from "./keys.js";
import { typedDecimal } from "./numbers.js";
import { useWords } from "./settings.js";

/** A modal dialog that is there as long as it is rendered. */
function Modal(props: { title: string; onClose: () => void; children: preact.ComponentChildren }) {
  const { title, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}

interface HelpProps {
  keys: boolean;
  onKeys: (active: boolean) => void;
  onClose: () => void;
}

/** All keys, and the switch that turns them off (for those who dictate, WCAG 2.1.4). */
export function Help({ keys, onKeys, onClose }: HelpProps) {
  const { words } = useWords();
  const lines: [string, string][] = [
    ["1–9", words.proposals],
    [KEYS.asPrinted, words.asPrinted],
    [KEYS.type, words.type],
    [KEYS.legitimate, words.legitimate],
    [KEYS.notSame, words.notSame],
    [KEYS.extraction, words.extraction],
    [KEYS.right, words.right],
    [KEYS.wrong, words.wrong],
    [KEYS.sign, words.sign],
    [KEYS.later, words.later],
    [KEYS.group, words.wholeGroup(2).replace(/ \(.*/, "")],
    [KEYS.alike, words.allAlike(2).replace(/ \(.*/, "")],
    [KEYS.undo, words.undo],
    [`${KEYS.next} / ${KEYS.previous}`, `${words.next} / ${words.previous}`],
    [KEYS.search, words.search],
    [KEYS.help, words.help],
  ];
  return (
    <Modal title={words.help} onClose={onClose}>
      <dl class="keys">
        {lines.map(([key, what]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="switch">
        <input type="checkbox" checked={keys} onChange={(e) => onKeys(e.currentTarget.checked)} />{" "}
        {words.shortcuts}
      </label>
      <form method="dialog">
        <button type="submit">{words.close}</button>
      </form>
    </Modal>
  );
}

interface ValueProps {
  detail: Detail;
  onValue: (ruling: Ruling) => void;
  onClose: () => void;
}

/** Which value is wrong, what it should be, and whose error it was. */
export function ValueForm({ detail, onValue, onClose }: ValueProps) {
  const { words } = useWords();
  const { members, anomaly } = detail;
  const ofLabel = members.every((m) => m.role === "label");
  const likeliest = members.toSorted((a, b) => (b.suspected ?? -1) - (a.suspected ?? -1))[0];
  const [observation, setObservation] = useState(ofLabel ? "" : (likeliest?.observation ?? ""));
  const [text, setText] = useState(ofLabel ? anomaly.expected : "");
  const ofSample = anomaly.check === "sample";
  const [verdict, setVerdict] = useState<"corrected" | "extraction_error">(
    ofSample ? "extraction_error" : "corrected",
  );
  const [wrong, setWrong] = useState(false);
  const value = ofLabel ? text.trim() : (typedDecimal(text) ?? "");
  const ruling: Ruling | undefined =
    value === "" ? undefined : { kind: "value", observation, value, verdict };
  const foreseen = useForeseen(anomaly.anomaly_id, ruling);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (ruling === undefined) setWrong(true);
    else onValue(ruling);
  };
  return (
    <Modal title={words.type} onClose={onClose}>
      <form onSubmit={submit} class="value">
        {ofLabel ? null : (
          <label>
            <span>{words.whichValue}</span>
            <select value={observation} onChange={(e) => setObservation(e.currentTarget.value)}>
              {members.map((m) => (
                <option value={m.observation}>
                  {m.text} – {words.roles[m.role]} – {m.label}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{words.newValue}</span>
          <input
            // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type here
            autoFocus
            value={text}
            inputMode={ofLabel ? "text" : "decimal"}
            aria-invalid={wrong}
            aria-describedby="value-error"
            onInput={(e) => {
              setText(e.currentTarget.value);
              setWrong(false);
            }}
          />
          <span id="value-error" class="error" role="alert">
            {wrong ? words.notANumber : ""}
          </span>
        </label>
        <fieldset>
          <legend>{words.whose}</legend>
          {(["corrected", "extraction_error"] as const).map((each) => (
            <label class="switch">
              <input type="radio" name="whose" checked={verdict === each} onChange={() => setVerdict(each)} />{" "}
              {each === "corrected" ? words.misprint : words.misreading}
            </label>
          ))}
        </fieldset>
        {ruling === undefined || ofSample ? null : <Consequences foreseen={foreseen} />}
        <div class="buttons">
          <button type="submit">{words.save}</button>
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Modal>
  );
}
