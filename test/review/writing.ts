/** Adds decisions to a log as fast as it can until it is killed, and names each once it is saved: `writing.ts LOG FROM`. */
import { decisionLog } from "../../src/review/log/log.js";
import { draft } from "./sample.js";

const [path = "", from = "0"] = process.argv.slice(2);
const log = decisionLog(path);
for (let n = Number(from); ; n++) {
  await log.append([draft(`a${n}`, { comment: "écart de 5 €".repeat(20) })]);
  process.stdout.write(`a${n}\n`);
}
