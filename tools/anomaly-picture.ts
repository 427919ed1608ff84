import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Canvas, createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { parse } from "csv-parse/sync";
import { Anomaly, type Box } from "../src/model/index.js";
import { openPdf } from "../src/read/index.js";

const SCALE = 2;
const MARGIN = 40;
const CAPTION = 74;
const LIKELY = 0.2;

interface Cell extends Box {
  suspect: boolean;
}

/**
 * Writes a picture of the sum of a report that surest fails, as `out` tells it, on its page: suspects outlined twice,
 * other terms once, the arithmetic below. Throws where all its sums hold.
 */
export async function anomalyPicture(out: string, report: string, picture: string): Promise<void> {
  const rows: Row[] = parse(await readFile(join(out, "observations.csv")), { columns: true });
  const documents: Row[] = parse(await readFile(join(out, "documents.csv")), { columns: true });
  const id = documents.find(({ file }) => file?.endsWith(report))?.document_id;
  const anomaly = Anomaly.array()
    .parse(JSON.parse(await readFile(join(out, "anomalies.json"), "utf8")))
    .filter((a) => a.check === "total" && a.severity === "error" && a.documents[0] === id)
    .sort((a, b) => likeliest(b) - likeliest(a))[0];
  if (anomaly === undefined) throw new Error(`no sum fails in ${report}`);
  const pdf = await openPdf(report);
  const page = await loadImage(Buffer.from(await pdf.render(anomaly.page, SCALE)));
  await pdf.close();
  await writeFile(picture, drawn(anomaly, cellsOf(anomaly, rows), page).encodeSync("png"));
}

const likeliest = ({ suspects }: Anomaly): number => Math.max(0, ...suspects.map((s) => s.probability));

type Row = Record<string, string>;

const cellsOf = (anomaly: Anomaly, rows: readonly Row[]): Cell[] =>
  anomaly.observations.flatMap(({ observation }) => {
    const row = rows.find((r) => r.observation_id === observation && Number(r.source_page) === anomaly.page);
    const [x0 = 0, top = 0, x1 = 0, bottom = 0] = (row?.source_box ?? "").split(" ").map(Number);
    const suspect = anomaly.suspects.some((s) => s.observation === observation && s.probability >= LIKELY);
    return row === undefined ? [] : [{ x0, top, x1, bottom, suspect }];
  });

function drawn(anomaly: Anomaly, cells: readonly Cell[], page: Image): Canvas {
  const top = Math.max(0, Math.min(...cells.map((c) => c.top)) - 3 * MARGIN) * SCALE;
  const bottom = Math.min(page.height, (Math.max(...cells.map((c) => c.bottom)) + MARGIN) * SCALE);
  const canvas = createCanvas(page.width, bottom - top + CAPTION * SCALE);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(page, 0, -top);
  for (const { x0, top: y, x1, bottom: yb, suspect } of cells)
    for (const grow of suspect ? [4, 7] : [4]) {
      pen.strokeStyle = suspect ? "#c62828" : "#1565c0";
      pen.lineWidth = suspect ? 3 : 1.5;
      pen.strokeRect(
        (x0 - grow) * SCALE,
        (y - grow) * SCALE - top,
        (x1 - x0 + 2 * grow) * SCALE,
        (yb - y + 2 * grow) * SCALE,
      );
    }
  pen.fillStyle = "#fff";
  pen.fillRect(0, bottom - top, canvas.width, canvas.height);
  pen.fillStyle = "#1d1d1b";
  pen.font = `bold ${11 * SCALE}px sans-serif`;
  pen.fillText(`${anomaly.check} · ${anomaly.severity}`, MARGIN, bottom - top + 18 * SCALE);
  pen.font = `${11 * SCALE}px sans-serif`;
  pen.fillText(anomaly.arithmetic, MARGIN, bottom - top + 36 * SCALE);
  const [first] = anomaly.proposals;
  if (first !== undefined) pen.fillText(first.reason.en, MARGIN, bottom - top + 54 * SCALE);
  return canvas;
}
