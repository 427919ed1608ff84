import { useEffect, useState } from "preact/hooks";
import type { Message } from "../../model/index.js";
import type { FigureGroup, Figures, LooseFigure, RuleTrial } from "../wire.js";
import { fetchFigures, reasonOf, tryRule, writeRule } from "./api.js";
import { looseMarks } from "./marks.js";
import { Pages } from "./pages.js";
import { linkToFigures, linkToPage } from "./place.js";
import type { Notice } from "./review.js";
import { useWords } from "./settings.js";
import { said } from "./typeset.js";

interface Props {
  /** Of the group looked at; empty for the first. */
  id: string;
  steward: string;
  /** Changes whenever the list may have. */
  version: unknown;
  onNotice: (notice: Notice) => void;
  onGroups: (ids: readonly string[]) => void;
}

/** Printed figures that no rule claims, by what they look like, and the rule that is written for them. */
export function FiguresView({ id, steward, version, onNotice, onGroups }: Props) {
  const { words } = useWords();
  const [figures, setFigures] = useState<Figures>();
  useEffect(() => {
    fetchFigures().then(
      (found) => {
        setFigures(found);
        onGroups(found.groups.map((g) => g.id));
      },
      (error) => onNotice({ kind: "failed", message: reasonOf(error) }),
    );
  }, [version]);
  if (figures === undefined) return <p class="empty">{words.reading}</p>;
  const group = figures.groups.find((g) => g.id === id) ?? figures.groups[0];
  return (
    <>
      <nav class="queue" aria-label={words.view.figures}>
        {figures.missing.length > 0 ? (
          <p class="warning">
            {words.missing} {figures.missing.join(", ")}
          </p>
        ) : null}
        {figures.groups.length === 0 ? <p class="empty">{words.noFigures}</p> : null}
        <ol>
          {figures.groups.map((each) => (
            <li class="line info">
              <a href={linkToFigures(each.id)} aria-current={each === group ? "true" : undefined}>
                <span class="head">
                  <b>{words.alike(each.figures.length)}</b>
                </span>
                <span class="where">{each.publisher}</span>
                <span class="what">{each.title || each.section}</span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      {group === undefined ? null : (
        <Group
          key={group.id}
          group={group}
          indicators={figures.indicators}
          steward={steward}
          onNotice={onNotice}
        />
      )}
    </>
  );
}

interface GroupProps extends Pick<Props, "steward" | "onNotice"> {
  group: FigureGroup;
  indicators: Figures["indicators"];
}

function Group({ group, indicators, steward, onNotice }: GroupProps) {
  const { words } = useWords();
  const [pointed, setPointed] = useState("");
  return (
    <>
      <Pages id={group.id} marks={looseMarks(group.figures)} pointed={pointed} />
      <section class="panel" aria-label={words.ruling}>
        <h1>
          <span class="tag info">
            {words.view.figures} · {words.alike(group.figures.length)}
          </span>
          <span class="message">{group.title || group.section}</span>
        </h1>
        <FigureList figures={group.figures} onPoint={setPointed} />
        {group.rulebook === "" ? (
          <p class="warning">{words.noRulebook}</p>
        ) : (
          <RuleForm group={group} indicators={indicators} steward={steward} onNotice={onNotice} />
        )}
      </section>
    </>
  );
}

const MOST_LISTED = 12;

function FigureList({
  figures,
  onPoint,
}: {
  figures: readonly LooseFigure[];
  onPoint?: (id: string) => void;
}) {
  return (
    <ul class="listed">
      {figures.slice(0, MOST_LISTED).map((figure) => (
        <li onMouseEnter={() => onPoint?.(figure.id)} onMouseLeave={() => onPoint?.("")}>
          <b>{figure.raw}</b> <a href={linkToPage(figure.document, figure.page)}>p. {figure.page}</a>{" "}
          <span class="who">{figure.context}</span>
        </li>
      ))}
      {figures.length > MOST_LISTED ? <li>… {figures.length - MOST_LISTED}</li> : null}
    </ul>
  );
}

type Kind = keyof FigureGroup["drafts"];

/** The draft with what the steward says put in its place, as text that YAML takes for text. */
const filled = (group: FigureGroup, kind: Kind, said: string): string =>
  group.drafts[kind].text
    .replaceAll("INDICATOR", said || "INDICATOR")
    .replaceAll("REASON", said === "" ? "REASON" : JSON.stringify(said));

function RuleForm({ group, indicators, steward, onNotice }: GroupProps) {
  const { words, language } = useWords();
  const [kind, setKind] = useState<Kind>("ignore");
  const [reason, setReason] = useState("");
  const [text, setText] = useState(filled(group, "ignore", ""));
  const [trial, setTrial] = useState<RuleTrial>();
  const [refusal, setRefusal] = useState<Message>();
  const change = (of: Kind, what: string): void => {
    setKind(of);
    setReason(what);
    setText(filled(group, of, what));
    setTrial(undefined);
  };
  const request = {
    publisher: group.publisher,
    list: group.drafts[kind].list,
    text,
    documents: [...new Set(group.figures.map((f) => f.document))],
    steward,
    comment: reason,
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setRefusal(undefined);
    await work().catch((error) => setRefusal(reasonOf(error)));
  };
  const look = (event: Event): void => {
    event.preventDefault();
    void attempt(async () => setTrial(await tryRule({ ...request, seen: "" })));
  };
  const write = (): Promise<void> =>
    attempt(async () => {
      await writeRule({ ...request, seen: trial?.seen ?? "" });
      onNotice({ kind: "written" });
    });
  return (
    <form class="rule" onSubmit={look}>
      <fieldset>
        <legend>{words.whatToDo}</legend>
        {(["ignore", "map"] as const).map((each) => (
          <label class="switch">
            <input type="radio" name="kind" checked={kind === each} onChange={() => change(each, "")} />{" "}
            {words.ruleKinds[each]}
          </label>
        ))}
      </fieldset>
      <label>
        <span>{kind === "ignore" ? words.reason : words.indicator}</span>
        <input
          class="said"
          value={reason}
          list={kind === "map" ? "indicators" : undefined}
          maxLength={500}
          onInput={(e) => change(kind, e.currentTarget.value)}
        />
      </label>
      <datalist id="indicators">
        {indicators.map(({ code, label }) => (
          <option value={code}>{label[language]}</option>
        ))}
      </datalist>
      <label>
        <span>{words.ruleText}</span>
        <textarea
          rows={Math.min(14, text.split("\n").length + 1)}
          spellcheck={false}
          value={text}
          onInput={(e) => {
            setText(e.currentTarget.value);
            setTrial(undefined);
          }}
        />
      </label>
      <p class="error" role="alert">
        {refusal && said(refusal, language)}
      </p>
      <div class="buttons">
        <button type="submit" disabled={reason === "" && /INDICATOR|REASON/.test(text)}>
          {words.showDifference}
        </button>
        <button type="button" disabled={trial === undefined} onClick={() => void write()}>
          {words.writeRule}
        </button>
      </div>
      {trial === undefined ? null : <Trial trial={trial} />}
    </form>
  );
}

const KINDS: Readonly<Record<string, string>> = { "+": "added", "-": "removed" };

function Trial({ trial }: { trial: RuleTrial }) {
  const { words } = useWords();
  return (
    <section ref={(shown) => shown?.scrollIntoView({ block: "nearest" })} aria-label={words.difference}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre class="diff" tabIndex={0}>
        {trial.diff.split("\n").map((line) => (
          <span class={KINDS[line.charAt(0)] ?? ""}>{`${line}\n`}</span>
        ))}
      </pre>
      <p>{words.claims(trial.claimed.length)}</p>
      <FigureList figures={trial.claimed} />
      <p class={trial.changed.length > 0 ? "bad" : ""}>{words.changes(trial.changed.length)}</p>
      <FigureList figures={trial.changed} />
    </section>
  );
}
