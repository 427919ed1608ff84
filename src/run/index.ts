export { decisionsReport } from "./decisions.js";
export { type Effects, terminal } from "./effects.js";
export { DRAWN, type Drawn, inspect } from "./inspect.js";
export { type Language, languageOf } from "./language.js";
export { type ReviewOptions, startReview } from "./review.js";
export { draftFor, type Explanation, explainFigures, type RulesReport, rulesReport } from "./rules.js";
export { type RunOptions, run } from "./run.js";
export { type RunSummary, summaryLines } from "./summary.js";
