export type { Effects } from "./effects.js";
export { startReview } from "./review.js";
export { draftFor } from "./rules.js";
export { type RunOptions, run } from "./run.js";
export type { RunSummary } from "./summary.js";
