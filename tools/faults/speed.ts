import { checkerOf } from "../../src/check/index.js";
import type { Extraction } from "../../src/model/index.js";
import { CONTEXT } from "../../test/check/sample.js";
import type { Chance } from "./random.js";
import { withShares } from "./scenario.js";

const PER_DOCUMENT = 1500;

/** A document of about 1,500 observations: tables with shares, each of its own indicator. */
function big(number: number, chance: Chance): Extraction {
  const document = { document_id: `demo-${number}`, file: "", sha256: "", publisher: "demo", period: "2023" };
  const tables: Extraction[] = [];
  for (let count = 0; count < PER_DOCUMENT; count += tables.at(-1)?.observations.length ?? PER_DOCUMENT)
    tables.push(renamed(withShares(chance, 8, 12, 1), `${number}-${tables.length}`));
  return {
    document,
    observations: tables.flatMap((t) => t.observations),
    edits: tables.flatMap((t) => t.edits),
    figures: [],
    places: [],
    unmatchedRules: [],
    failedAssertions: [],
  };
}

function renamed(source: Extraction, name: string): Extraction {
  const id = (observation: string): string => `${name}/${observation}`;
  return {
    ...source,
    observations: source.observations.map((o) => ({
      ...o,
      observation_id: id(o.observation_id),
      indicator: `i${name.split("-")[1]}`,
      ref_area: `ML-${name.split("-")[0]}`,
      source_section: name,
    })),
    edits: source.edits.map((e) => ({
      ...e,
      terms: e.terms.map((t) => ({ ...t, observation: id(t.observation) })),
    })),
  };
}

/** Milliseconds of processor time for more and more documents: linear where the time for one stays the same. */
export function speedReport(chance: Chance): string[] {
  const lines = [25, 50, 100].map((count) => {
    const documents = Array.from({ length: count }, (_, i) => big(i, chance));
    const start = process.cpuUsage();
    const checker = checkerOf(CONTEXT);
    for (const document of documents) checker.document(document);
    checker.across();
    const spent = process.cpuUsage(start);
    const each = (spent.user + spent.system) / 1000 / count;
    const observations = documents.reduce((sum, d) => sum + d.observations.length, 0);
    return `| ${count} | ${observations} | ${each.toFixed(0)} |`;
  });
  return ["| documents | observations | ms a document |", "| --- | --- | --- |", ...lines];
}
