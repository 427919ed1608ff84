import type { Language, LongDataset, Observation } from "../../model/index.js";
import type { PageLink } from "../links.js";
import { unitSign } from "../quantity.js";
import { both, type Html, html, inlineJson, NOTHING } from "./html.js";
import { partNames } from "./quantities.js";

/** Numbers texts as they first come: columns of repeated text become small integers. */
function numbering(): { texts: string[]; of: (text: string) => number } {
  const texts: string[] = [];
  const known = new Map<string, number>();
  return {
    texts,
    of: (text) => {
      const found = known.get(text);
      if (found !== undefined) return found;
      known.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
  };
}

/** Rows that the table shows; what is left out is said. */
const MOST_OBSERVATIONS = 100_000;

/** Separates French from English in a text that is in both. */
const EITHER = "\u001f";
const inBoth = (fr: string, en: string): string => (fr === en ? fr : `${fr}${EITHER}${en}`);

/**
 * The observations as the page's script takes them: `texts`, and a row an observation of
 * `[document, page, area, period, what, value, unit, status]`, where all but page and value are places in `texts`.
 */
function rowsOf(dataset: LongDataset): { texts: string[]; rows: (number | string)[][] } {
  const { texts, of } = numbering();
  const names = partNames(dataset);
  const measures = new Map((dataset.codeLists.measure ?? []).map((c) => [c.code, c]));
  const what = (o: Observation): string => {
    const indicator = dataset.catalogue[o.indicator];
    const parts = names(o);
    const measure = indicator?.measure === o.measure ? undefined : measures.get(o.measure);
    const told = (language: Language): string =>
      [indicator?.label[language] ?? o.indicator, parts[language], measure?.[`label_${language}`]]
        .filter(Boolean)
        .join(" · ");
    return inBoth(told("fr"), told("en"));
  };
  const row = (o: Observation): (number | string)[] => [
    of(o.document_id),
    o.source_page,
    of(o.ref_area_label || o.ref_area),
    of(o.time_period),
    of(what(o)),
    o.obs_value ?? "",
    of(unitSign(o.unit_measure, o.unit_mult)),
    of(o.obs_status),
  ];
  const rows: (number | string)[][] = [];
  for (const o of dataset.observations) {
    if (rows.length === MOST_OBSERVATIONS) break;
    rows.push(row(o));
  }
  return { texts, rows };
}

const HEADS: [fr: string, en: string, kind: "n" | ""][] = [
  ["Rapport", "Report", ""],
  ["Page", "Page", "n"],
  ["Territoire", "Area", ""],
  ["Période", "Period", ""],
  ["Quoi", "What", ""],
  ["Valeur", "Value", "n"],
  ["Statut", "Status", ""],
];

/** The observations, in a table that a script fills a page at a time. */
export function observationsHtml(dataset: LongDataset, pageLink: PageLink): Html {
  const links = Object.fromEntries(
    dataset.documents.flatMap((d) => {
      const href = pageLink(d.document_id, 1)?.replace(/#page=1$/, "");
      return href === undefined ? [] : [[d.document_id, href]];
    }),
  );
  const left = dataset.observations.length - MOST_OBSERVATIONS;
  const more =
    left > 0
      ? html`<p class="left">${both(`${left} de plus dans observations.csv`, `${left} more in observations.csv`)}</p>`
      : NOTHING;
  const data = inlineJson({ ...rowsOf(dataset), links });
  const heads = HEADS.map(
    ([fr, en, kind]) =>
      html`<th scope="col" class="${kind}"><button type="button" class="sort">${both(fr, en)}</button></th>`,
  );
  return html`<section id="observations" aria-labelledby="h-observations"><h2 id="h-observations">${both("Observations", "Observations")}</h2><noscript><p>${both("Ce tableau demande un script ; les mêmes données sont dans observations.csv.", "This table needs a script; the same data are in observations.csv.")}</p></noscript><form class="filters" id="observation-filters" hidden><label>${both("Contient (tous les mots)", "Contains (all words)")} <input type="search" name="text"></label></form><p class="count" id="observation-count" role="status"></p><div class="scroll" tabindex="0" role="group" aria-labelledby="h-observations"><table id="observation-table" hidden><thead><tr>${heads}</tr></thead><tbody></tbody></table></div>${more}<nav class="pager" id="observation-pager" hidden></nav><script type="application/json" id="observation-data">${data}</script></section>`;
}
