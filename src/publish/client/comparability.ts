import { axisX, axisY, cell, plot, text } from "@observablehq/plot";
import type { Language } from "../../model/index.js";
import type { Comparability } from "../report/charted.js";
import { image } from "./image.js";
import { WORDS } from "./words.js";

/** Pixels. */
const CELL = 22;
const NAMES = 330;
const HEADS = 96;

const COLOURS: Readonly<Record<string, string>> = {
  agree: "var(--green)",
  differ: "var(--amber)",
  unknown: "var(--grey)",
};
const SIGNS: Readonly<Record<string, string>> = { differ: "≠", unknown: "?" };

/** A row an indicator, a column a publisher and year. */
export function comparabilityChart(
  { reports, indicators, cells }: Comparability,
  language: Language,
): Element {
  const names = indicators.map(([fr, en]) => (language === "fr" ? fr : en));
  const marks = cells.map(([report, indicator, definition]) => ({
    report: reports[report] ?? "",
    indicator,
    definition,
  }));
  const chart = plot({
    className: "plot",
    width: NAMES + reports.length * CELL + 60,
    height: HEADS + indicators.length * CELL,
    marginLeft: NAMES,
    marginTop: HEADS,
    marginRight: 60,
    marginBottom: 4,
    x: { type: "band", domain: reports, padding: 0.08 },
    y: { type: "band", domain: [...names.keys()], padding: 0.08 },
    marks: [
      axisX({ anchor: "top", label: null, tickSize: 0, tickRotate: -50, fill: "var(--soft)" }),
      axisY({
        label: null,
        tickSize: 0,
        tickFormat: (place: number) => names[place] ?? "",
        lineWidth: 23,
        textOverflow: "ellipsis",
        fill: "var(--soft)",
      }),
      cell(marks, { x: "report", y: "indicator", fill: (mark) => COLOURS[mark.definition] ?? "none" }),
      text(marks, {
        x: "report",
        y: "indicator",
        text: (mark) => SIGNS[mark.definition] ?? "",
        fill: "#000",
      }),
    ],
  });
  const counted = (definition: string): number =>
    marks.filter((mark) => mark.definition === definition).length;
  return image(chart, WORDS[language].compared(counted("agree"), counted("differ"), counted("unknown")));
}
