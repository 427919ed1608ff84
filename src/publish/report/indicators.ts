import type { LongDataset } from "../../model/index.js";
import type { Charted, ChartedIndicator, Panel, Territory, YearValue } from "./charted.js";
import type { Agreement } from "./comparability.js";
import { both, type Html, html, inlineJson, NOTHING } from "./html.js";
import { type IndicatorQuantities, type Point, type Quantity, quantitiesOf } from "./quantities.js";

/** Areas below which a publisher's communes are not set side by side. */
const FEWEST_AREAS = 3;

const isCommune = (p: Point): boolean => p.area.startsWith("COM-");

const yearValue = (p: Point): YearValue => [p.year, p.text, p.mult];

/** Areas of one level, in one unit, have one scale. The panels with most years come first. */
function panelsOf(points: readonly Point[]): Panel[] {
  const panels = new Map<string, Panel>();
  for (const p of points.filter((candidate) => !isCommune(candidate))) {
    const key = `${p.publisher}|${p.area}|${p.unit}`;
    const panel = panels.get(key) ?? {
      title: `${p.publisher} · ${p.areaLabel}`,
      scale: `${p.area.split("-")[0]} ${p.unit}`,
      unit: p.unit,
      values: [],
    };
    panel.values.push(yearValue(p));
    panels.set(key, panel);
  }
  return [...panels.values()].sort(
    (a, b) => b.values.length - a.values.length || (a.title < b.title ? -1 : 1),
  );
}

/** The value of an area's last year. */
const latest = (points: readonly Point[]): number =>
  points.reduce((last, p) => (p.year > last.year ? p : last)).value;

function territoriesOf(points: readonly Point[]): Territory[] {
  const groups = new Map<string, Map<string, [Point, ...Point[]]>>();
  for (const p of points.filter(isCommune)) {
    const key = `${p.publisher}|${p.unit}`;
    const areas = groups.get(key) ?? new Map<string, [Point, ...Point[]]>();
    groups.set(key, areas);
    const known = areas.get(p.area);
    if (known === undefined) areas.set(p.area, [p]);
    else known.push(p);
  }
  return [...groups.values()]
    .filter((areas) => areas.size >= FEWEST_AREAS)
    .map((areas) => {
      const sorted = [...areas.values()].sort(
        (a, b) => latest(b) - latest(a) || (a[0].areaLabel < b[0].areaLabel ? -1 : 1),
      );
      const [[first] = []] = sorted;
      return {
        publisher: first?.publisher ?? "",
        unit: first?.unit ?? "",
        areas: sorted.map((found): [string, YearValue[]] => [found[0].areaLabel, found.map(yearValue)]),
      };
    });
}

/** Worth a picture: more than one bar to set side by side. */
const comparable = (q: Quantity): boolean =>
  panelsOf(q.points).some((p) => p.values.length > 1) ||
  new Set(q.points.map((p) => p.publisher)).size > 1 ||
  territoriesOf(q.points).length > 0;

const charted = ({ indicator, quantities }: IndicatorQuantities): ChartedIndicator => ({
  ...indicator.label,
  quantities: quantities.map(
    ({ fr, en, points }): Charted => ({
      fr,
      en,
      panels: panelsOf(points),
      territories: territoriesOf(points),
    }),
  ),
});

/** `mno 2023, 2025`. */
function listed(rows: readonly Agreement[]): string {
  const years = new Map<string, string[]>();
  for (const { publisher, year, differs_in } of rows) {
    const key = differs_in === "" ? publisher : `${publisher} [${differs_in}]`;
    years.set(key, [...(years.get(key) ?? []), year]);
  }
  return [...years].map(([publisher, list]) => `${publisher} ${list.join(", ")}`).join(" · ");
}

/** Where definitions agree, differ or are unknown, in a line each. */
function definitions(agreements: readonly Agreement[]): Html {
  const line = (agreement: string, fr: string, en: string): Html => {
    const found = agreements.filter(({ definition }) => definition === agreement);
    return found.length === 0 ? NOTHING : html`<li class="${agreement}">${both(fr, en)}${listed(found)}</li>`;
  };
  return html`<ul class="definitions">${line("agree", "Même définition : ", "Same definition: ")}${line("differ", "Définition différente : ", "Definition differs: ")}${line("unknown", "Définition non vérifiée : ", "Definition not verified: ")}</ul>`;
}

/**
 * Small multiples for each indicator, across publishers, communes and years. The page holds their numbers; a script draws
 * them when they come into view, so that hundreds of reports make no heavy page.
 */
export function indicatorsHtml(dataset: LongDataset, agreements: readonly Agreement[]): Html {
  const { indicators, left } = quantitiesOf(dataset);
  const drawn = indicators
    .map((q) => ({ ...q, quantities: q.quantities.filter(comparable) }))
    .filter((q) => q.quantities.length > 0);
  const each = drawn.map((q, i) => {
    const own = agreements.filter(({ indicator }) => indicator === q.code);
    const open = i === 0 ? html` open` : NOTHING;
    return html`<details class="indicator"${open}><summary><h3>${both(q.indicator.label.fr, q.indicator.label.en)}</h3></summary><p class="definition">${both("Définition du catalogue (en anglais) : ", "Definition: ")}<q lang="en">${q.indicator.definition}</q></p>${definitions(own)}<div class="charts"></div><script type="application/json" class="charted">${inlineJson(charted(q))}</script></details>`;
  });
  const bare = html`<noscript><p>${both("Les graphiques demandent un script ; les mêmes données sont dans observations.csv.", "The charts need a script; the same data are in observations.csv.")}</p></noscript>`;
  const more =
    left > 0
      ? html`<p class="left">${both(`${left} valeurs de plus dans observations.csv`, `${left} more values in observations.csv`)}</p>`
      : NOTHING;
  return html`<section id="indicateurs" aria-labelledby="h-indicateurs"><h2 id="h-indicateurs">${both("Indicateurs", "Indicators")}</h2><p class="lead">${both("Les territoires de même niveau ont la même échelle. Chaque valeur est celle du rapport de l'année, à défaut celle d'un rapport ultérieur.", "Areas of one level share one scale. Each value is from that year's own report, else from a later one.")}</p>${bare}${more}${each}</section>`;
}
