export { diff, differenceLines, diffFolders } from "./diff.js";
export { claimFolder, settledFolder, writePublication } from "./folder.js";
export { membersOf } from "./members.js";
export { type PublicationOptions, publication } from "./publication.js";
export type { Crop, Crops } from "./report/index.js";
export { savedDataset } from "./saved.js";
