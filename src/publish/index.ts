export { claimFolder, type Publication, writePublication } from "./folder.js";
export { publication } from "./publication.js";
