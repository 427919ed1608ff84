export { differenceLines, diffFolders, republish } from "../publish/index.js";
