import type { PlaceMention, Rulebook } from "../model/index.js";
import { plainCharacters } from "./character.js";
import { editDistance, tokensOf } from "./label.js";

export type PlaceLevel = "COM" | "DEP" | "REG";

/** One entry of the official geographic code (COG). */
export interface Place {
  level: PlaceLevel;
  /** `59328`, `59`, `32`. */
  code: string;
  name: string;
  /** Code of the department of a commune, of the region of a department; empty for a region. */
  parent: string;
  /** Names that also mean it: communes merged into it. */
  aliases: string[];
}

export interface Gazetteer {
  places: Place[];
  /** By level and folded name, article and abbreviations resolved. */
  byKey: ReadonlyMap<string, Place[]>;
  /** By level and code: `COM-59328`. */
  byArea: ReadonlyMap<string, Place>;
}

export type Territory = NonNullable<Rulebook["territory"]>;

export interface PlaceMatch {
  match: PlaceMention["match"];
  /** `COM-59328`; empty where none was found. */
  code: string;
  name: string;
  /** Places that are equally near, where the label does not tell which. */
  candidates: { code: string; name: string }[];
}

const areaOf = (place: Place): string => `${place.level}-${place.code}`;

/** The department that a commune's code names: `59` of `59328`, `2A` of `2A004`, `974` of `97411`. */
const departmentOf = (commune: string): string => commune.slice(0, /^9[78]/.test(commune) ? 3 : 2);

/** Departments a territory lies in: which part of the code a run has to load. */
export function departmentsOf(territory: Territory): string[] {
  const codes = territory.level === "DEP" ? territory.members : territory.members.map(departmentOf);
  return [...new Set(codes)];
}

export function gazetteerOf(places: Place[]): Gazetteer {
  const byKey = new Map<string, Place[]>();
  const byArea = new Map<string, Place>();
  for (const place of places) {
    byArea.set(areaOf(place), place);
    for (const key of keysOf(place)) byKey.set(key, [...(byKey.get(key) ?? []), place]);
  }
  return { places, byKey, byArea };
}

function keysOf(place: Place): Set<string> {
  const names = [place.name, ...place.aliases].map((name) => nameKey(name, place.level));
  const codes = place.level === "DEP" ? [place.code.toLowerCase()] : [];
  const initials = place.level === "REG" ? initialsOf(place.name) : [];
  return new Set([...names, ...codes, ...initials].map((name) => `${place.level} ${name}`));
}

/** "HDF", "PACA": first letters, of all words and of the principal ones. */
function initialsOf(name: string): string[] {
  const words = tokensOf(name).map((token) => token.text);
  const principal = words.filter((word) => !/^(?:de|la|le|les|du|d|l)$/.test(word));
  return [words, principal]
    .map((list) => list.map((word) => word[0]).join(""))
    .filter((text) => text.length > 2);
}

const ARTICLE = /^(?:le|la|les|l)$/;
/** What precedes a name without being part of it: "Ville de", "TOTAL", "Département du". */
const PREFIX =
  /^(?:(?:total|totaux|ensemble|dont|commune|communes|ville|mairie|departement|dep|dpt|region)(?:\s(?:de\sla|de\sl|de|du|des|d))?\s)+/;

/** Folded words of a name: saint in full, "lez" in one spelling, framing words gone. */
function nameWords(name: string, level: PlaceLevel): string[] {
  const bare = name
    .replace(/\([^)]*\)/g, " ")
    .replace(/(?<=\s)s\s?\/\s?/giu, "sur ")
    .replace(/(?<!\p{L})cedex(?:\s\d+)?(?!\p{L})/giu, " ");
  const words = tokensOf(bare).map(({ text }, i) => {
    if (text === "st") return "saint";
    if (text === "ste") return "sainte";
    return i > 0 && text === "les" ? "lez" : text;
  });
  const key = `${words.join(" ")} `.replace(PREFIX, "").trim();
  const kept = key.split(" ");
  return level === "DEP" && kept.length > 1 ? kept.filter((word) => !/^(?:\d{2,3}|2[ab])$/.test(word)) : kept;
}

/** What names are looked up by: their words without the leading article. */
function nameKey(name: string, level: PlaceLevel): string {
  const words = nameWords(name, level);
  return words.slice(words.length > 1 && ARTICLE.test(words[0] ?? "") ? 1 : 0).join(" ");
}

/** Kept, since every label that names no place is compared with all of a territory. */
const FOLDED = new WeakMap<Place, { whole: string; key: string }>();

function foldedName(place: Place): { whole: string; key: string } {
  const kept = FOLDED.get(place);
  if (kept !== undefined) return kept;
  const { name, level } = place;
  const folded = { whole: nameWords(name, level).join(" "), key: nameKey(name, level) };
  FOLDED.set(place, folded);
  return folded;
}

/**
 * What place a printed label names, among those of `level`. A name the code knows is never taken for
 * a misprint of another; a misprint is looked for in the territory only, and told only where one
 * place is nearest. Method: checked names first, then restricted Damerau-Levenshtein distance.
 */
