import { isNode, LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import { Fault, type Message } from "../model/index.js";

/** Where a value stands in a YAML file: keys and indexes from the root. */
export type YamlPath = (string | number)[];

/** A YAML file read as plain data, and where everything in it stands. */
export interface YamlSource {
  file: string;
  data: unknown;
  /** `line:column` of the value at `path`, or of the nearest one above it that exists. */
  position(path: YamlPath): string;
  /** A fault at that place; `message` and `remedy` one sentence each. */
  fault(path: YamlPath, message: Message, remedy: Message): Fault;
}

const MAX_ALIASES = 200;
/** `<<: *name` takes over the entries of another map; its own come last and override. */
const MERGE = "<<";

const WORDS = new Map<string, boolean | null>([
  ["", null],
  ["~", null],
  ["null", null],
  ["true", true],
  ["false", false],
]);

/** Text stays text, save the words for nothing, true and false. `above`: what the value stands in. */
function plain(value: unknown, above: object[] = []): unknown {
  if (typeof value === "string") return WORDS.has(value) ? WORDS.get(value) : value;
  if (value === null || typeof value !== "object") return value;
  if (above.includes(value)) throw new RangeError("an alias stands inside what it names");
  const within = [...above, value];
  if (Array.isArray(value)) return value.map((item) => plain(item, within));
  const entries = Object.entries(value).map(([key, item]) => [key, plain(item, within)] as const);
  const merged = entries.flatMap(([key, item]) => (key === MERGE ? Object.entries(item ?? {}) : []));
  // Not by assignment: a key `__proto__` is a key.
  return Object.fromEntries([...merged, ...entries.filter(([key]) => key !== MERGE)]);
}

/**
 * Reads YAML as text, lists and maps, so that codes keep their leading zeros and "no" stays a word.
 * Tags, repeated keys and more than 200 aliases are refused. Throws `Fault`, naming line and column.
 */
export function parseYaml(text: string, file: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, uniqueKeys: true });
  const spot = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${col}`;
  };
  const fault = (place: string, message: Message, remedy: Message): Fault =>
    new Fault({ file: `${file}:${place}`, message, remedy });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const said = problem.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
    throw fault(
      spot(problem.pos[0]),
      { fr: `n'est pas du YAML bien formé : ${said}.`, en: `is not valid YAML: ${said}.` },
      { fr: "Corriger le fichier à cet endroit.", en: "Mend the file at that place." },
    );
  }
  visit(document, {
    Node: (_, node) => {
      if (!("tag" in node) || node.tag === undefined) return;
      const place = spot(node.range?.[0] ?? 0);
      throw fault(
        place,
        {
          fr: `porte l'étiquette ${node.tag} : les étiquettes sont refusées.`,
          en: `has the tag ${node.tag}: tags are refused.`,
        },
        { fr: "Enlever l'étiquette.", en: "Take the tag away." },
      );
    },
  });
  let data: unknown;
  try {
    data = plain(document.toJS({ maxAliasCount: MAX_ALIASES }));
  } catch (cause) {
    throw fault(
      "1:1",
      {
        fr: `emploie des alias d'une façon refusée : ${String(cause)}.`,
        en: `uses aliases in a way that is refused: ${String(cause)}.`,
      },
      { fr: "Écrire les valeurs en toutes lettres.", en: "Write the values out." },
    );
  }

  const position = (path: YamlPath): string => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return spot(node.range[0]);
    }
    return "1:1";
  };
  return {
    file,
    data,
    position,
    fault: (path, message, remedy) => fault(position(path), message, remedy),
  };
}

const IN_FRENCH = z.locales.fr().localeError;

/** The data as the schema has it. Throws `Fault` at the first place that departs from it. */
export function conform<S extends z.ZodType>(source: YamlSource, schema: S): z.output<S> {
  const result = schema.safeParse(source.data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).map((key) => (typeof key === "symbol" ? String(key) : key));
  const french = schema.safeParse(source.data, { error: IN_FRENCH }).error?.issues[0];
  const key = path.join(".");
  throw source.fault(
    path,
    {
      fr: `${key === "" ? "le fichier" : `« ${key} »`} n'est pas tel qu'attendu : ${french?.message ?? "?"}.`,
      en: `${key === "" ? "the file" : `"${key}"`} is not as expected: ${issue?.message ?? "?"}.`,
    },
    { fr: "Voir docs/rulebooks.md.", en: "See docs/rulebooks.md." },
  );
}
