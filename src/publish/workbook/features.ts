import type { Blob } from "node:buffer";
import type { Stream } from "node:stream";
import type { Feature, SheetOptions } from "write-excel-file/node";
import { getCellAddress, getSelfClosingTagMarkup, sanitizeAttributeValue } from "write-excel-file/utility";
import type { Hyperlink, Sheet } from "./sheets.js";

/** What files of an archive are, to the writer. */
type FileContent = Stream | Buffer | Blob;

const HYPERLINK_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
const END_OF_DATA = "</sheetData>";

const idOf = (index: number): string => `rId-page${index + 1}`;

/** Each place that cells of a sheet lead to, once, in the order of the cells. */
const targetsOf = (links: readonly Hyperlink[]): Map<string, number> => {
  const targets = new Map<string, number>();
  for (const { target } of links) if (!targets.has(target)) targets.set(target, targets.size);
  return targets;
};

const filterOf = ({ data }: Sheet): string => {
  const [first] = data;
  return getSelfClosingTagMarkup("autoFilter", {
    ref: `A1:${getCellAddress(data.length - 1, (first?.length ?? 1) - 1)}`,
  });
};

function hyperlinksOf({ links }: Sheet): string {
  if (links.length === 0) return "";
  const targets = targetsOf(links);
  const each = links.map(({ row, column, target }) =>
    getSelfClosingTagMarkup("hyperlink", {
      ref: getCellAddress(row, column),
      "r:id": idOf(targets.get(target) ?? 0),
    }),
  );
  return `<hyperlinks>${each.join("")}</hyperlinks>`;
}

const relationshipsOf = ({ links }: Sheet): string =>
  [...targetsOf(links)]
    .map(([target, index]) =>
      getSelfClosingTagMarkup("Relationship", {
        Id: idOf(index),
        Type: HYPERLINK_TYPE,
        Target: sanitizeAttributeValue(target),
        TargetMode: "External",
      }),
    )
    .join("");

/** What the writer lacks: a filter on the header, and links that are no formulas (ECMA-376, 18.3.1.2 and 18.3.1.47). */
export function filterAndLinks(sheets: readonly Sheet[]): Feature<FileContent> {
  return {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (
            xml: string,
            _options: SheetOptions<FileContent>,
            { sheetIndex }: { sheetIndex: number },
          ): string => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined
              ? xml
              : xml.replace(END_OF_DATA, () => `${END_OF_DATA}${filterOf(sheet)}${hyperlinksOf(sheet)}`);
          },
        },
        "xl/worksheets/_rels/sheet{id}.xml.rels": {
          insert: (_options: SheetOptions<FileContent>, { sheetIndex }: { sheetIndex: number }): string => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined ? "" : relationshipsOf(sheet);
          },
        },
      },
    },
  };
}
