import { type Anomaly, type LongDataset, type Observation, Severity } from "../../model/index.js";
import type { PageLink } from "../links.js";
import { membersOf } from "../members.js";
import { both, type Html, html, inlineJson, NOTHING } from "./html.js";
import { quantityHtml } from "./number.js";

/** A part of a page with the values that an anomaly is about marked on it. */
export interface Crop {
  document: string;
  page: number;
  /** WebP. */
  picture: Uint8Array;
}

/** By anomaly. */
export type Crops = ReadonlyMap<string, readonly Crop[]>;

/** Bytes of pictures that one file may hold; the gravest anomalies come first. */
const MOST_PICTURES = 16_000_000;
const MOST_PROPOSALS = 3;

const SEVERITY = {
  error: both("Erreur", "Error"),
  warning: both("Alerte", "Warning"),
  info: both("Information", "Note"),
} as const;

const CHECKS: Readonly<Record<Anomaly["check"], [string, string]>> = {
  total: ["total", "total"],
  part: ["sous-ensemble", "subset"],
  shares: ["somme des parts", "sum of shares"],
  share: ["part", "share"],
  ratio: ["ratio", "ratio"],
  growth: ["évolution", "change"],
  restated: ["redite", "restatement"],
  crossed: ["recoupement", "cross-check"],
  commune: ["commune", "commune"],
  territory: ["territoire", "territory"],
  period: ["période", "period"],
  scale: ["vraisemblance", "plausibility"],
  format: ["présentation", "format"],
};

const ROLES: Readonly<Record<string, [string, string]>> = {
  total: ["total", "total"],
  part: ["partie", "part"],
  whole: ["ensemble", "whole"],
  subset: ["sous-ensemble", "subset"],
  numerator: ["numérateur", "numerator"],
  denominator: ["dénominateur", "denominator"],
  share: ["part", "share"],
  average: ["moyenne", "average"],
  base: ["base", "base"],
  current: ["valeur actuelle", "current value"],
  change: ["évolution", "change"],
  statement: ["énoncé", "statement"],
  restatement: ["redite", "restatement"],
  label: ["libellé", "label"],
};

const ORIGIN: Readonly<Record<Anomaly["origin"], [string, string]>> = {
  source: ["imprimé ainsi dans le rapport", "printed so in the report"],
  extraction: ["mal lu par le programme", "misread by the program"],
  undecided: ["à trancher : lecture ou rapport", "undecided: reading or report"],
};

/** A probability is never certainty. */
const probability = (p: number): string => `${Math.min(99, Math.round(p * 100))}\u00a0%`;

const role = (name: string): Html => both(...(ROLES[name] ?? [name, name]));

/** Anomalies that the page tells; what is left out is said. */
const MOST_ANOMALIES = 6000;

/** The gravest first, each in the order of the table. */
function byGravity(anomalies: Iterable<Anomaly>): Anomaly[] {
  const first: Anomaly[] = [];
  for (const severity of Severity.options)
    for (const anomaly of anomalies)
      if (anomaly.severity === severity && first.length < MOST_ANOMALIES) first.push(anomaly);
  return first;
}

/** Pictures that fit, by anomaly. */
function pictures(anomalies: readonly Anomaly[], crops: Crops): Map<string, Html[]> {
  const chosen = new Map<string, Html[]>();
  let spent = 0;
  for (const { anomaly_id } of anomalies) {
    const found = crops.get(anomaly_id) ?? [];
    const bytes = found.reduce((sum, { picture }) => sum + picture.length, 0);
    if (found.length === 0 || spent + bytes > MOST_PICTURES) continue;
    spent += bytes;
    chosen.set(anomaly_id, found.map(figure));
  }
  return chosen;
}

/** What the picture shows stands beside it in words: the arithmetic, and the table of the values. */
function figure({ document, page, picture }: Crop): Html {
  const source = `data:image/webp;base64,${Buffer.from(picture).toString("base64")}`;
  const said = `${document}, p.\u00a0${page}`;
  return html`<figure class="crop"><img src="${source}" alt="${said}" loading="lazy"><figcaption>${said}</figcaption></figure>`;
}

function termRow(o: Observation, name: string, suspicion: number | undefined, pageLink: PageLink): Html {
  const href = pageLink(o.document_id, o.source_page);
  const page = html`p.\u00a0${o.source_page}`;
  const place = [o.source_row, o.source_column].filter((t) => t !== "").join(" · ") || o.source_context;
  const shown =
    o.obs_value === null ? html`${o.source_text}` : quantityHtml(o.obs_value, o.unit_measure, o.unit_mult);
  const suspect =
    suspicion === undefined
      ? NOTHING
      : html` <b class="suspect">${both("suspecte", "suspect")} ${probability(suspicion)}</b>`;
  return html`<tr><td>${role(name)}</td><td class="n">${shown}${suspect}</td><td>${place}</td><td>${href === undefined ? page : html`<a href="${href}">${page}</a>`} <small>${o.document_id}</small></td></tr>`;
}

const MOST_TERMS = 40;

