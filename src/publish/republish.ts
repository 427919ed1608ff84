import { claimFolder, writePublication } from "./folder.js";
import { type PublicationOptions, publication } from "./publication.js";
import { savedDataset } from "./saved.js";

/**
 * Writes all files of a publication anew from the CSV files of one (`from` and `to` may be the same folder), with other
 * options. Throws `Fault` where `from` is no publication or `to` cannot be written.
 */
export async function republish(from: string, to: string, options: PublicationOptions = {}): Promise<void> {
  await claimFolder(to);
  await writePublication(to, await publication(await savedDataset(from), options));
}
