/**
 * Compares the time to read pages and lay them out with the time bare pdf.js takes for text and operators of the same
 * pages, in one process, turn and turn about, as built. `npx tsx tools/bench-read.ts [--rounds N] FILE.pdf…`
 */
import { parseArgs } from "node:util";
import { beside, type Times, timesLine, together } from "./speed/pdfjs.js";

const { values, positionals } = parseArgs({
  options: { rounds: { type: "string", default: "3" } },
  allowPositionals: true,
});

const all: Times[] = [];
for (const file of positionals) {
  const times = await beside(file, Number(values.rounds));
  all.push(times);
  console.log(`${timesLine(times)}  ${file}`);
}
const sum = together(all);
const resident = `${Math.round(process.memoryUsage().rss / 1e6)} MB resident`;
console.log(`${timesLine(sum)}  all ${sum.pages} pages; ${resident}`);
