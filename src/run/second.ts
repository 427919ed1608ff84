import type { Reread } from "../check/index.js";
import type { DocumentIdentity } from "../model/index.js";
import { type OpenPdf, openPdf } from "../read/index.js";
import { type Cache, keyOf, openCache } from "./cache.js";
import { engineOf } from "./engine.js";

/** Reads boxes of the reports of a run a second time, while the checks ask. */
export interface SecondReading {
  reread: Reread;
  /** Closes the file opened last. */
  close: () => Promise<void>;
}

/** What a second reading gave; null where nothing legible is there. */
interface Read {
  text: string | null;
}

/**
 * A reader for some documents. Readings are kept in the cache, so that a second run opens no file; a
 * file that is gone, or is another one by now, gives nothing, and the anomaly stays as it is.
 */
export function secondReading(identities: readonly DocumentIdentity[], cacheFolder?: string): SecondReading {
  const documents = new Map(identities.map((document) => [document.document_id, document]));
  const cache: Cache = openCache(cacheFolder);
  let open: { id: string; pdf: Promise<OpenPdf | undefined> } | undefined;
  const close = async (): Promise<void> => {
    const last = await open?.pdf;
    open = undefined;
    await last?.close();
  };
  const opened = async (id: string): Promise<OpenPdf | undefined> => {
    const document = documents.get(id);
    if (open?.id !== id) {
      await close();
      open = { id, pdf: document ? openAgain(document.file, document.sha256) : Promise.resolve(undefined) };
    }
    return open.pdf;
  };
  const reread: Reread = async (id, page, box, first) => {
    const sha256 = documents.get(id)?.sha256;
    if (sha256 === undefined) return undefined;
    const key = keyOf(engineOf("model", "read"), sha256, String(page), JSON.stringify(box), first);
    const known = await cache.get<Read>("readings", key);
    if (known) return known.text ?? undefined;
    const pdf = await opened(id);
    if (!pdf) return undefined;
    try {
      const text = await pdf.again(page, box, first);
      await cache.put("readings", key, { text: text ?? null } satisfies Read);
      return text;
    } catch {
      return undefined;
    }
  };
  return { reread, close };
}

/** The file as it was read; undefined where it cannot be opened, or holds something else now. */
async function openAgain(file: string, sha256: string): Promise<OpenPdf | undefined> {
  try {
    const pdf = await openPdf(file, { ocr: false });
    if (pdf.source.sha256 === sha256) return pdf;
    await pdf.close();
  } catch {
    // Gone, locked or damaged by now: there is no second reading.
  }
  return undefined;
}
