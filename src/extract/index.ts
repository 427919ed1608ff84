export type { ExtractInput } from "./document.js";
export { draftRulebook } from "./draft.js";
export { type Explanation, explain } from "./explain.js";
export { extract } from "./extract.js";
export { type Identity, identify } from "./identify.js";
export { type CompiledRulebook, compileRulebook, type Vocabulary } from "./rulebook.js";
export { checkRules, type RulesReport } from "./rules-check.js";
export { conform, parseYaml } from "./yaml-source.js";
