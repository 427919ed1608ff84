import { createRequire } from "node:module";
import { checkDocument } from "../../src/check/index.js";
import { gazetteerOf, matchPlace, type Place } from "../../src/normalise/index.js";
import { CONTEXT, extraction, mention } from "../../test/check/sample.js";
import { between, type Chance, pick } from "../random.js";

interface Commune {
  code: string;
  nom: string;
  departement?: string;
  type: string;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** A name with one letter replaced, dropped, added or swapped with the next. */
function misspelt(name: string, chance: Chance): string {
  for (;;) {
    const at = between(chance, 1, name.length - 2);
    const letter = pick(chance, LETTERS);
    const text = pick(chance, [
      name.slice(0, at) + letter + name.slice(at + 1),
      name.slice(0, at) + name.slice(at + 1),
      name.slice(0, at) + letter + name.slice(at),
      name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2),
    ]);
    if (text.toLowerCase() !== name.toLowerCase() && /^[\p{L}' -]+$/u.test(text)) return text;
  }
}

/** Misprints of commune names, each in its department: how many are told, and with the right name. */
export function placesReport(chance: Chance, names: number): string[] {
  const require = createRequire(import.meta.url);
  const communes = (require("@etalab/decoupage-administratif/data/communes.json") as Commune[]).filter(
    (c) => c.type === "commune-actuelle" && c.departement && c.nom.length >= 5,
  );
  let told = 0;
  let right = 0;
  for (let i = 0; i < names; i++) {
    const commune = pick(chance, communes);
    const found = verdict(commune, communes, chance);
    if (found === undefined) continue;
    told++;
    if (found === commune.nom) right++;
  }
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  return [
    "| misprinted commune, within its department | told with a name | right among told | right among all |",
    "| --- | --- | --- | --- |",
    `| ${names} | ${share(told, names)} | ${share(right, told)} | ${share(right, names)} |`,
  ];
}

/** The name proposed for a misprint of the commune, if any. */
function verdict(commune: Commune, communes: readonly Commune[], chance: Chance): string | undefined {
  const own = communes.filter((c) => c.departement === commune.departement);
  const places: Place[] = own.map((c) => ({
    level: "COM",
    code: c.code,
    name: c.nom,
    parent: c.departement ?? "",
    aliases: [],
  }));
  const territory = { level: "COM" as const, members: own.map((c) => c.code) };
  const label = misspelt(commune.nom, chance);
  const { match, code, name, candidates } = matchPlace(label, territory, gazetteerOf(places));
  const places_ = [
    mention(label, { match, area: code, name, candidates: candidates.map((c) => c.name), exhaustive: false }),
  ];
  const anomalies = checkDocument(extraction({ observations: [], places: places_ }), CONTEXT);
  return anomalies.find((a) => a.check === "commune" && a.severity !== "info")?.proposals[0]?.value;
}
