import { relative } from "node:path";
import type { DocumentLine, LongDataset } from "../model/index.js";
import {
  claimFolder,
  type PublicationOptions,
  publication,
  savedDataset,
  writePublication,
} from "../publish/index.js";
import { type CropOptions, cropsOf } from "./crops.js";

export { differenceLines, diffFolders } from "../publish/index.js";

export interface PublishOptions extends CropOptions {
  values?: PublicationOptions["values"];
}

/** Writes all files of a publication, with links to the PDFs and pictures of them. Throws `Fault`. */
export async function publish(
  folder: string,
  dataset: LongDataset,
  { values, ...options }: PublishOptions,
): Promise<void> {
  const pdfs = pathsFrom(folder, dataset.documents);
  const crops = await cropsOf(dataset, options);
  const chosen = values === undefined ? {} : { values };
  await writePublication(folder, publication(dataset, { ...chosen, pdfs, crops }));
}

/**
 * Writes all files of a publication anew from the CSV files of one (`from` and `to` may be the same folder), with other
 * options. Throws `Fault` where `from` is no publication or `to` cannot be written.
 */
export async function republish(from: string, to: string, options: PublishOptions): Promise<void> {
  const release = await claimFolder(to);
  try {
    await publish(to, await savedDataset(from), options);
  } finally {
    await release();
  }
}

/** Where each document's PDF stands, seen from the folder of the publication. */
const pathsFrom = (folder: string, documents: readonly DocumentLine[]): Map<string, string> =>
  new Map(documents.map((d) => [d.document_id, relative(folder, d.file)]));
