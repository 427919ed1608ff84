import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "csv-parse/sync";
import {
  type CompiledRulebook,
  compileRulebook,
  conform,
  parseYaml,
  type Vocabulary,
} from "../extract/index.js";
import { Catalogue, type Code, type CodeLists, Fault } from "../model/index.js";
import { departmentsOf, type Gazetteer } from "../normalise/index.js";
import { everyDepartment, loadGazetteer } from "./gazetteer.js";

/** Everything under `schemas/` that reading a report needs. */
export interface Schemas {
  catalogue: Catalogue;
  codeLists: CodeLists;
  /** Publishers' rulebooks by file name, without the common one. */
  rulebooks: CompiledRulebook[];
  /** Rules that all publishers share (`_common.yaml`). */
  common: CompiledRulebook | undefined;
}

const CODE_COLUMNS = ["code", "label_fr", "label_en", "definition", "parent", "synonyms"];

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Fault({
      file,
      message: { fr: "ne peut être lu.", en: "cannot be read." },
      remedy: { fr: "Vérifier qu'il est là.", en: "Check that it is there." },
      cause,
    });
  }
}

function names(folder: string, extension: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(extension))
      .sort();
  } catch (cause) {
    throw new Fault({
      file: folder,
      message: { fr: "n'est pas un dossier qui puisse être lu.", en: "is no folder that can be read." },
      remedy: { fr: "Vérifier le chemin.", en: "Check the path." },
      cause,
    });
  }
}

function codesIn(file: string): Code[] {
  let records: Record<string, string>[];
  try {
    records = parse(readText(file), { columns: true, bom: true, skip_empty_lines: true });
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Fault({
      file,
      message: { fr: `n'est pas du CSV bien formé : ${said}.`, en: `is not valid CSV: ${said}.` },
      remedy: { fr: "Corriger le fichier.", en: "Mend the file." },
      cause,
    });
  }
  const [first] = records;
  const missing = CODE_COLUMNS.filter((column) => first !== undefined && !(column in first));
  if (missing.length > 0)
    throw new Fault({
      file,
      message: {
        fr: `n'a pas la colonne ${missing.join(", ")}.`,
        en: `lacks the column ${missing.join(", ")}.`,
      },
      remedy: { fr: "L'ajouter.", en: "Add it." },
    });
  return records.map((record) => ({
    code: record.code ?? "",
    label_fr: record.label_fr ?? "",
    label_en: record.label_en ?? "",
    definition: record.definition ?? "",
    parent: record.parent ?? "",
    synonyms: (record.synonyms ?? "").split("|").filter((synonym) => synonym !== ""),
  }));
}

/** The code lists of a folder, by file name without extension. Throws `Fault`. */
function loadCodeLists(folder: string): CodeLists {
  return Object.fromEntries(
    names(folder, ".csv").map((name) => [basename(name, ".csv"), codesIn(join(folder, name))]),
  );
}

/** The catalogue of indicators. Throws `Fault` at the first entry that is not as expected. */
function loadCatalogue(file: string): Catalogue {
  return conform(parseYaml(readText(file), file), Catalogue);
}

/**
 * The part of the official geographic code that a territory needs, all departments and regions always;
 * all of it where no rulebook tells the territory: names that several communes bear then name none.
 */
export function gazetteerFor(rulebook: CompiledRulebook | undefined): Gazetteer {
  return loadGazetteer(rulebook?.territory ? departmentsOf(rulebook.territory) : everyDepartment());
}

function areaExists(area: string): boolean {
  const [level, code = ""] = area.split("-");
  const departments = level === "COM" ? departmentsOf({ level: "COM", members: [code] }) : [];
  return loadGazetteer(departments).byArea.has(area);
}

/** Where the user keeps rulebooks of their own, beside those of the package. */
export const furtherRulebooks = (): string | undefined => process.env.RECOUPE_RULEBOOKS || undefined;

/** Rulebooks by name; one of the user's stands for the package's of that name. Throws `Fault`. */
function rulebookFiles(folder: string, further: string | undefined): string[] {
  const folders = [join(folder, "publishers"), ...(further === undefined ? [] : [further])];
  const files = new Map(folders.flatMap((at) => names(at, ".yaml").map((name) => [name, join(at, name)])));
  return [...files.keys()].sort().flatMap((name) => files.get(name) ?? []);
}

/** Where a rulebook of that name is; undefined where there is none. Throws `Fault`. */
export const rulebookPath = (
  folder: string,
  name: string,
  further = furtherRulebooks(),
): string | undefined => rulebookFiles(folder, further).find((file) => basename(file) === name);

/** Where the user's own rulebook of that name is, or would be; undefined where no folder for them is set. */
export const ownRulebookPath = (name: string, further = furtherRulebooks()): string | undefined =>
  further === undefined ? undefined : join(further, name);

/** A rulebook in other words, checked against the same catalogue and code lists. Throws `Fault`. */
export const rulebookIn = (text: string, file: string, { catalogue, codeLists }: Schemas): CompiledRulebook =>
  compileRulebook(text, file, { catalogue, codeLists, areaExists });

/** Codes of the publishers that have a rulebook, without reading any. Throws `Fault`. */
export const publisherCodes = (folder: string, further = furtherRulebooks()): string[] =>
  rulebookFiles(folder, further)
    .map((file) => basename(file, ".yaml"))
    .filter((code) => !code.startsWith("_"));

/**
 * Catalogue, code lists and rulebooks under a `schemas` folder, and further rulebooks (RECOUPE_RULEBOOKS). Throws
 * `Fault`, naming file, line and column.
 */
export function loadSchemas(folder: string, further = furtherRulebooks()): Schemas {
  const catalogue = loadCatalogue(join(folder, "indicators.yaml"));
  const codeLists = loadCodeLists(join(folder, "codelists"));
  const vocabulary: Vocabulary = { catalogue, codeLists, areaExists };
  const all = rulebookFiles(folder, further).map((file) => compileRulebook(readText(file), file, vocabulary));
  return {
    catalogue,
    codeLists,
    rulebooks: all.filter((book) => !book.common),
    common: all.find((book) => book.common),
  };
}
