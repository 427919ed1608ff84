import { type DocumentLine, Fault } from "../model/index.js";
import { type OpenPdf, openPdf } from "../read/index.js";

/** PDF files held open. */
const MOST_OPEN = 6;

export interface PageSource {
  /** A page as PNG, `scale` pixels a point; undefined where there is no such document or page. */
  render(document: string, page: number, scale: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
  close(): Promise<void>;
}

/** Draws pages of the documents of a publication, and of no other file. */
export function pageSource(
  documents: readonly DocumentLine[],
  fileOf: (document: DocumentLine) => Promise<string | undefined>,
): PageSource {
  const lines = new Map(documents.map((d) => [d.document_id, d]));
  const open = new Map<string, OpenPdf>();
  const opened = async (line: DocumentLine): Promise<OpenPdf> => {
    const known = open.get(line.document_id);
    if (known !== undefined) return known;
    const path = await fileOf(line);
    const pdf = path === undefined ? undefined : await openPdf(path);
    if (pdf?.source.sha256 !== line.sha256) throw otherFile(line);
    open.set(line.document_id, pdf);
    const [oldest] = open;
    if (open.size > MOST_OPEN && oldest !== undefined) {
      open.delete(oldest[0]);
      await oldest[1].close();
    }
    return pdf;
  };
  return {
    render: async (document, page, scale) => {
      const line = lines.get(document);
      if (line === undefined) return undefined;
      const pdf = await opened(line);
      return page > pdf.pageCount ? undefined : new Uint8Array(await pdf.render(page, scale));
    },
    close: async () => {
      for (const pdf of open.values()) await pdf.close();
    },
  };
}

const otherFile = ({ file }: DocumentLine): Fault =>
  new Fault({
    file,
    message: {
      fr: "n'est plus là, ou n'est plus le fichier qui a été lu.",
      en: "is gone, or is no longer the file that was read.",
    },
    remedy: {
      fr: "Le remettre en place, ou relancer `recoupe run`.",
      en: "Bring it back, or run `recoupe run` again.",
    },
  });
