export type { ExtractInput } from "./document.js";
export { extract } from "./extract.js";
export { type Identity, identify } from "./identify.js";
export { type CompiledRulebook, compileRulebook, type Vocabulary } from "./rulebook.js";
export { conform, parseYaml } from "./yaml-source.js";
