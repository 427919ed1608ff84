import { Html, html } from "./html.js";
import { frenchNumber, quantity, unitSign } from "./number.js";
import type { Point } from "./quantities.js";

/** Pixels. */
const BAR = 34;
const GAP = 14;
const HEIGHT = 84;
const TOP = 16;
const FOOT = 16;
const ROW = 17;
const NAME = 168;
const LENGTH = 220;
const ROOM = 74;
/** Bars and rows that are drawn; what is left out is said. */
const MOST_YEARS = 8;
const MOST_ROWS = 40;

const round = (n: number): string => n.toFixed(1);

/** The value as text of a chart, at a place; in two languages where they differ. */
function label(p: Point, x: number, y: number, anchor: "middle" | "start"): Html {
  const markup = quantity(p.text, p.unit, p.mult).markup;
  const text = (content: string, lang: string): string =>
    `<text class="value" ${lang}x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${content}</text>`;
  const parts = [...markup.matchAll(/<span lang="(\w+)">(.*?)<\/span>/g)];
  return new Html(
    parts.length === 0
      ? text(markup, "")
      : parts.map(([, lang, content]) => text(content ?? "", `lang="${lang}" `)).join(""),
  );
}

const spoken = (points: readonly Point[]): string =>
  points
    .map(
      (p) =>
        `${p.year} : ${frenchNumber(p.text)}${unitSign(p.unit, p.mult) && ` ${unitSign(p.unit, p.mult)}`}`,
    )
    .join(" ; ");

const byYear = (a: Point, b: Point): number => (a.year < b.year ? -1 : a.year > b.year ? 1 : 0);

/** Vertical bars, one a year; `most` is the value of a bar of full height, shared by the panels of one scale. */
export function yearBars(title: string, points: readonly Point[], most: number): Html {
  const shown = [...points].sort(byYear).slice(-MOST_YEARS);
  const width = Math.max(BAR + GAP, shown.length * (BAR + GAP)) + 24;
  const bars = shown.map((p, i) => {
    const height = most > 0 ? Math.max(0, (p.value / most) * HEIGHT) : 0;
    const x = 12 + i * (BAR + GAP) + GAP / 2;
    const y = TOP + HEIGHT - height;
    return html`<rect class="bar" x="${round(x)}" y="${round(y)}" width="${BAR}" height="${round(height)}"/>${label(p, x + BAR / 2, y - 4, "middle")}<text class="axis" x="${round(x + BAR / 2)}" y="${TOP + HEIGHT + 13}" text-anchor="middle">${p.year}</text>`;
  });
  return html`<svg role="img" aria-label="${title} — ${spoken(shown)}" width="${width}" height="${TOP + HEIGHT + FOOT}" viewBox="0 0 ${width} ${TOP + HEIGHT + FOOT}">${bars}<line class="rule" x1="6" x2="${width - 6}" y1="${TOP + HEIGHT + 0.5}" y2="${TOP + HEIGHT + 0.5}"/></svg>`;
}

interface Row {
  name: string;
  points: Point[];
}

function rowsOf(points: readonly Point[]): Row[] {
  const rows = new Map<string, Row>();
  for (const p of [...points].sort(byYear)) {
    const row = rows.get(p.area) ?? { name: p.areaLabel, points: [] };
    row.points.push(p);
    rows.set(p.area, row);
  }
  const last = (row: Row): number => row.points.at(-1)?.value ?? 0;
  return [...rows.values()].sort((a, b) => last(b) - last(a) || (a.name < b.name ? -1 : 1));
}

export interface AreaChart {
  svg: Html;
  years: string[];
  /** Areas that are not drawn. */
  left: number;
}

/** Horizontal bars, a row an area, one bar a year (the last two), the greatest first. */
export function areaBars(title: string, points: readonly Point[]): AreaChart {
  const years = [...new Set(points.map((p) => p.year))].sort().slice(-2);
  const kept = points.filter((p) => years.includes(p.year));
  const rows = rowsOf(kept);
  const shown = rows.slice(0, MOST_ROWS);
  const most = Math.max(...kept.map((p) => p.value), 0);
  const step = ROW * years.length + 7;
  const width = NAME + LENGTH + ROOM;
  const height = shown.length * step + 4;
  const drawn = shown.map((row, i) => {
    const top = i * step + 4;
    const bars = row.points.map((p) => {
      const order = years.indexOf(p.year);
      const length = most > 0 ? Math.max(0, (p.value / most) * LENGTH) : 0;
      const y = top + order * ROW;
      return html`<rect class="bar year${order + (2 - years.length)}" x="${NAME}" y="${round(y)}" width="${round(length)}" height="${ROW - 4}"/>${label(p, NAME + length + 5, y + ROW - 7, "start")}`;
    });
    const name = row.name.length > 27 ? `${row.name.slice(0, 26)}…` : row.name;
    return html`<text class="name" x="${NAME - 8}" y="${round(top + (years.length * ROW) / 2 + 2)}" text-anchor="end">${name}</text>${bars}`;
  });
  const told = shown.map((row) => `${row.name} ${spoken(row.points)}`).join(" | ");
  const svg = html`<svg role="img" aria-label="${title} — ${told}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawn}<line class="rule" x1="${NAME - 0.5}" x2="${NAME - 0.5}" y1="0" y2="${height}"/></svg>`;
  return { svg, years, left: rows.length - shown.length };
}
