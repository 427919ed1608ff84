import type { Block, Furniture, Table, Word } from "../model/index.js";
import { hull } from "./line.js";
import { joinContinued } from "./table/index.js";
import { textOf } from "./text.js";

/** All words of a table: those of its cells, its caption and its notes. */
export function wordsOfTable(table: Table): Word[] {
  return [
    ...table.cells.flatMap((c) => c.text.words),
    ...(table.caption?.words ?? []),
    ...table.notes.flatMap((n) => n.words),
  ];
}

/** Tables that nothing but furniture and notes stands between. */
function runsOf(blocks: readonly Block[]): Table[][] {
  const runs: Table[][] = [];
  let open = false;
  for (const block of blocks) {
    if (block.kind === "table") {
      if (open) runs.at(-1)?.push(block);
      else runs.push([block]);
      open = true;
    } else if (block.kind !== "furniture" && block.kind !== "note" && block.kind !== "chart") open = false;
  }
  return runs;
}

/** What a table printed again at the head of a later page: it holds nothing new. */
function repeatedHead(table: Table, kept: ReadonlySet<Word>): Furniture[] {
  const words = wordsOfTable(table).filter((w) => !kept.has(w));
  if (words.length === 0) return [];
  const box = hull(words.map((w) => w.box));
  return [{ kind: "furniture", page: table.page, box, section: [], text: textOf(words) }];
}

/** Joins tables that go on over a page; a head printed again is kept as furniture of its page. */
export function withContinuedTables(blocks: readonly Block[]): Block[] {
  const replaced = new Map<Block, Block[]>();
  for (const run of runsOf(blocks)) {
    const joined = joinContinued(run);
    if (joined.length === run.length) continue;
    const kept = new Set(joined.flatMap(wordsOfTable));
    for (const table of run) {
      const whole = joined.find((j) => j.page === table.page && j.box === table.box);
      replaced.set(table, whole === undefined ? repeatedHead(table, kept) : [whole]);
    }
  }
  return blocks.flatMap((block) => replaced.get(block) ?? [block]);
}
