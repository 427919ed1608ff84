import { tableOf } from "./page.js";

const STRUCTURES = 440;
const YEARS = 20;
const PAGES = 50;

/** Seconds of one core, measured. */
export interface Costs {
  textPage: number;
  scannedPage: number;
  /** Checking and publishing one report, where the run is coordinated. */
  conclude: number;
  /** What the queue itself takes for a page or a report. */
  queue: number;
}

const hours = (seconds: number): number => seconds / 3600;

/** What the archive of the country would take: every structure's yearly report, every second one scanned. */
export function countryOf({ textPage, scannedPage, conclude, queue }: Costs): string {
  const reports = STRUCTURES * YEARS;
  const half = (reports * PAGES) / 2;
  const costs: [what: string, each: string, seconds: number][] = [
    ["pages with text", `${(1000 * textPage).toFixed(0)} ms each`, half * textPage],
    ["scanned pages", `${scannedPage.toFixed(1)} s each`, half * scannedPage],
    [
      "checking together and publishing, on the coordinator",
      `${conclude.toFixed(2)} s a report`,
      reports * conclude,
    ],
    ["the queue", `${(1000 * queue).toFixed(0)} ms a page or report`, (half + reports) * queue],
  ];
  const [text = 0, scanned = 0, rest = 0] = costs.map(([, , seconds]) => hours(seconds));
  const on = (machines: number): string => ((text + scanned) / (8 * machines) + rest).toFixed(0);
  const number = new Intl.NumberFormat("en-GB");
  return [
    `${STRUCTURES} structures × ${YEARS} years are ${number.format(reports)} reports; at ${PAGES} pages each, half of them ` +
      `scanned, ${number.format(half)} pages with text and ${number.format(half)} to recognise:`,
    tableOf(
      ["", "cost", "processor hours"],
      costs.map(([what, each, seconds]) => [what, each, hours(seconds).toFixed(1)]),
    ),
    `That is ${(text + scanned + rest).toFixed(0)} hours of one core; **${on(1)} hours on one machine of eight cores, ` +
      `${on(4)} on four** of them and a coordinator.`,
  ].join("\n\n");
}
