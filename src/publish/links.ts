import type { DocumentLine } from "../model/index.js";

/** Where a page of a document is, as a link that PDF readers understand. */
export type PageLink = (document: string, page: number) => string | undefined;

const bareName = (file: string): string => file.replace(/^.*[\\/]/, "");

/**
 * Links to pages, `file.pdf#page=4`: relative to the publication where the caller says where the PDFs stand, else as
 * if they stood beside it. Each part of the path is escaped.
 */
export function pageLinks(documents: readonly DocumentLine[], pdfs?: ReadonlyMap<string, string>): PageLink {
  const hrefs = new Map(
    documents
      .filter((d) => d.document_id !== "")
      .map((d) => {
        const path = pdfs?.get(d.document_id) ?? bareName(d.file);
        return [d.document_id, path.split(/[\\/]/).map(encodeURIComponent).join("/")];
      }),
  );
  return (document, page) => {
    const href = hrefs.get(document);
    return href === undefined ? undefined : `${href}#page=${page}`;
  };
}
