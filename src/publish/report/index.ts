import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DocumentLine, LongDataset } from "../../model/index.js";
import type { PageLink } from "../links.js";
import { comparabilityTable } from "../tables/comparability.js";
import { anomaliesHtml, type Crop, type Crops } from "./anomalies.js";
import { agreementsOf, comparabilityHtml } from "./comparability.js";
import { documentsHtml } from "./documents.js";
import { both, Html, html } from "./html.js";
import { indicatorsHtml } from "./indicators.js";
import { integer } from "./number.js";
import { observationsHtml } from "./observations.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";

/** Draws the indicators; as `npm run build` makes it, for what runs from the sources and for what is built. */
const CHARTS = new URL("../../../dist/publish/client/charts.js", import.meta.url);

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing but this file's own style, script and pictures; no request leaves it. */
const policy = (charts: string): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(STYLE)}`,
    `script-src ${hashOf(SCRIPT)} ${hashOf(charts)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

type NumericColumn = {
  [K in keyof DocumentLine]: DocumentLine[K] extends number ? K : never;
}[keyof DocumentLine];

function sums({ documents, observations, anomalies }: LongDataset): Html {
  const total = (column: NumericColumn): number => documents.reduce((sum, d) => sum + d[column], 0);
  const found = { error: 0, warning: 0, info: 0 };
  for (const { severity } of anomalies) found[severity]++;
  const each: [string, string, number, string][] = [
    ["rapports", "reports", documents.length, ""],
    ["pages", "pages", total("pages"), ""],
    ["chiffres imprimés", "printed figures", total("figures"), ""],
    ["non rattachés", "unmapped", total("figures_unmapped"), ""],
    ["observations", "observations", observations.length, ""],
    ["erreurs", "errors", found.error, "error-text"],
    ["alertes", "warnings", found.warning, "warning-text"],
    ["informations", "notes", found.info, ""],
  ];
  return html`<dl class="sums">${each.map(
    ([fr, en, n, kind]) => html`<div><dt>${both(fr, en)}</dt><dd class="${kind}">${integer(n)}</dd></div>`,
  )}</dl>`;
}

const language = html`<fieldset class="language"><legend>Langue / Language</legend><label><input type="radio" name="lang" id="lang-fr" checked> Français</label><label><input type="radio" name="lang" id="lang-en"> English</label></fieldset>`;

const contents = html`<nav class="contents" aria-label="Sommaire / Contents"><a href="#rapports">${both("Rapports", "Reports")}</a><a href="#anomalies">Anomalies</a><a href="#indicateurs">${both("Indicateurs", "Indicators")}</a><a href="#comparabilite">${both("Comparabilité", "Comparability")}</a><a href="#observations">Observations</a>${language}</nav>`;

/**
 * The report on a publication, of which each section shows no more than a browser bears and says what it leaves out: one file that opens from disk, in French with English behind a switch. It holds what was
 * understood of each report, each anomaly with its arithmetic (and picture, where one is given), small multiples for
 * each indicator, and every observation with its page.
 */
export function reportHtml(dataset: LongDataset, pageLink: PageLink, crops: Crops = new Map()): string {
  const { version } = dataset;
  const charts = readFileSync(CHARTS, "utf8");
  const title = both("Chiffres des rapports d'activité, vérifiés", "Figures of activity reports, checked");
  const agreements = agreementsOf(comparabilityTable(dataset.observations, dataset.catalogue));
  const date = version.created.slice(0, 10);
  const page = html`<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(charts)}"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><title>Recoupe — chiffres des rapports d'activité</title><style>${new Html(STYLE)}</style></head>
<body><header class="top"><h1>${title}</h1><p>Recoupe ${version.engine} · ${both("règles", "rules")} ${version.rules.slice(0, 8)}${date === "" ? "" : ` · ${date}`}</p>${sums(dataset)}</header>
${contents}
<main>${documentsHtml(dataset.documents)}
${anomaliesHtml(dataset, pageLink, crops)}
${indicatorsHtml(dataset, agreements)}
${comparabilityHtml(agreements, dataset.catalogue)}
${observationsHtml(dataset, pageLink)}</main>
<footer>${both("Données dérivées sous Licence Ouverte 2.0. Chaque valeur est accompagnée de sa page ; le rapport fait foi.", "Derived data under the Licence Ouverte 2.0. Each value comes with its page; the report itself is authoritative.")}</footer>
<script>${new Html(SCRIPT)}</script><script>${new Html(charts)}</script></body></html>
`;
  return page.markup;
}

export type { Crop, Crops };
