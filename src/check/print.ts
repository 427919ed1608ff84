import type { Anomaly, Extraction, Observation } from "../model/index.js";
import { noticeOf } from "./notice.js";
import { both, quoted } from "./wording.js";

/** Two ways of printing a number, of which a report has one as its own. */
interface Habit {
  subject: string;
  usual: RegExp;
  unusual: RegExp;
  fr: string;
  en: string;
}

const HABITS: readonly Habit[] = [
  {
    subject: "grouping",
    usual: /(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)/,
    unusual: /(?<![\d.,])(?!(?:19|20)\d{2}(?!\d))\d{4,}(?!\d)/,
    fr: "sans l'espace des milliers",
    en: "without the space that groups thousands",
  },
  {
    subject: "comma",
    usual: /\d,\d/,
    unusual: /\d\.\d{1,2}(?!\d)/,
    fr: "avec un point au lieu de la virgule",
    en: "with a point instead of the decimal comma",
  },
];

/** From so many numbers on, and this share of them, a way of printing is the report's usual one. */
const LEAST = 20;
const USUAL = 0.8;
const SHOWN = 5;

/** Numbers not printed in the report's usual way: one notice for each way. */
export function printAnomalies(extraction: Extraction): Anomaly[] {
  return HABITS.flatMap((habit) => {
    const unusual = extraction.observations.filter((o) => habit.unusual.test(o.source_text));
    const usual = extraction.observations.filter((o) => habit.usual.test(o.source_text)).length;
    if (unusual.length === 0 || usual < LEAST || usual < USUAL * (usual + unusual.length)) return [];
    return [unusually(extraction, habit, unusual, usual)];
  });
}

function unusually(
  extraction: Extraction,
  habit: Habit,
  members: readonly Observation[],
  usual: number,
): Anomaly {
  const [first] = members as [Observation];
  const texts = [...new Set(members.map((o) => o.source_text.trim()))];
  const list = texts.slice(0, SHOWN).join(", ") + (texts.length > SHOWN ? "…" : "");
  return noticeOf(extraction, {
    check: "format",
    severity: "info",
    subject: [habit.subject],
    observations: members.map((o) => o.observation_id),
    stated: list,
    expected: "",
    page: first.source_page,
    message: both((l) =>
      l === "fr"
        ? `Imprimé ${habit.fr}, à la différence de ${usual} autres nombres du document : ${quoted(list, l)} (p.\u00a0${first.source_page}).`
        : `Printed ${habit.en}, unlike ${usual} other numbers of the document: ${quoted(list, l)} (p.\u00a0${first.source_page}).`,
    ),
  });
}
