import { type Code, type Dimension, innermost, PERSONAL_DIMENSIONS } from "../model/index.js";
import {
  fold,
  type Gazetteer,
  matchPlace,
  type PlaceMatch,
  periodOf,
  resolveCode,
  type Territory,
} from "../normalise/index.js";
import type { Mapping } from "./mapping.js";
import { findLabel, preparedText } from "./pattern.js";
import type { CompiledAxis, LabelEntry, PlaceLevel } from "./rulebook.js";

/** What labels are read with. */
export interface LabelReader {
  gazetteer: Gazetteer;
  territory: Territory | null;
  codes(dimension: Dimension): readonly Code[];
  /** What labels were found to mean, by the axis that knows them; `readLine` keeps it here. */
  known: Map<unknown, Map<string, LineMeaning | null>>;
}

/** What a row's or a column's label adds to its cells. */
export interface LineMeaning {
  mapping: Mapping;
  /** True for a line of sums. */
  total: boolean;
  /** True where a word of the label had to be taken for another. */
  misprinted: boolean;
  /** True where the rulebook says that its cells are of no interest. */
  ignored: boolean;
  place: PlaceMatch | null;
}

const TOTAL =
  /^(?:(?:sous )?(?:total|totaux)|ensemble|cumul|toutes? (?:les )?(?:communes|categories)|tous|region|territoire)\b/;
/** "Ensemble des jeunes" is a total, "Ensemble immobilier" a thing. */
const TOTAL_ALONE =
  /^(?:ensemble|cumul|tous|region|territoire)(?: (?:general|des?|du|la|le|les|l|d|mno|hdf|hauts|france|ml)\b.*)?$/;

/** Whether a label names a sum: "Total général :", "TOTAL HDF", "Ensemble". */
export function isTotalLabel(label: string): boolean {
  const folded = fold(innermost(label));
  if (!TOTAL.test(folded)) return false;
  return /^(?:sous )?tota/.test(folded) || TOTAL_ALONE.test(folded);
}

const NOTHING: Mapping = { dimensions: {} };
const line = (mapping: Mapping, more: Partial<LineMeaning> = {}): LineMeaning => ({
  mapping,
  total: false,
  misprinted: false,
  ignored: false,
  place: null,
  ...more,
});

/**
 * What a label means along an axis; null where the axis does not know it. `total` says that layout
 * takes the line for a sum; a label the axis knows by name is no less one.
 */
export function readLine(
  axis: CompiledAxis,
  label: string,
  total: boolean,
  reader: LabelReader,
): LineMeaning | null {
  const axisKnown = reader.known.get(identityOf(axis)) ?? new Map<string, LineMeaning | null>();
  reader.known.set(identityOf(axis), axisKnown);
  const key = `${total} ${label}`;
  const known = axisKnown.get(key);
  if (known !== undefined) return known;
  const meaning = meaningOn(axis, label, total || isTotalLabel(label), reader);
  axisKnown.set(key, meaning);
  return meaning;
}

/** The same for axes that read labels alike: most tables have places or months down their side. */
function identityOf(axis: CompiledAxis): unknown {
  if (axis.kind === "place") return axis.level;
  if (axis.kind === "dimension") return axis.dimension;
  return axis.kind === "labels" ? axis.entries : axis.kind;
}

function meaningOn(
  axis: CompiledAxis,
  label: string,
  isTotal: boolean,
  reader: LabelReader,
): LineMeaning | null {
  switch (axis.kind) {
    case "place":
      return placeLine(axis.level, label, isTotal, reader);
    case "dimension":
      return isTotal
        ? line({ dimensions: { [axis.dimension]: "_T" } }, { total: true })
        : codeLine(axis.dimension, label, reader);
    case "profile":
      return isTotal ? line(NOTHING, { total: true }) : profileLine(label, reader);
    case "period":
      return isTotal ? line(NOTHING, { total: true }) : yearLine(label);
    case "labels":
      return labelLine(axis.entries, label, isTotal);
  }
}

const LEVELS: PlaceLevel[] = ["COM", "DEP", "REG"];
const levelOf = (area: string): PlaceLevel | undefined =>
  LEVELS.find((level) => area.startsWith(`${level}-`));

/** The place a label names, or the wider one ("Région", "TOTAL HDF") that it sums up. */
function placeNamed(
  level: PlaceLevel,
  label: string,
  total: boolean,
  reader: LabelReader,
): PlaceMatch | null {
  const own = matchPlace(label, reader.territory, reader.gazetteer, level);
  if (own.code !== "" && !(total && own.match === "typo")) return own;
  const wide = level === "REG" ? own : matchPlace(label, reader.territory, reader.gazetteer, "DEP");
  return wide.code !== "" && (wide.match === "exact" || wide.match === "variant") ? wide : null;
}

