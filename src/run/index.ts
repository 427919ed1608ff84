export { cacheEntries, cacheFolder, KINDS, pruneCache } from "./cache.js";
export { decisionsReport } from "./decisions.js";
export { type Finding, findings } from "./doctor.js";
export { type Effects, terminal } from "./effects.js";
export { type Drawn, inspect } from "./inspect.js";
export { type Language, languageOf } from "./language.js";
export { limitsOf } from "./limits.js";
export { differenceLines, diffFolders, republish } from "./publish.js";
export { logOf } from "./queue/log.js";
export { serve } from "./queue/serve.js";
export { type QueueStatus, queueStatus } from "./queue/status.js";
export { startReview } from "./review.js";
export {
  draftFor,
  type Explanation,
  explainFigures,
  knownPublishers,
  type RulesReport,
  rulesReport,
} from "./rules.js";
export { run } from "./run.js";
export { type RunSummary, summaryLines } from "./summary.js";
