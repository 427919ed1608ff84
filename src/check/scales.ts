import type Big from "big.js";
import type { Anomaly, Observation } from "../model/index.js";
import { decimalOf } from "../normalise/index.js";
import { type Cell, first } from "./cell.js";
import { everyCell, type Finder, isAmount } from "./finder.js";
import { anomalyId } from "./findings.js";
import { shifted } from "./key.js";
import { amount, both, nameOf, whereOf } from "./wording.js";

/** Values below this jump by themselves. */
const LEAST = 20;
const POWERS = [10, 100, 1000];
/** How near to a power of ten a jump has to be to look like slipped digits. */
const NEAR = 0.15;

interface Jump {
  now: Cell;
  before: Cell;
  power: number;
  /** The value is so many times too large, not too small. */
  larger: boolean;
}

/** Values ten, a hundred or a thousand times their own past, in one report: plausible only as slipped digits. */
export function scaleAnomalies(finder: Finder): Anomaly[] {
  return everyCell(finder).flatMap(({ found, key }) => {
    if (!isAmount(key)) return [];
    const past = finder.nearest({ ...key, period: shifted(key.period, -1) }, found.observation);
    const now = finder.ledger.cells[found.cell];
    const before = past && finder.ledger.cells[past.cell];
    const jump = now && before ? jumpOf(now, before) : null;
    return jump ? [anomaly(finder, jump)] : [];
  });
}

function jumpOf(now: Cell, before: Cell): Jump | null {
  const [small, large] = now.value.lt(before.value) ? [now.value, before.value] : [before.value, now.value];
  if (small.lt(LEAST)) return null;
  const ratio = Number(large) / Number(small);
  const power = POWERS.find((p) => Math.abs(ratio / p - 1) <= NEAR);
  return power === undefined ? null : { now, before, power, larger: now.value.gt(before.value) };
}

function anomaly(finder: Finder, { now, before, power, larger }: Jump): Anomaly {
  const [o, past] = [first(now), first(before)];
  const terms = [
    { observation: o.observation_id, role: "current" as const },
    { observation: past.observation_id, role: "base" as const },
  ];
  const anomaly_id = anomalyId("scale", terms);
  const scaled = larger ? now.value.div(power) : now.value.times(power);
  return {
    anomaly_id,
    check: "scale",
    // A tenfold jump happens by itself often enough.
    severity: power > 10 ? "warning" : "info",
    documents: [o.document_id],
    observations: terms,
    stated: decimalOf(now.value),
    expected: decimalOf(before.value),
    difference: decimalOf(now.value.minus(before.value)),
    tolerance: null,
    arithmetic: `${amount(now.value, o, "fr")} ÷ ${amount(before.value, past, "fr")} ≈ ${larger ? power : `1/${power}`}`,
    suspects: [o, past].map((s) => ({ observation: s.observation_id, probability: 0.45 })),
    proposals: [proposal(o, scaled, anomaly_id)],
    origin: o.method === "ocr" || past.method === "ocr" ? "undecided" : "source",
    group: anomaly_id,
    message: both((l) => {
      const [a, b] = [amount(now.value, o, l), amount(before.value, past, l)];
      const name = nameOf(o, finder.context.catalogue, l);
      if (l === "fr")
        return `${whereOf(o, l)} : ${name} vaut ${a}, contre ${b} un an plus tôt ; un rapport de ${power} fait penser à des chiffres décalés.`;
      return `${whereOf(o, l)}: ${name} is ${a}, against ${b} a year before; a ratio of ${power} suggests slipped digits.`;
    }),
    page: Math.min(o.source_page, past.source_page),
    notes: [],
  };
}

function proposal(o: Observation, value: Big, id: string): Anomaly["proposals"][number] {
  return {
    observation: o.observation_id,
    value: decimalOf(value.div(`1e${o.unit_mult}`)),
    kind: "scale",
    probability: 0.4,
    repairs: [id],
    breaks: [],
    reason: both((l) =>
      l === "fr"
        ? "Le même ordre de grandeur qu'un an plus tôt."
        : "The same order of magnitude as a year before.",
    ),
  };
}
