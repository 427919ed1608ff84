import type { Anomaly, Extraction, PlaceMention, Proposal, Severity } from "../model/index.js";
import { contentId, foldCharacters } from "../normalise/index.js";
import type { CheckContext, Territory } from "./finder.js";
import { noticeOf } from "./notice.js";
import { both, quoted } from "./wording.js";

/**
 * Place names that are not printed as the reference list has them, and enumerations that are not complete.
 * `exactParts` are observations that make their stated total without any other.
 */
export function placeAnomalies(
  extraction: Extraction,
  context: CheckContext,
  exactParts: ReadonlySet<string>,
): Anomaly[] {
  const territory = context.territories[extraction.document.publisher];
  const names = new Map(extraction.places.flatMap((m) => (m.area === "" ? [] : [[m.area, m.name] as const])));
  const enumerations = [...enumerationsOf(extraction.places).values()].map((mentions) =>
    enumerationOf(mentions, territory, names),
  );
  return [
    ...once(enumerations.flatMap((e) => e.mentions.flatMap((m) => misprinted(extraction, e, m)))),
    ...variants(extraction),
    ...once(enumerations.flatMap((e) => gaps(extraction, e, exactParts))),
  ];
}

/** A table that two rules read is told once. */
function once(anomalies: readonly Anomaly[]): Anomaly[] {
  const told = new Map<string, Anomaly>();
  for (const anomaly of anomalies) {
    const key = `${anomaly.check}|${anomaly.page}|${anomaly.stated}|${anomaly.expected}|${anomaly.observations[0]?.observation ?? anomaly.anomaly_id}`;
    if (!told.has(key)) told.set(key, anomaly);
  }
  return [...told.values()];
}

/** A table or list of places, and the members of the territory it leaves out. */
interface Enumeration {
  mentions: PlaceMention[];
  exhaustive: boolean;
  missing: { area: string; name: string }[];
}

function enumerationsOf(places: readonly PlaceMention[]): Map<string, PlaceMention[]> {
  const enumerations = new Map<string, PlaceMention[]>();
  for (const place of places) {
    const known = enumerations.get(place.enumeration);
    if (known) known.push(place);
    else enumerations.set(place.enumeration, [place]);
  }
  return enumerations;
}

const RECOGNISED: ReadonlySet<PlaceMention["match"]> = new Set(["exact", "variant"]);

function enumerationOf(
  mentions: PlaceMention[],
  territory: Territory | undefined,
  names: ReadonlyMap<string, string>,
): Enumeration {
  const named = new Set(mentions.filter((m) => RECOGNISED.has(m.match)).map((m) => m.area));
  const members = (territory?.members ?? []).map((m) => (m.includes("-") ? m : `${territory?.level}-${m}`));
  return {
    mentions,
    exhaustive: mentions.some((m) => m.exhaustive) && members.length > 0,
    missing: members.filter((m) => !named.has(m)).map((area) => ({ area, name: names.get(area) ?? area })),
  };
}

/** The same misprint in several tables is one cause. */
const groupOf = (extraction: Extraction, label: string): string =>
  contentId("commune", extraction.document.document_id, foldCharacters(label));

const isMissing = (e: Enumeration, area: string): boolean => e.missing.some((m) => m.area === area);

function misprinted(extraction: Extraction, enumeration: Enumeration, mention: PlaceMention): Anomaly[] {
  if (mention.match === "typo") return [misprint(extraction, enumeration, mention)];
  if (mention.match === "unknown" && enumeration.exhaustive && mayBeMember(enumeration, mention))
    return [unknown(extraction, enumeration, mention)];
  return [];
}

/** Among places that are known, and with one of them missing. */
function mayBeMember(enumeration: Enumeration, mention: PlaceMention): boolean {
  const known = enumeration.mentions.filter((m) => RECOGNISED.has(m.match)).length;
  return (
    2 * known > enumeration.mentions.length &&
    (enumeration.missing.length > 0 || mention.candidates.length > 0)
  );
}

function misprint(extraction: Extraction, enumeration: Enumeration, mention: PlaceMention): Anomaly {
  const gap = enumeration.exhaustive && isMissing(enumeration, mention.area);
  const probability = gap ? 0.99 : 0.95;
  const witness = {
    fr: gap ? ", que ce relevé ne nomme pas autrement" : "",
    en: gap ? ", which is not named otherwise here" : "",
  };
  return anomaly(extraction, [mention], {
    severity: gap ? "error" : "warning",
    expected: mention.name,
    proposals: [proposal(mention, mention.name, "spelling", probability)],
    message: both((l) =>
      l === "fr"
        ? `p.\u00a0${mention.page} : ${quoted(mention.label, l)} est une faute de frappe pour ${quoted(mention.name, l)}${witness.fr}.`
        : `p.\u00a0${mention.page}: ${quoted(mention.label, l)} is a misprint for ${quoted(mention.name, l)}${witness.en}.`,
    ),
  });
}

