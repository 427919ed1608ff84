export { diff, differenceLines, diffFolders } from "./diff.js";
export { claimFolder, type Publication, writePublication } from "./folder.js";
export { publication } from "./publication.js";
export { republish } from "./republish.js";
export { savedDataset } from "./saved.js";
