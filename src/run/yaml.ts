/** For settings: the same reader as for rulebooks, with line and column for each mistake. */
export { parseYaml } from "../extract/yaml-source.js";
