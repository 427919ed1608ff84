import { axisFy, barX, barY, plot, ruleX, ruleY, text } from "@observablehq/plot";
import type { Language } from "../../model/index.js";
import { quantity } from "../quantity.js";
import type { Panel, Territory, YearValue } from "../report/charted.js";
import { image } from "./image.js";

/** Pixels. */
const BAR = 46;
const PANEL_GAP = 30;
const PANEL_HEIGHT = 150;
/** Widest bar. */
const STOUT = 38;
const ROW = 17;
const NAMES = 176;
const LENGTH = 230;
const ROOM = 76;

/** One bar. */
interface Bar {
  year: string;
  value: number;
  label: string;
  spoken: string;
}

const byYear = (a: Bar, b: Bar): number => (a.year < b.year ? -1 : 1);

function barsOf(values: readonly YearValue[], unit: string, language: Language): Bar[] {
  return values
    .map(([year, printed, mult]) => {
      const label = quantity(printed, unit, mult, language);
      return {
        year,
        value: Number(printed) * 10 ** mult,
        label,
        spoken: `${year}${language === "fr" ? " : " : ": "}${label}`,
      };
    })
    .sort(byYear);
}

/** What fits on two lines. */
const shortened = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;

/** Small multiples: a panel each, bars by year, all to one scale. `width` is what there is, in pixels. */
export function panelChart(
  title: string,
  panels: readonly Panel[],
  width: number,
  language: Language,
): Element {
  const years = [...new Set(panels.flatMap((p) => p.values.map(([year]) => year)))].sort();
  const panelWidth = Math.max(146, years.length * BAR + PANEL_GAP);
  const columns = Math.max(1, Math.min(panels.length, Math.floor(width / panelWidth)));
  const rows = Math.ceil(panels.length / columns);
  const placed = panels.map((panel, i) => ({
    title: panel.title,
    head: shortened(panel.title, Math.floor(panelWidth / 4)),
    fx: i % columns,
    fy: Math.floor(i / columns),
    bars: barsOf(panel.values, panel.unit, language),
  }));
  const bars = placed.flatMap(({ fx, fy, bars: own }) => own.map((bar) => ({ ...bar, fx, fy })));
  const values = bars.map((bar) => bar.value);
  const inset = Math.max(0, ((panelWidth * 0.9) / years.length - STOUT) / 2);
  const chart = plot({
    className: "plot",
    width: columns * panelWidth,
    height: rows * PANEL_HEIGHT + 10,
    marginTop: 46,
    marginBottom: 18,
    marginLeft: 2,
    marginRight: 2,
    fx: {
      axis: null,
      domain: [...Array(columns).keys()],
      paddingInner: columns > 1 ? 0.1 : 0,
      paddingOuter: 0,
    },
    fy: { axis: null, domain: [...Array(rows).keys()], paddingInner: rows > 1 ? 0.5 : 0, paddingOuter: 0 },
    x: { type: "band", axis: null, domain: years, padding: 0 },
    y: { axis: null, domain: [Math.min(0, ...values), Math.max(0, ...values) || 1] },
    marks: [
      barY(bars, {
        fx: "fx",
        fy: "fy",
        x: "year",
        y: "value",
        insetLeft: inset,
        insetRight: inset,
        fill: "var(--blue)",
      }),
      ruleY(placed, { fx: "fx", fy: "fy", y: () => 0, stroke: "var(--line)" }),
      text(bars, { fx: "fx", fy: "fy", x: "year", y: "value", text: "label", lineAnchor: "bottom", dy: -3 }),
      text(bars, {
        fx: "fx",
        fy: "fy",
        x: "year",
        frameAnchor: "bottom",
        text: "year",
        lineAnchor: "top",
        dy: 5,
        fill: "var(--soft)",
      }),
      text(placed, {
        fx: "fx",
        fy: "fy",
        frameAnchor: "top-left",
        text: "head",
        lineAnchor: "bottom",
        dy: -17,
        lineWidth: panelWidth / 13,
        fill: "var(--soft)",
      }),
    ],
  });
  const told = placed.map((p) => `${p.title} ${p.bars.map((bar) => bar.spoken).join(" ; ")}`);
  return image(chart, `${title} — ${told.join(" | ")}`);
}

/** Bars by commune, one a year (the last two), and the years that are drawn. */
export function communeChart(
  title: string,
  territory: Territory,
  language: Language,
): { chart: Element; years: string[] } {
  const all = territory.areas.flatMap(([, values]) => values.map(([year]) => year));
  const years = [...new Set(all)].sort().slice(-2);
  const rows = territory.areas.map(([area, values]) => ({
    area,
    bars: barsOf(values, territory.unit, language).filter((bar) => years.includes(bar.year)),
  }));
  const bars = rows.flatMap(({ area, bars: own }) => own.map((bar) => ({ ...bar, area })));
  const most = Math.max(0, ...bars.map((bar) => bar.value)) || 1;
  const shade = (bar: Bar): string => (bar.year === years.at(-1) ? "var(--blue)" : "var(--pale)");
  const chart = plot({
    className: "plot",
    width: NAMES + LENGTH + ROOM,
    height: rows.length * (ROW * years.length + 8) + 6,
    marginTop: 2,
    marginBottom: 2,
    marginLeft: NAMES,
    marginRight: ROOM,
    x: { axis: null, domain: [Math.min(0, ...bars.map((bar) => bar.value)), most] },
    y: { type: "band", axis: null, domain: years, padding: 0.12 },
    fy: { domain: rows.map((row) => row.area), padding: 0.16 },
    marks: [
      axisFy({
        anchor: "left",
        label: null,
        tickSize: 0,
        lineWidth: 14,
        textOverflow: "ellipsis",
        fill: "var(--soft)",
      }),
      barX(bars, { fy: "area", y: "year", x: "value", fill: shade }),
      ruleX([0], { stroke: "var(--line)" }),
      text(bars, { fy: "area", y: "year", x: "value", text: "label", textAnchor: "start", dx: 5 }),
    ],
  });
  const told = rows.map((row) => `${row.area} ${row.bars.map((bar) => bar.spoken).join(" ; ")}`);
  return { chart: image(chart, `${title} — ${told.join(" | ")}`), years };
}
