import type { DocumentLine } from "../../model/index.js";
import { both, type Html, html, NOTHING } from "./html.js";
import { integer, percent } from "./number.js";

const STATUS = {
  done: both("lu", "read"),
  partial: both("à compléter", "to complete"),
  failed: both("en échec", "failed"),
} as const;

const WIDTH = 100;

/** Mapped, unmapped and ignored figures as one bar. */
function coverageBar(d: DocumentLine): Html {
  const parts = [
    { className: "mapped", n: d.figures_mapped },
    { className: "unmapped", n: d.figures_unmapped },
    { className: "ignored", n: d.figures_ignored },
  ];
  let x = 0;
  const bars = parts.map(({ className, n }) => {
    const width = d.figures > 0 ? (n / d.figures) * WIDTH : 0;
    const bar = html`<rect class="${className}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return bar;
  });
  return html`<svg class="coverage" role="img" aria-label="${d.figures_mapped} / ${d.figures_unmapped} / ${d.figures_ignored}" width="${WIDTH}" height="10" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none">${bars}</svg>`;
}

const number = (n: number): Html => html`<td class="n" data-value="${n}">${integer(n)}</td>`;
const count = (n: number, severity: string): Html =>
  html`<td class="n" data-value="${n}">${n > 0 ? html`<b class="badge ${severity}">${n}</b>` : html`<span class="none">0</span>`}</td>`;
const covered = (share: number | null): Html =>
  html`<td class="n" data-value="${share ?? -1}">${percent(share)}</td>`;

function row(d: DocumentLine): Html {
  const ocr = d.pages_ocr > 0 ? html` <small>(${d.pages_ocr} ${both("par OCR", "by OCR")})</small>` : NOTHING;
  const error = d.error === "" ? NOTHING : html`<p class="fault">${both(d.error_fr, d.error)}</p>`;
  return html`<tr class="${d.status}"><th scope="row" class="id">${d.document_id || d.file}${error}</th><td>${d.publisher}</td><td>${d.period}</td><td class="n" data-value="${d.pages}">${d.pages}${ocr}</td><td class="bar-cell">${coverageBar(d)}</td>${covered(d.coverage_tables)}${covered(d.coverage_text)}${number(d.figures_unmapped)}${number(d.observations)}${count(d.anomalies_error, "error")}${count(d.anomalies_warning, "warning")}${count(d.anomalies_info, "info")}<td>${STATUS[d.status]}</td></tr>`;
}

const HEADS: [fr: string, en: string, kind: "n" | ""][] = [
  ["Rapport", "Report", ""],
  ["Émetteur", "Publisher", ""],
  ["Année", "Year", ""],
  ["Pages", "Pages", "n"],
  ["Chiffres", "Figures", ""],
  ["Rattachés, tableaux", "Mapped, tables", "n"],
  ["Rattachés, texte", "Mapped, text", "n"],
  ["Non rattachés", "Unmapped", "n"],
  ["Observa\u00adtions", "Observa\u00adtions", "n"],
  ["Erreurs", "Errors", "n"],
  ["Alertes", "Warnings", "n"],
  ["Infos", "Notes", "n"],
  ["État", "Status", ""],
];

/** Reports that the table shows; what is left out is said. */
const MOST_REPORTS = 3000;

/** A row a report: how much of it was understood, and what does not add up. */
export function documentsHtml(all: readonly DocumentLine[]): Html {
  const documents = all.slice(0, MOST_REPORTS);
  const left = all.length - documents.length;
  const more =
    left > 0
      ? html`<p class="left">${both(`${left} de plus dans documents.csv`, `${left} more in documents.csv`)}</p>`
      : NOTHING;
  const heads = HEADS.map(
    ([fr, en, kind]) =>
      html`<th scope="col" class="${kind}"><button type="button" class="sort">${both(fr, en)}</button></th>`,
  );
  const legend = html`<p class="legend"><span class="key mapped"></span>${both("rattachés à une observation", "mapped to an observation")} <span class="key unmapped"></span>${both("non rattachés", "unmapped")} <span class="key ignored"></span>${both("écartés avec motif", "ignored for a stated reason")}</p>`;
  return html`<section id="rapports" aria-labelledby="h-rapports"><h2 id="h-rapports">${both("Rapports", "Reports")}</h2>${legend}<div class="scroll" tabindex="0" role="group" aria-labelledby="h-rapports"><table class="sortable" id="documents"><thead><tr>${heads}</tr></thead><tbody>${documents.map(row)}</tbody></table></div>${more}</section>`;
}
