import { DIMENSIONS, type Extraction, type Observation } from "../../src/model/index.js";

/** A report read with its publisher's rulebook, or with the shared rules alone, and whose figures those say it tells. */
export interface Reading {
  extraction: Extraction;
  /** Area of figures that name no other. */
  area: string;
}

/** How many values of one kind of place there are, and what the shared rules alone make of them. */
export interface Score {
  values: number;
  right: number;
  wrong: number;
}

/** A value that the shared rules take for something else, or that is none. */
export interface Mistake {
  page: number;
  text: string;
  context: string;
  /** Empty where the publisher's rules take it for no statistic. */
  meant: string;
  taken: string;
  confidence: number;
  rule: string;
}

export interface Comparison {
  /** Cells of tables. */
  tables: Score;
  lists: Score;
  /** Sentences, key figures and all else. */
  text: Score;
  mistakes: Mistake[];
  /** Highest confidence of a mistake; 0 where there is none. */
  surest: number;
}

const meaningOf = (o: Observation, own: string): string =>
  [
    `${o.indicator}:${o.measure}`,
    ...DIMENSIONS.filter((d) => o[d] !== "_T" && o[d] !== "_Z").map((d) => `${d}=${o[d]}`),
    `@${o.time_period}`,
    o.ref_area === own ? "" : `area=${o.ref_area}`,
  ]
    .filter((part) => part !== "")
    .join(" ");

/** Signs for none are no figures; they stand in tables. */
function placesOf({ figures }: Extraction): (o: Observation) => "tables" | "lists" | "text" {
  const byObservation = new Map(figures.map((figure) => [figure.by, figure.container]));
  return ({ observation_id }) => {
    const container = byObservation.get(observation_id) ?? "table";
    return container === "table" ? "tables" : container === "list" ? "lists" : "text";
  };
}

/** What the shared rules alone make of a report, against what its publisher's rulebook says of the same figures. */
export function compare(known: Reading, unseen: Reading): Comparison {
  const taken = new Map(unseen.extraction.observations.map((o) => [o.observation_id, o]));
  const meant = new Map(known.extraction.observations.map((o) => [o.observation_id, o]));
  const placeOf = placesOf(known.extraction);
  const scores = {
    tables: { values: 0, right: 0, wrong: 0 },
    lists: { values: 0, right: 0, wrong: 0 },
    text: { values: 0, right: 0, wrong: 0 },
  };
  const mistakes: Mistake[] = [];
  const mistake = (o: Observation, wanted: string): void => {
    const { source_page: page, source_text: text, source_context: context, confidence, rule } = o;
    mistakes.push({ page, text, context, meant: wanted, taken: meaningOf(o, unseen.area), confidence, rule });
  };
  for (const [id, o] of meant) {
    const score = scores[placeOf(o)];
    score.values += 1;
    const found = taken.get(id);
    if (found === undefined) continue;
    const wanted = meaningOf(o, known.area);
    if (wanted === meaningOf(found, unseen.area) && o.obs_value === found.obs_value) {
      score.right += 1;
      continue;
    }
    score.wrong += 1;
    mistake(found, wanted);
  }
  for (const [id, o] of taken) if (!meant.has(id)) mistake(o, "");
  return { ...scores, mistakes, surest: Math.max(0, ...mistakes.map(({ confidence }) => confidence)) };
}
