export { applyDecisions } from "./apply.js";
export { currentDecisions } from "./log/fold.js";
export { decisionLog, LOG_FILE } from "./log/log.js";
export { readPublication } from "./publication.js";
export { type Served, serveReview } from "./server/start.js";
export { openSession, type Rechecker, type Session } from "./session.js";
export { decisionsCsv } from "./table.js";
