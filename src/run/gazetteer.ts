import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Gazetteer, gazetteerOf, type Place } from "../normalise/index.js";

/** Records of the official geographic code as the package holds them, the fields used here. */
interface Commune {
  code: string;
  nom: string;
  type: "commune-actuelle" | "commune-deleguee" | "commune-associee" | "arrondissement-municipal";
  departement: string;
  /** Of a merged commune: the commune it is now part of. */
  chefLieu?: string;
}
interface Department {
  code: string;
  nom: string;
  region: string;
}
interface Region {
  code: string;
  nom: string;
}

const require = createRequire(import.meta.url);

function records<T>(name: string): T[] {
  return JSON.parse(
    readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), "utf8"),
  );
}

const loaded = new Map<string, Gazetteer>();

/**
 * Departments and regions of France, and the communes of the departments asked for (`["59"]`), from
 * @etalab/decoupage-administratif. Merged communes are further names of the commune they belong to.
 * Kept for the life of the process.
 */
export function loadGazetteer(departments: readonly string[]): Gazetteer {
  const wanted = [...new Set(departments)].sort();
  const key = wanted.join(" ");
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const gazetteer = gazetteerOf([...regions(), ...allDepartments(), ...communes(wanted)]);
  loaded.set(key, gazetteer);
  return gazetteer;
}

/** Codes of all departments: for reports of which nothing tells where they are from. */
export const everyDepartment = (): string[] => records<Department>("departements").map(({ code }) => code);

const regions = (): Place[] =>
  records<Region>("regions").map(({ code, nom }) => ({
    level: "REG",
    code,
    name: nom,
    parent: "",
    aliases: [],
  }));

const allDepartments = (): Place[] =>
  records<Department>("departements").map(({ code, nom, region }) => ({
    level: "DEP",
    code,
    name: nom,
    parent: region,
    aliases: [],
  }));

let known: Commune[] | undefined;

/** Read once: the file is large, and every rulebook asks for some of it. */
function allCommunes(): readonly Commune[] {
  known ??= records<Commune>("communes").map(({ code, nom, type, departement, chefLieu }) => ({
    code,
    nom,
    type,
    departement,
    ...(chefLieu === undefined ? {} : { chefLieu }),
  }));
  return known;
}

function communes(departments: readonly string[]): Place[] {
  if (departments.length === 0) return [];
  const all = allCommunes().filter(({ departement }) => departments.includes(departement));
  const merged = new Map<string, string[]>();
  for (const { type, nom, chefLieu } of all) {
    const former = type === "commune-deleguee" || type === "commune-associee";
    if (former && chefLieu !== undefined) merged.set(chefLieu, [...(merged.get(chefLieu) ?? []), nom]);
  }
  const current = all.filter(({ type }) => type === "commune-actuelle");
  const names = new Set(current.map(({ nom }) => nom));
  return current.map(({ code, nom, departement }) => ({
    level: "COM",
    code,
    name: nom,
    parent: departement,
    // A name that a present commune bears means that commune.
    aliases: (merged.get(code) ?? []).filter((alias) => !names.has(alias)),
  }));
}
