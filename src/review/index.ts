export { applyDecisions } from "./apply.js";
export { currentDecisions, isRuling } from "./log/fold.js";
export { decisionLog, LOG_FILE } from "./log/log.js";
export { decisionsCsv } from "./table.js";