/** A place of a wider level among others is their sum; a total that names no place is the publisher's own. */
function placeLine(
  level: PlaceLevel,
  label: string,
  total: boolean,
  reader: LabelReader,
): LineMeaning | null {
  const place = placeNamed(level, label, total, reader);
  if (place === null) return total ? line(NOTHING, { total }) : null;
  const found = levelOf(place.code) ?? level;
  const wider = LEVELS.indexOf(found) > LEVELS.indexOf(level);
  return line(
    { dimensions: {}, area: place.code },
    { place, total: total || wider, misprinted: place.match === "typo" },
  );
}

/** Share of a label's words that a code's name inside it must make up. */
const COVERAGE = 0.5;

function codeLine(dimension: Dimension, label: string, reader: LabelReader): LineMeaning | null {
  const own = innermost(label);
  const bare = own.replace(/\([^)]*\)|\*+/g, " ");
  for (const text of [own, bare, label]) {
    const found = resolveCode(text, reader.codes(dimension));
    if (found === null || found.coverage < COVERAGE) continue;
    const { code } = found.code;
    return line(
      { dimensions: { [dimension]: code } },
      { misprinted: found.how === "misprint", total: code === "_T" },
    );
  }
  return null;
}

const PLAIN = /^(?:en|de|des|nombre|nb|nbre|effectifs?|jeunes|part|pourcentage|proportion|annee|valeur)$/;

const CHANGE =
  /^(?:evolution|evo|evol|variation|taux d'evolution)(?: (?:annuelle|n-?1|n|en|\(?en|%\)?|k?€\)?|\d{4}|[/-]))*$/;

/** A label that says no more than how its line counts ("Nombre", "En %", "Évolution"), or of which year; else null. */
export function countingLine(label: string): Mapping | null {
  if (CHANGE.test(label.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " "))) {
    const euros = label.includes("€");
    return { dimensions: {}, measure: "CHANGE", ...(euros ? { unit: "EUR" as const } : {}) };
  }
  const words = fold(label)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !PLAIN.test(word));
  if (words.length === 0) return label.trim() === "" ? null : NOTHING;
  const year = words.length === 1 ? periodOf(words[0] ?? "")?.year : undefined;
  return year === undefined ? null : { dimensions: {}, period: { kind: "year", year } };
}

/** The code that a label of a profile means, of whichever dimension; null where two dimensions claim it alike. */
export function profileLine(label: string, reader: LabelReader): LineMeaning | null {
  const own = innermost(label).replace(/\([^)]*\)|\*+/g, " ");
  const plain = countingLine(own);
  if (plain !== null) return line(plain);
  const found = PERSONAL_DIMENSIONS.flatMap((dimension) => {
    const one = resolveCode(own, reader.codes(dimension));
    return one === null || one.coverage < COVERAGE || one.code.code === "_U" ? [] : [{ dimension, ...one }];
  }).sort((a, b) => b.coverage - a.coverage);
  const [best, rival] = found;
  if (best === undefined || rival?.coverage === best.coverage) return null;
  return line(
    { dimensions: { [best.dimension]: best.code.code } },
    { misprinted: best.how === "misprint", total: best.code.code === "_T" },
  );
}

function yearLine(label: string): LineMeaning | null {
  const period = periodOf(label);
  return period === null ? null : line({ dimensions: {}, period: { kind: "year", year: period.year } });
}

/** Words beside a name that do not change what it names. */
const BESIDE =
  /\b(?:nombre|nb|nbre|total|dont|de|des|du|d|la|le|les|l|en|au|aux|cours|annee|ayant|ont|ete|19\d\d|20\d\d)\b/g;

/** Whether a label says no more than what was found in it; remarks in brackets aside. */
function isWhole(label: string, { start, end }: { start: number; end: number }): boolean {
  const rest = `${label.slice(0, start)} ${label.slice(end)}`.replace(/\([^)]*\)?/g, " ");
  return !/[\p{L}\p{N}]/u.test(fold(rest).replace(BESIDE, " "));
}

/** The entry whose pattern makes up most of the label; of equals the first in the file. */
function labelLine(entries: readonly LabelEntry[], label: string, total: boolean): LineMeaning | null {
  let best: { entry: LabelEntry; score: number; misprinted: boolean; year: number | null } | null = null;
  const prepared = preparedText(label);
  for (const entry of entries) {
    const match = findLabel(entry.pattern, prepared);
    if (match === null || (best !== null && match.score <= best.score)) continue;
    if (entry.whole && !isWhole(label, match)) continue;
    best = { entry, score: match.score, misprinted: match.misprints.length > 0, year: match.year };
  }
  if (best === null) return total ? line(NOTHING, { total }) : null;
  const { entry, misprinted } = best;
  if (entry.mapping === null) return line(NOTHING, { ignored: true, total, misprinted });
  return line(bindYear(entry.mapping, best.year), { total, misprinted });
}

function bindYear(mapping: Mapping, year: number | null): Mapping {
  return mapping.period?.kind === "bound" && year !== null
    ? { ...mapping, period: { kind: "year", year } }
    : mapping;
}
