import type { Anomaly, Extraction } from "../model/index.js";
import { changeConstraints } from "./changes.js";
import type { Constraint } from "./constraint.js";
import { dateAnomalies } from "./dates.js";
import { withExactAmounts } from "./exactness.js";
import { type CheckContext, type Finder, finderOf } from "./finder.js";
import { findingsOf } from "./findings.js";
import { grainAnomalies } from "./grim.js";
import { hierarchyConstraints } from "./hierarchy.js";
import { labelAnomalies } from "./labels.js";
import { holdsAsPrinted, type Ledger, ledgerOf, type Network, networkOf } from "./network.js";
import { overallConstraints } from "./overall.js";
import { partitionConstraints, territoryConstraints } from "./partitions.js";
import { placeAnomalies } from "./places.js";
import { printAnomalies } from "./print.js";
import { mixtureConstraints, quotientConstraints } from "./quotients.js";
import { regularityConstraints } from "./regularities.js";
import { restatementConstraints } from "./restatements.js";
import { scaleAnomalies } from "./scales.js";
import { statedConstraints } from "./stated.js";

/** All anomalies that one document shows by itself. Time grows with its observations, not with their pairs. */
export function checkDocument(
  extraction: Extraction,
  context: CheckContext,
  ledger: Ledger = ledgerOf(extraction.observations),
): Anomaly[] {
  const { finder, network } = tiesOf(extraction, context, ledger);
  const telling = { network, observations: ledger.observations, context, hedged: hedgedOf(extraction) };
  const misdated = dateAnomalies(finder, extraction);
  return [
    ...findingsOf(telling).filter((anomaly) => !isOfDates(anomaly, misdated)),
    ...scaleAnomalies(finder),
    ...misdated,
    ...grainAnomalies(finder, extraction),
    ...placeAnomalies(extraction, context, exactParts(network)),
    ...labelAnomalies(extraction),
    ...printAnomalies(extraction),
  ];
}

/** One number of two dates makes no change between them: that is told of the dates. */
function isOfDates({ check, observations }: Anomaly, misdated: readonly Anomaly[]): boolean {
  const levels = observations.filter((o) => o.role !== "change").map((o) => o.observation);
  return (
    check === "growth" &&
    misdated.some((m) => levels.every((level) => m.observations.some((o) => o.observation === level)))
  );
}

/** What a document's values are tied by, whether it holds or not. */
export function tiesOf(
  extraction: Extraction,
  context: CheckContext,
  ledger: Ledger,
): { finder: Finder; network: Network } {
  const finder = finderOf(ledger, context, extraction.document.publisher);
  const constraints = unique([
    ...statedConstraints(extraction.edits, ledger),
    ...derivedConstraints(finder, extraction),
  ]);
  return { finder, network: networkOf(withExactAmounts(ledger.cells, constraints), constraints) };
}

function derivedConstraints(finder: Finder, extraction: Extraction): Constraint[] {
  return [
    ...hierarchyConstraints(finder),
    ...quotientConstraints(finder),
    ...mixtureConstraints(finder),
    ...changeConstraints(finder),
    ...restatementConstraints(finder),
    ...partitionConstraints(finder, extraction.edits),
    ...overallConstraints(finder),
    ...territoryConstraints(finder),
    ...regularityConstraints(finder),
  ];
}

/** Observations that, with others, make their stated total exactly. */
function exactParts(network: Network): Set<string> {
  const exact = network.constraints.filter(
    (c) =>
      c.check === "total" &&
      c.form.kind === "sum" &&
      c.form.relation === "equal" &&
      holdsAsPrinted(network, c),
  );
  return new Set(exact.flatMap((c) => c.terms.filter((t) => t.role === "part").map((t) => t.observation)));
}

/** The same cells tied in the same way are one constraint: what the page says comes before what is derived. */
function unique(constraints: readonly Constraint[]): Constraint[] {
  const seen = new Set<string>();
  return constraints.filter((constraint) => {
    const [head, ...rest] = constraint.cells;
    const relation = constraint.form.kind === "sum" ? constraint.form.relation : constraint.form.kind;
    const key = `${relation}|${head}|${[...rest].sort((a, b) => a - b).join(",")}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function hedgedOf(extraction: Extraction): Set<string> {
  return new Set(extraction.figures.filter((f) => f.hedge !== null && f.state === "mapped").map((f) => f.by));
}
