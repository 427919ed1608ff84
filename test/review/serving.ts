/** Serves a review until it is killed: `serving.ts OUT CLIENT`; prints its address. */
import { startReview } from "../../src/run/index.js";

const [out = "", clientFolder = ""] = process.argv.slice(2);
const review = await startReview({ out, host: "127.0.0.1", port: 0, clientFolder });
process.stdout.write(`${review.url}\n`);
