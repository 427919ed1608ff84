import type { Dataset } from "../../model/index.js";
import { comparabilityTable } from "../tables/comparability.js";
import { areaBars, yearBars } from "./chart.js";
import { both, type Html, html, NOTHING } from "./html.js";
import { type IndicatorQuantities, type Point, type Quantity, quantitiesOf } from "./quantities.js";

/** Panels of one quantity, and quantities of one indicator, that are drawn; what is left out is said. */
const MOST_PANELS = 24;
const MOST_TERRITORIES = 8;
const MOST_QUANTITIES = 10;
const FEWEST_AREAS = 3;

const isCommune = (p: Point): boolean => p.area.startsWith("COM-");

/** Values of one publisher about one area that is no commune. */
interface Panel {
  title: string;
  /** Areas of one level, in one unit, are drawn to one scale: a region's bars would flatten all others. */
  scale: string;
  points: Point[];
}

function panelsOf(points: readonly Point[]): Panel[] {
  const panels = new Map<string, Panel>();
  for (const p of points.filter((candidate) => !isCommune(candidate))) {
    const key = `${p.publisher}|${p.area}|${p.unit}`;
    const panel = panels.get(key) ?? {
      title: `${p.publisher} · ${p.areaLabel}`,
      scale: `${p.area.split("-")[0]} ${p.unit}`,
      points: [],
    };
    panel.points.push(p);
    panels.set(key, panel);
  }
  return [...panels.values()].sort(
    (a, b) => b.points.length - a.points.length || (a.title < b.title ? -1 : 1),
  );
}

function scalesOf(panels: readonly Panel[]): Map<string, number> {
  const scales = new Map<string, number>();
  for (const { scale, points } of panels)
    scales.set(scale, Math.max(scales.get(scale) ?? 0, ...points.map((p) => p.value)));
  return scales;
}

function communesOf(points: readonly Point[]): { publisher: string; points: Point[] }[] {
  const groups = new Map<string, Point[]>();
  for (const p of points) {
    if (!isCommune(p)) continue;
    const group = groups.get(p.publisher);
    if (group === undefined) groups.set(p.publisher, [p]);
    else group.push(p);
  }
  return [...groups]
    .map(([publisher, found]) => ({ publisher, points: found }))
    .filter((g) => new Set(g.points.map((p) => p.area)).size >= FEWEST_AREAS);
}

/** Worth a picture: more than one bar to set side by side. */
const comparable = (q: Quantity): boolean =>
  panelsOf(q.points).some((p) => p.points.length > 1) ||
  new Set(q.points.map((p) => p.publisher)).size > 1 ||
  communesOf(q.points).length > 0;

const left = (n: number): Html =>
  n > 0
    ? html`<p class="left">${both(`${n} de plus dans observations.csv`, `${n} more in observations.csv`)}</p>`
    : NOTHING;

function quantityHtml(q: Quantity, { indicator }: IndicatorQuantities): Html {
  const panels = panelsOf(q.points);
  const scales = scalesOf(panels);
  const publishers = panels
    .slice(0, MOST_PANELS)
    .map(
      (p) =>
        html`<figure><figcaption>${p.title}</figcaption>${yearBars(`${indicator.label.fr} ${q.fr} ${p.title}`, p.points, scales.get(p.scale) ?? 0)}</figure>`,
    );
  const territories = communesOf(q.points);
  const communes = territories.slice(0, MOST_TERRITORIES).map(({ publisher, points }) => {
    const chart = areaBars(`${indicator.label.fr} ${q.fr} ${publisher}`, points);
    const key = chart.years.map(
      (year, i) => html` <span class="key year${i + (2 - chart.years.length)}"></span>${year}`,
    );
    return html`<figure class="areas"><figcaption>${publisher} · ${both("par commune", "by commune")}${key}</figcaption>${chart.svg}${left(chart.left)}</figure>`;
  });
  const title = q.parts === 0 ? NOTHING : html`<h4>${both(q.fr, q.en)}</h4>`;
  return html`${title}<div class="panels">${publishers}${communes}</div>${left(Math.max(0, panels.length - MOST_PANELS) + Math.max(0, territories.length - MOST_TERRITORIES))}`;
}

/** `mno 2023, 2025`. */
function listed(rows: readonly { publisher: string; year: string; why: string }[]): string {
  const years = new Map<string, string[]>();
  for (const r of rows) {
    const key = r.why ? `${r.publisher} [${r.why}]` : r.publisher;
    years.set(key, [...(years.get(key) ?? []), r.year]);
  }
  return [...years].map(([publisher, list]) => `${publisher} ${list.join(", ")}`).join(" · ");
}

/** Where definitions agree, differ or are unknown, in a line each. */
function definitions(rows: readonly (readonly unknown[])[]): Html {
  const of = (agreement: string) =>
    rows
      .filter((r) => r[6] === agreement)
      .map((r) => ({ publisher: String(r[1]), year: String(r[2]), why: String(r[7]) }));
  const line = (agreement: string, fr: string, en: string): Html => {
    const found = of(agreement);
    return found.length === 0 ? NOTHING : html`<li class="${agreement}">${both(fr, en)}${listed(found)}</li>`;
  };
  return html`<ul class="definitions">${line("agree", "Même définition : ", "Same definition: ")}${line("differ", "Définition différente : ", "Definition differs: ")}${line("unknown", "Définition non vérifiée : ", "Definition not verified: ")}</ul>`;
}

/** Characters of charts that a page holds as such; with more, those of an indicator are drawn when it is opened. */
const MOST_DRAWN = 3_000_000;

/** Markup that a script puts in its place when it is asked for. It holds no end of a script, as all text is escaped. */
const later = (content: Html): Html =>
  html`<noscript><p>${both("Ces graphiques demandent un script.", "These charts need a script.")}</p></noscript><script type="text/plain" class="later">${content}</script>`;

/** Small multiples for each indicator, across publishers, communes and years. Up to some hundred reports they need no script. */
export function indicatorsHtml(dataset: Dataset): Html {
  const agreements = comparabilityTable(dataset.observations, dataset.catalogue).rows;
  const drawn = quantitiesOf(dataset)
    .map((q) => ({ ...q, quantities: q.quantities.filter(comparable) }))
    .filter((q) => q.quantities.length > 0);
  const contents = drawn.map((q) => {
    const rows = agreements.filter((r) => r[0] === q.code);
    const shown = q.quantities.slice(0, MOST_QUANTITIES).map((quantity) => quantityHtml(quantity, q));
    return html`<p class="definition">${both("Définition du catalogue (en anglais) : ", "Definition: ")}<q lang="en">${q.indicator.definition}</q></p>${definitions(rows)}${shown}${left(q.quantities.length - MOST_QUANTITIES)}`;
  });
  const many = contents.reduce((sum, c) => sum + c.markup.length, 0) > MOST_DRAWN;
  const each = drawn.map((q, i) => {
    const content = contents[i] ?? NOTHING;
    const open = i === 0 && !many ? html` open` : NOTHING;
    return html`<details class="indicator"${open}><summary><h3>${both(q.indicator.label.fr, q.indicator.label.en)}</h3></summary>${many ? later(content) : content}</details>`;
  });
  return html`<section id="indicateurs" aria-labelledby="h-indicateurs"><h2 id="h-indicateurs">${both("Indicateurs", "Indicators")}</h2><p class="lead">${both("Les territoires de même niveau ont la même échelle. Chaque valeur est celle du rapport de l'année, à défaut celle d'un rapport ultérieur.", "Areas of one level share one scale. Each value is from that year's own report, else from a later one.")}</p>${each}</section>`;
}