export function matchPlace(
  label: string,
  territory: Territory | null,
  gazetteer: Gazetteer,
  level: PlaceLevel = territory?.level ?? "COM",
): PlaceMatch {
  const key = nameKey(label, level);
  const scope = scopeOf(territory, gazetteer, level);
  const inScope = (place: Place): boolean => scope.length === 0 || scope.includes(place);
  const named = gazetteer.byKey.get(`${level} ${key}`) ?? wholeRegion(label, level, scope);
  const own = named.filter(inScope);
  const [only] = own;
  if (only !== undefined && own.length === 1) return known(label, only);
  if (own.length > 1) return unknown(own);
  if (named.length > 0) return outside(named);
  const near = key === "" ? [] : nearest(label, scope, level);
  const [nearestOne] = near;
  if (nearestOne !== undefined && near.length === 1) return nearestOne;
  if (near.length > 1) return unknown(near.map(({ code }) => gazetteer.byArea.get(code)).filter(isPlace));
  return level === "DEP" ? matchPlace(label, territory, gazetteer, "REG") : unknown([]);
}

const isPlace = (place: Place | undefined): place is Place => place !== undefined;

/** Places of a level that the territory is made of, or lies in. Empty where no territory is known. */
function scopeOf(territory: Territory | null, { byArea, places }: Gazetteer, level: PlaceLevel): Place[] {
  if (territory === null) return [];
  if (territory.level === level)
    return territory.members.map((code) => byArea.get(`${level}-${code}`)).filter(isPlace);
  const departments = departmentsOf(territory);
  if (level === "COM") return places.filter((p) => p.level === "COM" && departments.includes(p.parent));
  if (level === "DEP") return departments.map((code) => byArea.get(`DEP-${code}`)).filter(isPlace);
  const regions = new Set(departments.map((code) => byArea.get(`DEP-${code}`)?.parent));
  return places.filter((p) => p.level === "REG" && regions.has(p.code));
}

/** "Région", "Total région": the one the territory lies in. */
function wholeRegion(label: string, level: PlaceLevel, scope: Place[]): Place[] {
  if (level !== "REG" || scope.length !== 1) return [];
  const words = tokensOf(label).map(({ text }) => text);
  return words.includes("region") && words.every((word) => /^(?:total|ensemble|de|la|region)$/.test(word))
    ? scope
    : [];
}

function known(label: string, place: Place): PlaceMatch {
  const spelt = (text: string): string => plainCharacters(text.normalize("NFC")).replace(/\s+/g, " ").trim();
  const match = spelt(label) === spelt(place.name) ? "exact" : "variant";
  return { match, code: areaOf(place), name: place.name, candidates: [] };
}

const summary = (place: Place): { code: string; name: string } => ({ code: areaOf(place), name: place.name });

function outside(named: Place[]): PlaceMatch {
  const [only] = named;
  if (only !== undefined && named.length === 1) {
    return { match: "outside", code: areaOf(only), name: only.name, candidates: [] };
  }
  return { match: "outside", code: "", name: "", candidates: named.map(summary) };
}

const unknown = (candidates: Place[]): PlaceMatch => ({
  match: "unknown",
  code: "",
  name: "",
  candidates: candidates.map(summary),
});

/** Shortened names first ("St André"), then misprinted ones; all that are equally near. */
function nearest(label: string, scope: Place[], level: PlaceLevel): PlaceMatch[] {
  const told = (places: Place[], match: "variant" | "typo"): PlaceMatch[] =>
    places.map((place) => ({ match, ...summary(place), candidates: [] }));
  const key = nameKey(label, level);
  const shortened = key.length < 5 ? [] : scope.filter((p) => foldedName(p).key.startsWith(`${key} `));
  if (shortened.length > 0) return told(shortened, "variant");
  const whole = nameWords(label, level).join(" ");
  const ranked = scope
    .map((place) => {
      // With its article too: that may be what is misprinted.
      const folded = foldedName(place);
      const distance = Math.min(nameDistance(whole, folded.whole), nameDistance(key, folded.key));
      return { place, distance };
    })
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY);
  const best = Math.min(...ranked.map(({ distance }) => distance));
  return told(
    ranked.filter(({ distance }) => distance === best).map(({ place }) => place),
    "typo",
  );
}

/** Names of up to four letters must be right, of up to seven may have one letter wrong, longer ones two. */
function editsAllowed(key: string, name: string): number {
  const letters = Math.max(key.replace(/ /g, "").length, name.replace(/ /g, "").length);
  return letters <= 4 ? 0 : letters <= 7 ? 1 : 2;
}

/** Infinite where the two differ by more than a misprint. */
function nameDistance(key: string, name: string): number {
  const limit = editsAllowed(key, name);
  if (Math.abs(name.length - key.length) > limit) return Number.POSITIVE_INFINITY;
  const distance = editDistance(key, name);
  return distance <= limit ? distance : Number.POSITIVE_INFINITY;
}
