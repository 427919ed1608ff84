import type { Language } from "../../model/index.js";
import { innermost } from "../../model/path.js";
import type { Detail, Member } from "../wire.js";
import { markOf } from "./marks.js";
import { percent, written } from "./numbers.js";
import { useWords } from "./settings.js";

/** The arithmetic as one would write it on paper: the terms, what they make, what is printed, the difference. */
export function Sum({ detail, onPoint }: { detail: Detail; onPoint: (observation: string) => void }) {
  const { words, language } = useWords();
  const { anomaly, members } = detail;
  const numeric = anomaly.difference !== null;
  const computed = numeric && anomaly.check !== "restated" && anomaly.check !== "crossed";
  const labels = labelsOf(members);
  const terms = members.filter((m) => isTerm(m, detail));
  const stated = members.filter((m) => !isTerm(m, detail));
  return (
    <table class="sum">
      {labels.shared === "" ? null : <caption title={labels.shared}>{innermost(labels.shared)}</caption>}
      <thead>
        <tr>
          <th scope="col">{words.role}</th>
          <th scope="col">{words.label}</th>
          <th scope="col" class="number">
            {words.printed}
          </th>
        </tr>
      </thead>
      <tbody>
        {terms.map((m) => (
          <Row member={m} label={labels.own(m)} detail={detail} onPoint={onPoint} />
        ))}
      </tbody>
      {computed ? (
        <tbody>
          <tr class="computed">
            <td />
            <th scope="row">{words.computed}</th>
            <td class="number">{written(anomaly.expected, language)}</td>
          </tr>
        </tbody>
      ) : null}
      <tbody>
        {stated.map((m) => (
          <Row member={m} label={labels.own(m)} detail={detail} onPoint={onPoint} />
        ))}
      </tbody>
      {numeric ? (
        <tfoot>
          <tr class="gap">
            <td />
            <th scope="row">{words.difference}</th>
            <td class="number">{signed(anomaly.difference ?? "", language)}</td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

/** What all values have in common is said once, be it one sentence; each then says only what sets it apart. */
function labelsOf(members: readonly Member[]): { shared: string; own: (member: Member) => string } {
  const [first] = members;
  const alike = (of: (m: Member) => string): boolean =>
    members.length > 1 &&
    first !== undefined &&
    of(first) !== "" &&
    members.every((m) => of(m) === of(first));
  if (first !== undefined && alike((m) => m.row) && !alike((m) => m.column))
    return { shared: first.row, own: (m) => m.column || m.label };
  if (first !== undefined && alike((m) => m.column) && !alike((m) => m.row))
    return { shared: first.column, own: (m) => m.row || m.label };
  if (first !== undefined && alike((m) => m.label)) return { shared: first.label, own: () => "" };
  return { shared: "", own: (m) => m.label };
}

/** What stands above the line: all but the value that is checked. */
function isTerm(member: Member, { anomaly }: Detail): boolean {
  const above = ["part", "numerator", "denominator", "base", "current", "subset", "restatement"];
  if (anomaly.check === "part") return member.role !== "whole";
  return above.includes(member.role);
}

function signed(difference: string, language: Language): string {
  const text = written(difference, language);
  return text.startsWith("−") || /^0(?:[.,]0*)?$/.test(text) ? text : `+${text}`;
}

interface RowProps {
  member: Member;
  label: string;
  detail: Detail;
  onPoint: (observation: string) => void;
}

function Row({ member, label, detail, onPoint }: RowProps) {
  const { words, language } = useWords();
  const kind = markOf(member, detail);
  const pages = new Set(detail.members.map((m) => `${m.document}|${m.page}`));
  // A sign that stands for none is no number, and was not corrected.
  const none = member.printed === null && member.value === "0";
  const corrected = member.value !== member.printed && !none;
  const interval = intervalOf(member, words.interval, language);
  const told = ROUNDED.has(detail.anomaly.check);
  return (
    <tr class={kind} onMouseEnter={() => onPoint(member.observation)} onMouseLeave={() => onPoint("")}>
      <td>
        <span class={`box ${kind}`} aria-hidden="true" /> {words.roles[member.role]}
        {kind === "suspect" && member.suspected !== null ? (
          <span class="chance">{words.suspectedAt(percent(member.suspected))}</span>
        ) : null}
      </td>
      <th scope="row">
        <span class="clamped" title={label}>
          {innermost(label)}
        </span>
        {pages.size > 1 ? <span class="place">p. {member.page}</span> : null}
      </th>
      <td class="number" title={interval}>
        {corrected ? <del>{member.text}</del> : member.text}
        {corrected ? <ins>{written(member.value ?? "", language)}</ins> : null}
        {none ? <span class="interval">= 0</span> : null}
        {told && interval !== undefined ? <span class="interval">{interval}</span> : null}
      </td>
    </tr>
  );
}

/** Where what was rounded away counts; elsewhere it is told when pointed at. */
const ROUNDED: ReadonlySet<string> = new Set(["shares", "share", "ratio", "growth", "restated", "crossed"]);

/** What the printed digits stand for, `from … to …`; undefined where that is one value. */
function intervalOf({ lo, hi }: Member, words: string, language: Language): string | undefined {
  if (lo === null || hi === null || lo === hi) return undefined;
  const [from = "", to = ""] = words.split("…");
  return `${from}${written(lo, language)}${to}${written(hi, language)}`;
}