/** A label that is no place: one of its near namesakes, or else the only one that is missing. */
function unknown(extraction: Extraction, enumeration: Enumeration, mention: PlaceMention): Anomaly {
  const near = enumeration.missing.filter(
    (m) => mention.candidates.includes(m.name) || mention.candidates.includes(m.area),
  );
  const likely = near.length > 0 ? near : enumeration.missing.length === 1 ? enumeration.missing : [];
  const names = likely.map((m) => m.name);
  return anomaly(extraction, [mention], {
    severity: "warning",
    expected: names.join(" / "),
    proposals: names.map((name) =>
      proposal(mention, name, "spelling", (near.length > 0 ? 0.9 : 0.6) / names.length),
    ),
    message: both((l) => {
      const label = quoted(mention.label, l);
      const guess = names.map((name) => quoted(name, l)).join(l === "fr" ? " ou " : " or ");
      if (l === "fr")
        return `p.\u00a0${mention.page} : ${label} n'est pas un lieu du territoire${guess ? ` ; ce peut être ${guess}, qui manque à ce relevé` : ""}.`;
      return `p.\u00a0${mention.page}: ${label} is not a place of the territory${guess ? `; it may be ${guess}, which is missing here` : ""}.`;
    }),
  });
}

/** One notice for each spelling that differs from the reference list in nothing but printing. */
function variants(extraction: Extraction): Anomaly[] {
  const byLabel = new Map<string, PlaceMention[]>();
  for (const place of extraction.places)
    if (place.match === "variant") byLabel.set(place.label, [...(byLabel.get(place.label) ?? []), place]);
  return [...byLabel.values()].map((mentions) => {
    const [mention] = mentions as [PlaceMention];
    return anomaly(extraction, mentions, {
      severity: "info",
      expected: mention.name,
      proposals: [proposal(mention, mention.name, "variant", 0.99)],
      message: both((l) =>
        l === "fr"
          ? `${quoted(mention.label, l)} est une autre graphie de ${quoted(mention.name, l)} ; ce n'est pas une erreur.`
          : `${quoted(mention.label, l)} is another spelling of ${quoted(mention.name, l)}; it is not an error.`,
      ),
    });
  });
}

/** An enumeration of the whole territory names each member once. */
function gaps(extraction: Extraction, enumeration: Enumeration, exactParts: ReadonlySet<string>): Anomaly[] {
  if (!enumeration.exhaustive) return [];
  const unsure = enumeration.mentions.filter((m) => m.match === "typo" || m.match === "unknown").length;
  const absent =
    enumeration.missing.length > unsure
      ? enumeration.missing.filter((m) => !isGuessed(enumeration, m.area))
      : [];
  const [head] = enumeration.mentions as [PlaceMention];
  return [
    ...(absent.length > 0 ? [missingFrom(extraction, enumeration, head, absent, exactParts)] : []),
    ...repeated(enumeration).map((mentions) => namedTwice(extraction, mentions)),
  ];
}

const isGuessed = (e: Enumeration, area: string): boolean =>
  e.mentions.some((m) => m.match === "typo" && m.area === area);

function missingFrom(
  extraction: Extraction,
  enumeration: Enumeration,
  head: PlaceMention,
  absent: Enumeration["missing"],
  exactParts: ReadonlySet<string>,
): Anomaly {
  // Where the others make the total already, those left out have none.
  const complete = enumeration.mentions.some((m) => m.observations.some((o) => exactParts.has(o)));
  const names = absent.map((m) => m.name).join(", ");
  return anomaly(extraction, enumeration.mentions, {
    check: "territory",
    severity: complete ? "info" : "warning",
    stated: String(enumeration.mentions.length),
    expected: names,
    proposals: [],
    message: both((l) =>
      l === "fr"
        ? `p.\u00a0${head.page} : ce relevé du territoire ne nomme pas ${names}.`
        : `p.\u00a0${head.page}: this list of the territory does not name ${names}.`,
    ),
  });
}

function repeated(enumeration: Enumeration): PlaceMention[][] {
  const byArea = new Map<string, PlaceMention[]>();
  for (const m of enumeration.mentions)
    if (RECOGNISED.has(m.match)) byArea.set(m.area, [...(byArea.get(m.area) ?? []), m]);
  return [...byArea.values()].filter((mentions) => mentions.length > 1);
}

function namedTwice(extraction: Extraction, mentions: PlaceMention[]): Anomaly {
  const [mention] = mentions as [PlaceMention];
  return anomaly(extraction, mentions, {
    check: "territory",
    severity: "warning",
    expected: mention.name,
    proposals: [],
    message: both((l) =>
      l === "fr"
        ? `p.\u00a0${mention.page} : ${quoted(mention.name, l)} est nommé ${mentions.length} fois dans le même relevé.`
        : `p.\u00a0${mention.page}: ${quoted(mention.name, l)} is named ${mentions.length} times in one list.`,
    ),
  });
}

function proposal(mention: PlaceMention, value: string, kind: string, probability: number): Proposal {
  return {
    observation: "",
    value,
    kind,
    probability,
    repairs: [],
    breaks: [],
    reason: both((l) =>
      l === "fr"
        ? `${quoted(mention.label, l)} s'écrit ${quoted(value, l)} dans la liste des lieux.`
        : `${quoted(mention.label, l)} is written ${quoted(value, l)} in the list of places.`,
    ),
  };
}

interface Told {
  check?: "commune" | "territory";
  severity: Severity;
  stated?: string;
  expected: string;
  proposals: Proposal[];
  message: Anomaly["message"];
}

function anomaly(extraction: Extraction, mentions: readonly PlaceMention[], told: Told): Anomaly {
  const [mention] = mentions as [PlaceMention];
  const check = told.check ?? "commune";
  return noticeOf(extraction, {
    ...told,
    check,
    subject: [mention.enumeration, ...mentions.map((m) => m.label)],
    observations: mentions.flatMap((m) => m.observations),
    stated: told.stated ?? mention.label,
    page: mention.page,
    ...(check === "commune" ? { group: groupOf(extraction, mention.label) } : {}),
  });
}
