import { type CheckContext, checkerOf } from "../check/index.js";
import type { Anomaly, Decision, Extraction, Observation } from "../model/index.js";
import type { Publication, Rechecker } from "../review/index.js";
import { contextOf } from "./context.js";
import { checkDecided } from "./decisions.js";
import { remember } from "./remembered.js";
import type { Schemas } from "./rulebooks.js";
import { type Scope, type ScopeOptions, scopesOf } from "./scope.js";

export interface RecheckOptions extends ScopeOptions {
  schemas: Schemas;
}

/**
 * Checks documents of a publication again with decisions applied. Of other documents only what they tell of the same
 * series is looked at, so the time it takes does not grow with their number. What the same values have shown before is
 * not worked out again: a decision whose effect was looked at beforehand finds it ready, and one that changes no value
 * finds what is printed.
 */
export function recheckerOf(publication: Publication, options: RecheckOptions): Rechecker {
  const scopeOf = scopesOf(publication, options);
  const check = checksOf(contextOf(options.schemas));
  return async (touched, decisions) => {
    const scope = await scopeOf(touched);
    if (scope === undefined) return undefined;
    const siblings = scope.siblings.map((e) => retained(e, decisions));
    const about = decisions.filter((d) => documentsOf(d).some((id) => touched.includes(id)));
    const decided = await checkDecided([...scope.own, ...siblings], about, async (of) => check(of, scope));
    return {
      documents: scope.documents,
      anomalies: decided.everything,
      found: decided.found,
      observations: decided.extractions.slice(0, scope.own.length).flatMap((e) => e.observations),
      stale: decided.stale,
      covers: scope.covers,
    };
  };
}

/** Checks the documents of a scope by themselves and with their siblings; the same values are checked once. */
function checksOf(context: CheckContext): (all: readonly Extraction[], scope: Scope) => Anomaly[] {
  const alone = new Map<string, Anomaly[]>();
  const together = new Map<string, Anomaly[]>();
  return (all, { own, documents, covers }) => {
    const values = all.map((e) => `${e.document.document_id} ${ruledIn(e)}`);
    const key = JSON.stringify([documents, own.length, values]);
    const known = together.get(key);
    if (known !== undefined) return known;
    const checker = checkerOf(context);
    const found = all.flatMap((extraction, i) => {
      const before = i < own.length ? alone.get(values[i] ?? "") : [];
      if (before === undefined) return remember(alone, values[i] ?? "", checker.document(extraction));
      checker.note(extraction);
      return before;
    });
    return remember(together, key, [...found, ...checker.across().filter(covers)]);
  };
}

/** Values that were ruled upon or are not as printed, by place: the same text where the checks see the same. */
const ruledIn = ({ observations }: Extraction): string =>
  observations
    .flatMap(({ obs_value, obs_value_printed, decision_id }, i) =>
      obs_value === obs_value_printed && decision_id === ""
        ? []
        : [`${i}${decision_id === "" ? "=" : ":"}${obs_value}`],
    )
    .join(" ");

const documentsOf = (d: Decision): string[] => (d.about ? [d.about.document] : (d.anomaly?.documents ?? []));

/** Values as they are retained by now; the same extraction where no decision changes any of them. */
function retained(extraction: Extraction, decisions: readonly Decision[]): Extraction {
  const changed = new Map(decisions.flatMap((d) => d.changes.map((c) => [c.observation, c.new] as const)));
  const isChanged = (o: Observation): boolean => changed.has(o.observation_id);
  if (!extraction.observations.some(isChanged)) return extraction;
  const observations = extraction.observations.map((o) =>
    isChanged(o) ? { ...o, obs_value: changed.get(o.observation_id) ?? o.obs_value } : o,
  );
  return { ...extraction, observations };
}
