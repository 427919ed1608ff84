import type { Catalogue } from "../../model/index.js";
import type { comparabilityTable } from "../tables/comparability.js";
import type { Comparability } from "./charted.js";
import { both, type Html, html, inlineJson, NOTHING } from "./html.js";

type Comparisons = ReturnType<typeof comparabilityTable>;

const COLUMNS = ["indicator", "publisher", "year", "definition", "differs_in"] as const;

/** What one publisher counts in one year beside what the catalogue defines. */
export type Agreement = Record<(typeof COLUMNS)[number], string>;

/** Cells of `comparability.csv` by column. */
export function agreementsOf(table: Comparisons): Agreement[] {
  const places = COLUMNS.map((name) => [name, table.columns.findIndex((c) => c.name === name)] as const);
  return table.rows.map(
    (row) => Object.fromEntries(places.map(([name, place]) => [name, String(row[place])])) as Agreement,
  );
}

/** Reports that the picture shows; what is left out is said. */
const MOST_REPORTS = 60;

/** `comparability.csv` as a picture: indicators by publisher and year, and how their definitions compare. */
export function comparabilityHtml(agreements: readonly Agreement[], catalogue: Catalogue): Html {
  const reports = [...new Set(agreements.map((a) => `${a.publisher} ${a.year}`))].sort();
  if (reports.length === 0) return NOTHING;
  const shown = new Map(reports.slice(0, MOST_REPORTS).map((name, i) => [name, i]));
  const told = new Set(agreements.map((a) => a.indicator));
  const indicators = Object.entries(catalogue).filter(([code]) => told.has(code));
  const places = new Map(indicators.map(([code], i) => [code, i]));
  const data: Comparability = {
    reports: [...shown.keys()],
    indicators: indicators.map(([, { label }]) => [label.fr, label.en]),
    cells: agreements.flatMap((a): Comparability["cells"] => {
      const report = shown.get(`${a.publisher} ${a.year}`);
      const indicator = places.get(a.indicator);
      return report === undefined || indicator === undefined ? [] : [[report, indicator, a.definition]];
    }),
  };
  const left = reports.length - shown.size;
  const key = (kind: string, fr: string, en: string): Html =>
    html`<span class="key ${kind}"></span>${both(fr, en)}`;
  return html`<section id="comparabilite" aria-labelledby="h-comparabilite"><h2 id="h-comparabilite">${both("Comparabilité", "Comparability")}</h2><p class="lead">${both("Ce que chaque émetteur compte, comparé à la définition du catalogue, par année des valeurs.", "What each publisher counts, compared with the catalogue's definition, by year of the values.")}</p><p class="legend">${key("mapped", "même définition", "same definition")}${key("unmapped", "≠ définition différente", "≠ definition differs")}${key("ignored", "? non vérifiée", "? not verified")}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="h-comparabilite"><div id="comparability-chart"></div></div>${left > 0 ? html`<p class="left">${both(`${left} de plus dans comparability.csv`, `${left} more in comparability.csv`)}</p>` : NOTHING}<script type="application/json" id="comparability-data">${inlineJson(data)}</script></section>`;
}