function terms(a: Anomaly, byId: ReadonlyMap<string, Observation>, pageLink: PageLink): Html {
  const known = a.observations.flatMap(({ observation, role: name }) => {
    const o = byId.get(observation);
    return o === undefined
      ? []
      : [{ o, name, suspicion: a.suspects.find((s) => s.observation === observation)?.probability }];
  });
  if (known.length === 0) return NOTHING;
  const rows = known
    .slice(0, MOST_TERMS)
    .map(({ o, name, suspicion }) => termRow(o, name, suspicion, pageLink));
  const heads = [
    ["Rôle", "Role"],
    ["Valeur", "Value"],
    ["Où", "Where"],
    ["Page", "Page"],
  ].map(([fr = "", en = ""]) => html`<th scope="col">${both(fr, en)}</th>`);
  return html`<details class="terms"><summary>${both(`Valeurs en jeu (${known.length})`, `Values involved (${known.length})`)}</summary><div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

function card(
  a: Anomaly,
  byId: ReadonlyMap<string, Observation>,
  pageLink: PageLink,
  picture: readonly Html[],
): Html {
  const href = pageLink(a.documents[0] ?? "", a.page);
  const place = html`${a.documents.join(", ")}, p.\u00a0${a.page}`;
  const proposals = a.proposals
    .slice(0, MOST_PROPOSALS)
    .map(
      (p) => html`<li>${both(p.reason.fr, p.reason.en)} <small>${probability(p.probability)}</small></li>`,
    );
  return html`<li class="anomaly ${a.severity}" data-severity="${a.severity}" data-check="${a.check}" data-documents="${a.documents.join(" ")}" id="a-${a.anomaly_id}"><h3><b class="badge ${a.severity}">${SEVERITY[a.severity]}</b> <span class="check">${both(...CHECKS[a.check])}</span> ${href === undefined ? place : html`<a href="${href}">${place}</a>`}</h3><p>${both(a.message.fr, a.message.en)}</p>${a.arithmetic === "" ? NOTHING : html`<p class="sum">${a.arithmetic}</p>`}${a.notes.map((n) => html`<p class="note">${n}</p>`)}${picture}${proposals.length === 0 ? NOTHING : html`<ul class="proposals">${proposals}</ul>`}${terms(a, byId, pageLink)}<p class="origin">${both(...ORIGIN[a.origin])}</p></li>`;
}

const option = (value: string, fr: string, en: string): Html =>
  html`<option value="${value}" data-fr="${fr}" data-en="${en}">${fr}</option>`;

function filters(anomalies: readonly Anomaly[]): Html {
  const checks = [...new Set(anomalies.map((a) => a.check))].sort();
  const documents = [...new Set(anomalies.flatMap((a) => a.documents))].sort();
  return html`<form class="filters" id="anomaly-filters" hidden><label>${both("Gravité", "Severity")} <select name="severity">${option("", "toutes", "all")}${option("error", "erreurs", "errors")}${option("warning", "alertes", "warnings")}${option("info", "informations", "notes")}</select></label> <label>${both("Contrôle", "Check")} <select name="check">${option("", "tous", "all")}${checks.map((c) => option(c, ...CHECKS[c]))}</select></label> <label>${both("Rapport", "Report")} <select name="document">${option("", "tous", "all")}${documents.map((d) => option(d, d, d))}</select></label> <label>${both("Contient", "Contains")} <input type="search" name="text"></label></form>`;
}

/** What the marks mean, and how many errors and warnings have no picture. */
function pictured(anomalies: readonly Anomaly[], shown: ReadonlyMap<string, unknown>): Html {
  if (shown.size === 0) return NOTHING;
  const bare = anomalies.filter((a) => a.severity !== "info" && !shown.has(a.anomaly_id)).length;
  const key = html`<span class="key suspect-mark"></span>${both("valeur suspecte", "suspect value")}<span class="key term-mark"></span>${both("autre valeur en jeu", "other value involved")}`;
  const without =
    bare === 0
      ? NOTHING
      : html` · ${both(`${bare} erreurs ou alertes sans image`, `${bare} errors or warnings without a picture`)}`;
  return html`<p class="legend">${key}${without}</p>`;
}

/** Cards that the page holds as such; further ones are data, and a script makes them when their turn comes. */
const MOST_CARDS = 300;

/**
 * A card an anomaly, its arithmetic in sight, the gravest first. A script, where there is one, filters and pages them.
 */
export function anomaliesHtml(dataset: LongDataset, pageLink: PageLink, crops: Crops): Html {
  const sorted = byGravity(dataset.anomalies);
  const byId = membersOf(sorted, dataset);
  const shown = pictures(sorted, crops);
  const cards = sorted.map((a) => card(a, byId, pageLink, shown.get(a.anomaly_id) ?? []));
  const data = sorted
    .map((a, i) => [a.severity, a.check, a.documents, cards[i]?.markup ?? ""])
    .slice(MOST_CARDS);
  const further =
    data.length === 0
      ? NOTHING
      : html`<noscript><p>${both(`${data.length} de plus dans anomalies.csv`, `${data.length} more in anomalies.csv`)}</p></noscript><script type="application/json" id="anomaly-later">${inlineJson(data)}</script>`;
  const left = dataset.anomalies.length - sorted.length;
  const more =
    left > 0
      ? html`<p class="left">${both(`${left} de plus dans anomalies.csv`, `${left} more in anomalies.csv`)}</p>`
      : NOTHING;
  const none = html`<p>${both("Aucune anomalie.", "No anomaly.")}</p>`;
  return html`<section id="anomalies" aria-labelledby="h-anomalies"><h2 id="h-anomalies">${both("Anomalies", "Anomalies")}</h2>${pictured(sorted, shown)}${filters(sorted)}<p class="count" id="anomaly-count" role="status"></p>${cards.length === 0 ? none : html`<ol class="cards" id="anomaly-list">${cards.slice(0, MOST_CARDS)}</ol>`}${further}${more}<nav class="pager" id="anomaly-pager" hidden></nav></section>`;
}
