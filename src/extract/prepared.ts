import { type Block, LEADS_TO } from "../model/index.js";
import { indexTexts, type PreparedText, preparedText, type TextIndex } from "./pattern.js";
import { type ReadBlock, readBlocks } from "./source-text.js";
import { numeralsOf, type Statement, statementsOf } from "./statement.js";

/** A statement of a document with what patterns are matched on. */
export interface Candidate {
  statement: Statement;
  prepared: PreparedText;
}

/** A document made ready for matching, whatever the rules. */
export interface PreparedDocument {
  blocks: ReadBlock[];
  /** Every statement, in reading order. */
  candidates: Candidate[];
  /** Places in `candidates` where a pattern may stand. */
  index: TextIndex;
  section: SectionReader;
}

/** Gives a section path ready for matching. */
export type SectionReader = (section: readonly string[]) => PreparedText;

function sectionReader(): SectionReader {
  const known = new Map<string, PreparedText>();
  return (section) => {
    const path = section.join(LEADS_TO);
    const prepared = known.get(path) ?? preparedText(path);
    known.set(path, prepared);
    return prepared;
  };
}

const prepared = new WeakMap<readonly Block[], PreparedDocument>();

/** Prepares a document's blocks, once for as long as they are kept: its publisher is found, then its figures. */
export function prepare(blocks: readonly Block[]): PreparedDocument {
  const known = prepared.get(blocks);
  if (known !== undefined) return known;
  const read = readBlocks(blocks);
  const candidates = statementsOf(read).map((statement) => ({
    statement,
    prepared: preparedText(statement.text, numeralsOf(statement)),
  }));
  const made: PreparedDocument = {
    blocks: read,
    candidates,
    index: indexTexts(candidates.map((candidate) => candidate.prepared)),
    section: sectionReader(),
  };
  prepared.set(blocks, made);
  return made;
}
