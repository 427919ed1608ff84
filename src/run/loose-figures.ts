import { readFile, rm } from "node:fs/promises";
import { basename } from "node:path";
import { replaceFile } from "../disk/whole-file.js";
import { type CompiledRulebook, type Explanation, type ExtractInput, explain } from "../extract/index.js";
import { type DocumentLine, Fault, type Page } from "../model/index.js";
import { type Loose, looseFigure, type Rulebooks } from "../review/index.js";
import { cacheFolder, openCache } from "./cache.js";
import { displayedBox } from "./displayed.js";
import { keptReport, sha256Of } from "./kept.js";
import { extractInput, type ReadReport, UNKNOWN } from "./read-report.js";
import { remember } from "./remembered.js";
import { ownRulebookPath, rulebookIn, rulebookPath, type Schemas } from "./rulebooks.js";

export interface RulebooksOptions {
  documents: readonly DocumentLine[];
  fileOf: (document: DocumentLine) => Promise<string | undefined>;
  schemas: Schemas;
  /** Folder with `publishers/*.yaml`. */
  folder: string;
  env?: Record<string, string | undefined>;
}

/** A report laid out, and what its figures are by the rules as they now are. */
interface Read {
  line: DocumentLine;
  report: ReadReport;
  explanations: Explanation[];
}

/** Reports held whole at once: a publication may be of hundreds. */
const MOST_OPENED = 4;

/** The rulebooks of a publication's reports, which the review may add rules to. */
export function rulebooksOf({ documents, fileOf, schemas, folder, env }: RulebooksOptions): Rulebooks {
  const lines = new Map(documents.map((d) => [d.document_id, d]));
  const books = new Map(schemas.rulebooks.map((book) => [book.publisher, book]));
  const read = new Map<string, Promise<Read | undefined>>();
  const loose = new Map<string, Loose[]>();
  const inputOf = (
    line: DocumentLine,
    report: ReadReport,
    book = books.get(line.publisher),
  ): ExtractInput => {
    const rulebooks = book === undefined ? [] : [book];
    const publisher = line.publisher === UNKNOWN ? {} : { publisher: line.publisher };
    return extractInput({ file: line.file, ...publisher }, report, { ...schemas, rulebooks });
  };
  const readOf = async (id: string): Promise<Read | undefined> => {
    const line = lines.get(id);
    const file = line === undefined ? undefined : await fileOf(line);
    if (line === undefined || file === undefined || (await sha256Of(file)) !== line.sha256) return undefined;
    const report = await keptReport({ file }, openCache(cacheFolder(env ?? process.env)), line.sha256);
    return { line, report, explanations: explain(inputOf(line, report), () => true) };
  };
  const opened = (id: string): Promise<Read | undefined> => {
    const known = remember(read, id, read.get(id) ?? readOf(id), MOST_OPENED);
    known.catch(() => read.delete(id));
    return known;
  };
  const nameOf = (publisher: string): string => books.get(publisher)?.file ?? `${publisher}.yaml`;
  return {
    indicators: Object.entries(schemas.catalogue).map(([code, { label }]) => ({ code, label })),
    loose: async (id) => {
      const told = loose.get(id);
      if (told !== undefined) return told;
      const known = await opened(id);
      if (known === undefined) return undefined;
      const found = known.explanations
        .filter((e) => e.figure.state === "unmapped")
        .map((e) => looseOf(e, known));
      loose.set(id, found);
      return found;
    },
    fileOf: (publisher) => (books.has(publisher) ? rulebookPath(folder, nameOf(publisher)) : undefined),
    read: (file) => readFile(file, "utf8"),
    effect: async (publisher, text, ids) => {
      const book = rulebookIn(text, nameOf(publisher), schemas);
      const effect = { claimed: [] as Loose[], changed: [] as Loose[] };
      for (const id of ids) {
        const known = await opened(id);
        if (known === undefined || known.line.publisher !== publisher) continue;
        const after = explain(inputOf(known.line, known.report, book), () => true);
        for (const [i, before] of known.explanations.entries()) {
          const now = after[i];
          if (now === undefined || becameOf(now) === becameOf(before)) continue;
          effect[before.figure.state === "unmapped" ? "claimed" : "changed"].push(looseOf(before, known));
        }
      }
      return { claimed: effect.claimed.map(looseFigure), changed: effect.changed.map(looseFigure) };
    },
    write: async (publisher, text) => {
      const name = nameOf(publisher);
      const file = ownRulebookPath(name) ?? rulebookPath(folder, name) ?? name;
      const book = rulebookIn(text, file, schemas);
      await replace(file, text);
      books.set(publisher, book);
      for (const [id, line] of lines)
        if (line.publisher === publisher) {
          loose.delete(id);
          await again(id, book);
        }
    },
  };

  /** What is read stays; only the rules are others. */
  async function again(id: string, book: CompiledRulebook): Promise<void> {
    const known = await read.get(id);
    if (known === undefined) return;
    const explanations = explain(inputOf(known.line, known.report, book), () => true);
    read.set(id, Promise.resolve({ ...known, explanations }));
  }
}

const becameOf = ({ figure, claims }: Explanation): string =>
  [figure.state, claims[0]?.rule, claims[0]?.meaning, claims[0]?.reason].join("\t");

function looseOf({ figure, section, statements, table }: Explanation, { line, report }: Read): Loose {
  const page = report.pages.find((p: Page) => p.number === figure.page);
  return {
    id: figure.figure_id,
    document: line.document_id,
    publisher: line.publisher,
    page: figure.page,
    box: page === undefined ? figure.box : displayedBox(figure.box, page),
    raw: figure.raw,
    section,
    statement: statements[0] ?? "",
    table: table === null ? null : { caption: table.caption, row: table.row, column: table.column },
  };
}

/** The new text stands beside the old one before it takes its place, so that there is always a whole file. */
async function replace(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text);
  } catch (cause) {
    await rm(`${file}.new`, { force: true }).catch(() => undefined);
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Fault({
      file,
      message: { fr: `ne peut être écrit (${said}).`, en: `cannot be written (${said}).` },
      remedy: {
        fr: `Donner dans RECOUPE_RULEBOOKS un dossier à soi : ${basename(file)} y est alors copié, avec la règle.`,
        en: `Set RECOUPE_RULEBOOKS to a folder of your own: ${basename(file)} is then copied there, with the rule.`,
      },
      cause,
    });
  }
}
