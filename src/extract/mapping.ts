import {
  type Catalogue,
  type CodeLists,
  DIMENSIONS,
  type Dimension,
  Measure,
  type Message,
  Unit,
} from "../model/index.js";
import { editDistance } from "../normalise/index.js";

/** Which period a figure is of, where it is not the report's: a year, or a day of it that a stock is of. */
export type MappedPeriod = MappedYear & {
  /** `12-31`: month and day. */
  day?: string;
};

type MappedYear =
  | { kind: "year"; year: number }
  /** The report's year, moved: −1 for `@prev`, +1 for `@next`. */
  | { kind: "offset"; years: number }
  /** The year bound by `{year}` in the same pattern. */
  | { kind: "bound" }
  /** A stock on 31 December of the report's year. */
  | { kind: "end" };

/** What a rulebook says a figure is; what it leaves out is taken from elsewhere (docs/rulebooks.md). */
export interface Mapping {
  indicator?: string;
  measure?: Measure;
  dimensions: Partial<Record<Dimension, string>>;
  period?: MappedPeriod;
  /** `COM-59328`, `DEP-59`, `ML-mno`. */
  area?: string;
  unit?: Unit;
  mult?: 0 | 3 | 6 | 9;
  basis?: string;
}

/** A mapping or a pattern that cannot be read. `offset` counts characters of its text from 0. */
export class RuleSyntaxError extends Error {
  /** What is wrong, without the place. */
  readonly reason: Message;
  /** The same with the place. */
  readonly said: Message;
  readonly source: string;
  readonly offset: number;

  constructor(reason: Message, source: string, offset: number) {
    const said = {
      fr: `${reason.fr} (au caractère ${offset + 1} de « ${source} »)`,
      en: `${reason.en} (at character ${offset + 1} of "${source}")`,
    };
    super(said.en);
    this.name = "RuleSyntaxError";
    this.reason = reason;
    this.said = said;
    this.source = source;
    this.offset = offset;
  }
}

const BASES = ["ENTRY", "STOCK", "PERSON_YEAR", "EVENT", "FILE", "AMOUNT", "STRUCTURE", "NONE"] as const;
const KEYS = [...DIMENSIONS, "area", "unit", "mult", "basis"] as const;
type Key = (typeof KEYS)[number];

/** `first_contacts:SHARE sex=F @prev` → Mapping. Throws RuleSyntaxError. */
export function parseMapping(source: string): Mapping {
  const mapping: Mapping = { dimensions: {} };
  const seen = new Set<string>();
  for (const part of source.matchAll(/\S+/g)) {
    const name = readPart(mapping, part[0], source, part.index);
    if (seen.has(name.en))
      throw new RuleSyntaxError(
        { fr: `${name.fr} est dit deux fois`, en: `${name.en} is said twice` },
        source,
        part.index,
      );
    seen.add(name.en);
  }
  return mapping;
}

/** Writes one part into `mapping`; returns what it said something about. */
function readPart(mapping: Mapping, part: string, source: string, offset: number): Message {
  if (part.startsWith("@")) {
    mapping.period = readPeriod(part.slice(1), source, offset);
    return { fr: "la période", en: "the period" };
  }
  const equals = part.indexOf("=");
  if (equals < 0) return readHead(mapping, part, source, offset);
  const key = part.slice(0, equals);
  const value = part.slice(equals + 1);
  if (!isKey(key)) throw new RuleSyntaxError(unknown(NO_DIMENSION, key, KEYS), source, offset);
  if (value === "")
    throw new RuleSyntaxError({ fr: `${key} n'a pas de valeur`, en: `${key} has no value` }, source, offset);
  readValue(mapping, key, value, source, offset + equals + 1);
  return { fr: key, en: key };
}

const isKey = (text: string): text is Key => (KEYS as readonly string[]).includes(text);

