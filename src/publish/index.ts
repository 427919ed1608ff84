export { claimFolder, type Publication, writePublication } from "./folder.js";
export { type PublicationOptions, publication } from "./publication.js";
export { savedDataset } from "./saved.js";
