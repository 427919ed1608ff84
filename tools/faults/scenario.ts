import type { Extraction, Observation } from "../../src/model/index.js";
import { edit, extraction, gridExtraction, misprinted, observation } from "../../test/check/sample.js";
import { between, type Chance, pick, size } from "../random.js";
import { misread, mistyped } from "./typo.js";

export interface Faulty {
  extraction: Extraction;
  truths: { observation: string; value: string }[];
}

export interface Scenario {
  name: string;
  /** Whether its proposals count for calibration. */
  oneFault: boolean;
  make: (chance: Chance) => Faulty;
}

const many = (chance: Chance, count: number): string[] =>
  Array.from({ length: count }, () => String(size(chance)));

export function margins(chance: Chance): Extraction {
  const columns = between(chance, 2, 5);
  const rows = between(chance, 3, 10);
  const values = Array.from({ length: rows }, () => many(chance, columns));
  return gridExtraction({ values, rowTotals: true, columnTotals: true });
}

/** One misprint in one of the cells, all alike likely. */
function spoil(
  source: Extraction,
  chance: Chance,
  eligible: (o: Observation) => boolean = () => true,
  slip: (value: string, chance: Chance) => string = mistyped,
): Faulty {
  const cell = pick(chance, source.observations.filter(eligible));
  const value = cell.obs_value ?? "0";
  return {
    extraction: misprinted(source, cell.observation_id, slip(value, chance)),
    truths: [{ observation: cell.observation_id, value }],
  };
}

/** The same table, read from a picture. */
const recognised = (source: Extraction): Extraction => ({
  ...source,
  observations: source.observations.map((o) => ({ ...o, method: "ocr" as const, confidence: 0.9 })),
});

/** A recognised table with one digit taken for another. */
export const misreadIn = (source: Extraction, chance: Chance): Faulty =>
  spoil(recognised(source), chance, isCount, misread);

/** The values of two rows of one column, each in the other's place. */
function exchanged(chance: Chance): Faulty {
  for (;;) {
    const source = margins(chance);
    const [one, other] = [pick(chance, source.observations), pick(chance, source.observations)];
    const same = one.source_column === other.source_column && isBody(one) && isBody(other);
    if (!same || one.obs_value === other.obs_value) continue;
    const [a, b] = [one.obs_value ?? "0", other.obs_value ?? "0"];
    return {
      extraction: misprinted(misprinted(source, one.observation_id, b), other.observation_id, a),
      truths: [
        { observation: one.observation_id, value: a },
        { observation: other.observation_id, value: b },
      ],
    };
  }
}

const isBody = (o: Observation): boolean => !o.observation_id.includes("T");

export function lone(chance: Chance, least: number, most: number): Extraction {
  const values = many(chance, between(chance, least, most)).map((v) => [v]);
  return gridExtraction({ values, columnTotals: true });
}

/** A column of counts with its total, and beside it each part's share at so many decimals. */
export function withShares(chance: Chance, least: number, most: number, decimals: number): Extraction {
  const source = lone(chance, least, most);
  const total = Number(source.observations.find((o) => o.observation_id === "rTc0")?.obs_value);
  const shares = source.observations.filter(isBody).map((o) => {
    const value = ((100 * Number(o.obs_value)) / total).toFixed(decimals);
    const cuts = { contract: o.contract, topic: o.topic };
    return observation({
      id: `s${o.observation_id}`,
      value,
      measure: "SHARE",
      indicator: "grid",
      cuts,
      table: "Tableau",
      row: o.source_row,
      column: "Part",
      decimals,
    });
  });
  return {
    ...source,
    observations: [...source.observations, ...shares],
    edits: [
      ...source.edits,
      edit(
        "shares",
        shares.map((s) => ["part", s.observation_id] as const),
      ),
    ],
  };
}

const isCount = (o: Observation): boolean => o.measure === "COUNT";

function growth(chance: Chance): Faulty {
  const [now, then] = [size(chance), size(chance, 2000)];
  const rate = ((100 * now) / then - 100).toFixed(1);
  const said = { context: "s", indicator: "grid" };
  const source = extraction({
    observations: [
      observation({ ...said, id: "now", value: String(now), period: "2024" }),
      observation({ ...said, id: "then", value: String(then), period: "2023" }),
      observation({ ...said, id: "rate", value: rate, measure: "CHANGE", period: "2024", decimals: 1 }),
    ],
  });
  return spoil(source, chance, isCount);
}

function restated(chance: Chance): Faulty {
  const value = String(size(chance, 30000) + 100);
  const said = (id: string, context: string) => observation({ id, value, context, indicator: "grid" });
  return spoil(
    extraction({ observations: [said("a", "key figure"), said("b", "sentence"), said("c", "annex")] }),
    chance,
  );
}

function two(chance: Chance): Faulty {
  const one = spoil(margins(chance), chance, isBody);
  const other = spoil(
    one.extraction,
    chance,
    (o) => isBody(o) && o.observation_id !== one.truths[0]?.observation,
  );
  return { extraction: other.extraction, truths: [...one.truths, ...other.truths] };
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "a table with row and column totals, body",
    oneFault: true,
    make: (c) => spoil(margins(c), c, isBody),
  },
  { name: "the same, any cell", oneFault: true, make: (c) => spoil(margins(c), c) },
  { name: "the same, a total", oneFault: true, make: (c) => spoil(margins(c), c, (o) => !isBody(o)) },
  { name: "the same, two body cells", oneFault: false, make: two },
  { name: "the same, values of two rows exchanged", oneFault: false, make: exchanged },
  { name: "the same, recognised, a digit misread", oneFault: true, make: (c) => misreadIn(margins(c), c) },
  {
    name: "2–8 parts with shares at 0.1",
    oneFault: true,
    make: (c) => spoil(withShares(c, 2, 8, 1), c, isCount),
  },
  {
    name: "9–12 parts with shares at 0.1",
    oneFault: true,
    make: (c) => spoil(withShares(c, 9, 12, 1), c, isCount),
  },
  {
    name: "2–12 parts with shares at 0.1",
    oneFault: false,
    make: (c) => spoil(withShares(c, 2, 12, 1), c, isCount),
  },
  {
    name: "2–8 parts with shares at 1",
    oneFault: true,
    make: (c) => spoil(withShares(c, 2, 8, 0), c, isCount),
  },
  { name: "a lone total of 2–6 parts", oneFault: true, make: (c) => spoil(lone(c, 2, 6), c) },
  {
    name: "the same, recognised, a digit misread",
    oneFault: true,
    make: (c) => misreadIn(lone(c, 2, 6), c),
  },
  { name: "a lone total of 7–12 parts", oneFault: true, make: (c) => spoil(lone(c, 7, 12), c) },
  { name: "one of three mentions", oneFault: true, make: restated },
  { name: "a stated change at 0.1", oneFault: true, make: growth },
];

/** A table without a fault, with shares rounded as they should be. */
export function clean(chance: Chance): Extraction {
  return pick(chance, [
    () => withShares(chance, 2, 12, 0),
    () => withShares(chance, 2, 12, 1),
    () => margins(chance),
  ])();
}
