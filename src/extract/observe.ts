import { type DocumentIdentity, LEADS_TO, type Observation, type Vintage } from "../model/index.js";
import { type Gazetteer, intervalOf } from "../normalise/index.js";
import type { ValueClaim } from "./claim.js";
import { confidenceOf, type Names } from "./confidence.js";
import { NIL_AS_ZERO } from "./nil.js";
import type { CompiledRulebook } from "./rulebook.js";
import { boxOf, printedOf, wordsOf } from "./source-text.js";

/** Whose figures a document states where it says nothing else. */
export interface Stated extends Names {
  document: DocumentIdentity;
  /** The publisher's rulebook, or the common one. */
  book: CompiledRulebook;
  gazetteer: Gazetteer;
}

/** An observation with the claim it was made of. */
export interface Made {
  claim: ValueClaim;
  observation: Observation;
}

/** Value, status and interval; a sign for none is 0 only where its rule says so. */
function valued(
  claim: ValueClaim,
): Pick<
  Observation,
  "obs_value" | "obs_value_printed" | "value_lo" | "value_hi" | "obs_status" | "decimals"
> {
  const value = claim.numeral?.value ?? null;
  if (value === null || claim.numeral === null) {
    const zero = claim.nil?.zero === true ? "0" : null;
    const status = zero === null ? (claim.nil?.nil.status ?? "O") : NIL_AS_ZERO;
    return {
      obs_value: zero,
      obs_value_printed: null,
      value_lo: zero,
      value_hi: zero,
      obs_status: status,
      decimals: 0,
    };
  }
  const { measure, unit } = claim.meaning;
  const decimals = Math.max(claim.numeral.decimals, claim.decimals);
  const counted = measure === "COUNT" && (unit === "PS" || unit === "NUMBER") && claim.meaning.mult === 0;
  const { lo, hi } = intervalOf({ value, decimals, counted, hedge: claim.numeral.hedge });
  return {
    obs_value: value,
    obs_value_printed: value,
    value_lo: lo,
    value_hi: hi,
    obs_status: "V",
    decimals: claim.numeral.decimals,
  };
}

/** The year a value is of against the year the report is about. */
function vintageOf(period: string, reported: string): Vintage {
  const [year, own] = [Number(period.slice(0, 4)), Number(reported.slice(0, 4))];
  if (reported === "" || Number.isNaN(year - own)) return "unknown";
  if (year === own) return "own";
  return year < own ? "restated" : "ahead";
}

function areaLabel(area: string, stated: Stated): string {
  if (area === stated.book.area) return stated.book.name;
  return stated.gazetteer.byArea.get(area)?.name ?? area;
}

/** The observation that a claim makes of a figure. `id` is the observation's. */
export function observe(claim: ValueClaim, id: string, stated: Stated): Observation {
  const { meaning, labels, stretch } = claim;
  const area = meaning.area === "" ? stated.book.area : meaning.area;
  const word = wordsOf(stretch)[0]?.word;
  return {
    observation_id: id,
    document_id: stated.document.document_id,
    publisher: stated.document.publisher,
    ref_area: area,
    ref_area_label: areaLabel(area, stated),
    time_period: meaning.period,
    indicator: meaning.indicator,
    measure: meaning.measure,
    ...meaning.dimensions,
    count_basis: meaning.basis,
    unit_measure: meaning.unit,
    unit_mult: meaning.mult,
    ...valued(claim),
    decision_id: "",
    source_page: stretch.source.page,
    source_box: boxOf(stretch) ?? { x0: 0, top: 0, x1: 0, bottom: 0 },
    source_section: labels.section.join(LEADS_TO),
    source_table: labels.table,
    source_row: labels.row,
    source_column: labels.column,
    source_context: labels.context,
    source_text: printedOf(stretch),
    method: word?.method ?? "text",
    confidence: confidenceOf(claim, stated),
    rule: claim.rule,
    vintage: vintageOf(meaning.period, stated.document.period),
  };
}
