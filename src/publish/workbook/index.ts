import type { LongDataset } from "../../model/index.js";
import type { PageLink } from "../links.js";
import type { Table } from "../table.js";
import { sheetsOf } from "./sheets.js";

/** Any time will do, as long as it is always the same; archives begin with 1980, and tell local time. */
const TIME = new Date(1980, 0, 1);

/** The same archive with its times fixed, so that the same sheets give the same bytes. */
async function timeless(archive: Uint8Array): Promise<Uint8Array> {
  const { unzipSync, zipSync } = await import("fflate");
  return zipSync(unzipSync(archive), { mtime: TIME, level: 6 });
}

/** Observations, anomalies and the data dictionary as an Excel workbook. */
export async function workbook(
  dataset: LongDataset,
  tables: readonly Table[],
  pageLink: PageLink,
): Promise<Uint8Array> {
  const [{ default: writeXlsx }, { filterAndLinks }] = await Promise.all([
    import("write-excel-file/node"),
    import("./features.js"),
  ]);
  const sheets = sheetsOf(dataset, tables, pageLink);
  const written = writeXlsx(
    sheets.map(({ name, data, widths }) => ({
      sheet: name,
      data,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      showGridLines: true,
    })),
    { features: [filterAndLinks(sheets)], fontFamily: "Calibri", fontSize: 11 },
  );
  return timeless(await written.toBuffer());
}