function readPeriod(text: string, source: string, offset: number): MappedPeriod {
  const [, year, day] =
    /^(\d{4}|prev|next|year)-((?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/.exec(text) ?? [];
  if (year !== undefined && day !== undefined) return { ...readPeriod(year, source, offset), day };
  if (/^\d{4}$/.test(text)) return { kind: "year", year: Number(text) };
  switch (text) {
    case "prev":
      return { kind: "offset", years: -1 };
    case "next":
      return { kind: "offset", years: 1 };
    case "year":
      return { kind: "bound" };
    case "end":
      return { kind: "end" };
    default:
      throw new RuleSyntaxError(
        {
          fr: `« @${text} » n'est pas une période : une année, @prev, @next, @year ou @end en est une`,
          en: `"@${text}" is no period: a year, @prev, @next, @year or @end is`,
        },
        source,
        offset,
      );
  }
}

function readHead(mapping: Mapping, part: string, source: string, offset: number): Message {
  const found = /^([a-z][a-z0-9_]*)?(?::(.*))?$/.exec(part);
  if (found === null) {
    throw new RuleSyntaxError(
      {
        fr: `« ${part} » n'est ni un indicateur, ni dimension=CODE, ni @période`,
        en: `"${part}" is neither an indicator nor dimension=CODE nor @period`,
      },
      source,
      offset,
    );
  }
  const [, indicator, measure] = found;
  const said = mapping.indicator !== undefined || mapping.measure !== undefined;
  if (said)
    throw new RuleSyntaxError(
      {
        fr: `« ${part} » suit un autre indicateur ou une autre mesure`,
        en: `"${part}" follows another indicator or measure`,
      },
      source,
      offset,
    );
  if (indicator !== undefined) mapping.indicator = indicator;
  if (measure !== undefined) {
    const read = Measure.safeParse(measure);
    if (!read.success)
      throw new RuleSyntaxError(unknown(NO_MEASURE, measure, Measure.options), source, offset);
    mapping.measure = read.data;
  }
  return { fr: "l'indicateur", en: "the indicator" };
}

function readValue(mapping: Mapping, key: Key, value: string, source: string, offset: number): void {
  switch (key) {
    case "area":
      mapping.area = value;
      return;
    case "unit": {
      const unit = Unit.safeParse(value);
      if (!unit.success) throw new RuleSyntaxError(unknown(NO_UNIT, value, Unit.options), source, offset);
      mapping.unit = unit.data;
      return;
    }
    case "mult": {
      const mult = ([0, 3, 6, 9] as const).find((power) => String(power) === value);
      if (mult === undefined)
        throw new RuleSyntaxError(
          { fr: `mult est 0, 3, 6 ou 9, pas « ${value} »`, en: `mult is 0, 3, 6 or 9, not "${value}"` },
          source,
          offset,
        );
      mapping.mult = mult;
      return;
    }
    case "basis":
      if (!(BASES as readonly string[]).includes(value)) {
        throw new RuleSyntaxError(unknown(NO_BASIS, value, BASES), source, offset);
      }
      mapping.basis = value;
      return;
    default:
      mapping.dimensions[key] = value;
  }
}

/** One mapping of several: what stands later completes or overrides. */
export function mergeMappings(...mappings: Mapping[]): Mapping {
  const dimensions = Object.assign({}, ...mappings.map((mapping) => mapping.dimensions));
  return Object.assign({ dimensions: {} }, ...mappings, { dimensions });
}

/**
 * What is wrong with a complete mapping, as sentences: an indicator, a dimension or a code that the
 * catalogue and the code lists do not have. Empty where all is well.
 */
export function mappingProblems(mapping: Mapping, catalogue: Catalogue, codeLists: CodeLists): Message[] {
  if (mapping.indicator === undefined)
    return [{ fr: "aucun indicateur n'est donné", en: "no indicator is given" }];
  const indicator = catalogue[mapping.indicator];
  if (indicator === undefined) return [unknown(NO_INDICATOR, mapping.indicator, Object.keys(catalogue))];
  return Object.entries(mapping.dimensions).flatMap(([dimension, code]) => {
    const codes = (codeLists[dimension] ?? []).map((entry) => entry.code);
    const wrong =
      code === "_T" || code === "_Z" || codes.includes(code) ? [] : [unknown(noCode(dimension), code, codes)];
    const allowed = (indicator.dimensions as string[]).includes(dimension);
    if (allowed || code === "_Z") return wrong;
    return [notCut(mapping.indicator ?? "", dimension, indicator.dimensions), ...wrong];
  });
}

function notCut(indicator: string, dimension: string, allowed: readonly string[]): Message {
  const only =
    allowed.length === 0
      ? { fr: "il n'a pas de dimension", en: "it has no dimension" }
      : { fr: `seulement par ${allowed.join(", ")}`, en: `only by ${allowed.join(", ")}` };
  return {
    fr: `l'indicateur ${indicator} n'est pas ventilé par ${dimension} (${only.fr})`,
    en: `indicator ${indicator} is not cut by ${dimension} (${only.en})`,
  };
}

const NO_DIMENSION: Message = { fr: "dimension inconnue", en: "unknown dimension" };
const NO_MEASURE: Message = { fr: "mesure inconnue", en: "unknown measure" };
const NO_UNIT: Message = { fr: "unité inconnue", en: "unknown unit" };
const NO_BASIS: Message = { fr: "base de comptage inconnue", en: "unknown count basis" };
const NO_INDICATOR: Message = { fr: "indicateur inconnu", en: "unknown indicator" };
const noCode = (dimension: string): Message => ({
  fr: `code inconnu de ${dimension}`,
  en: `unknown ${dimension} code`,
});

function unknown(what: Message, given: string, known: readonly string[]): Message {
  const near = nearest(given, known);
  return {
    fr: `${what.fr} « ${given} »${near === null ? "" : ` ; vouliez-vous dire « ${near} » ?`}`,
    en: `${what.en} "${given}"${near === null ? "" : `; did you mean "${near}"?`}`,
  };
}

/** The known name that is few letters away, if one is. */
function nearest(given: string, known: readonly string[]): string | null {
  const lower = given.toLowerCase();
  const ranked = known
    .map((name) => ({ name, distance: distance(lower, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(given.length / 3)) ? best.name : null;
}

/** A name that begins alike ("first_contact" for "first_contacts_total") counts as two edits. */
function distance(given: string, name: string): number {
  const begins = given.length >= 3 && (name.startsWith(given) || given.startsWith(name));
  return begins ? Math.min(2, editDistance(given, name)) : editDistance(given, name);
}
