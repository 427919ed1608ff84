/**
 * Prints the facsimiles of `corpus` in other manners, to try the reader on renderings it was not made on:
 * `npm run corpus:variants -- OUT [MANNER…]` writes `OUT/<manner>/<document>.pdf`. What they say is what the
 * golden files say; the page breaks are those of the original.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import chromium from "@sparticuz/chromium";
import { chromium as browsers, type Page } from "playwright-core";

const styled =
  (content: string) =>
  async (page: Page): Promise<void> => {
    await page.addStyleTag({ content });
  };

/** Puts another space between groups of three digits. */
const spaced =
  (space: string) =>
  async (page: Page): Promise<void> => {
    const groups = String.raw`/(\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g`;
    await page.evaluate(
      `document.body.innerHTML = document.body.innerHTML.replaceAll(${groups}, "$1" + ${JSON.stringify(space)})`,
    );
  };

const MANNERS: Record<string, (page: Page) => Promise<void>> = {
  unlined: styled("* { border-color: transparent !important; border: 0 !important }"),
  plain: styled(
    "* { border: 0 !important; background: none !important; color: #000 !important; box-shadow: none !important }",
  ),
  serif: styled('* { font-family: "Liberation Serif", serif !important }'),
  small: styled("section { zoom: 0.9 }"),
  "no-break-space": spaced("\u00a0"),
  "narrow-no-break-space": spaced("\u202f"),
};

const [out, ...asked] = process.argv.slice(2);
if (out === undefined) throw new Error("which folder shall the variants be written to?");
const unknown = asked.filter((name) => MANNERS[name] === undefined);
if (unknown.length > 0)
  throw new Error(`no manner ${unknown.join(", ")}; there are ${Object.keys(MANNERS).join(", ")}`);

const sources = readdirSync("corpus", { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|[\\/])report\.html$/.test(name))
  .map((name) => join("corpus", name))
  .sort();
const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, "--disable-background-networking", "--disable-quic"],
});
try {
  const page = await browser.newPage();
  for (const [manner, change] of Object.entries(MANNERS)) {
    if (asked.length > 0 && !asked.includes(manner)) continue;
    mkdirSync(join(out, manner), { recursive: true });
    for (const source of sources) {
      await page.goto(pathToFileURL(resolve(source)).href);
      await change(page);
      const target = join(out, manner, `${basename(dirname(source))}.pdf`);
      await page.pdf({ path: target, preferCSSPageSize: true, printBackground: true });
      console.log(target);
    }
  }
} finally {
  await browser.close();
}
