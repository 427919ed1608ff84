/**
 * Prints the facsimiles of `corpus` in other manners, to try the reader on renderings it was not made on:
 * `npm run corpus:variants -- OUT [MANNER…]` writes `OUT/<manner>/<document>.pdf`. What they say is what the
 * golden files say; the page breaks are those of the original.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import chromium from "@sparticuz/chromium";
import { chromium as browsers, type Page } from "playwright-core";
import { DISPLAYS, withPageEntries } from "./page-variants.js";

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

/** Writes the same text in other characters: `change` is an expression for `text`. */
const written =
  (change: string) =>
  async (page: Page): Promise<void> => {
    await page.evaluate(`{
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        const text = node.data;
        node.data = ${change};
      }
    }`);
  };

/** Paints what stands in the flow of the page in another order: each piece in its place, on a level drawn by lot. */
async function shuffled(page: Page): Promise<void> {
  await page.evaluate(`{
    let state = 1;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % 1000;
    for (const piece of document.querySelectorAll("h1,h2,h3,h4,h5,h6,p,li,td,th,b,strong,span")) {
      if (getComputedStyle(piece).position !== "static") continue;
      piece.style.position = "relative";
      piece.style.zIndex = String(next());
    }
  }`);
}

const MANNERS: Record<string, (page: Page) => Promise<void>> = {
  unlined: styled("* { border-color: transparent !important; border: 0 !important }"),
  plain: styled(
    "* { border: 0 !important; background: none !important; color: #000 !important; box-shadow: none !important }",
  ),
  serif: styled('* { font-family: "Liberation Serif", serif !important }'),
  small: styled("section { zoom: 0.9 }"),
  shuffled,
  "row-lines": styled("td, th { border: 0 !important; border-bottom: 0.75pt solid #999 !important }"),
  decomposed: written('text.normalize("NFD")'),
  "soft-hyphens": written(String.raw`text.replace(/(\p{L}{3})(?=\p{L}{3})/gu, "$1\u00ad")`),
  "thin-space": spaced("\u2009"),
  "no-break-space": spaced("\u00a0"),
  "narrow-no-break-space": spaced("\u202f"),
};

const [out, ...asked] = process.argv.slice(2);
if (out === undefined) throw new Error("which folder shall the variants be written to?");
const known = [...Object.keys(MANNERS), ...Object.keys(DISPLAYS)];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no manner ${unknown.join(", ")}; there are ${known.join(", ")}`);
const wanted = (manner: string): boolean => asked.length === 0 || asked.includes(manner);

const sources = readdirSync("corpus", { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|[\\/])report\.html$/.test(name))
  .map((name) => join("corpus", name))
  .sort();
function targetOf(manner: string, source: string): string {
  mkdirSync(join(out ?? "", manner), { recursive: true });
  return join(out ?? "", manner, `${basename(dirname(source))}.pdf`);
}

for (const [manner, display] of Object.entries(DISPLAYS)) {
  if (!wanted(manner)) continue;
  for (const source of sources) {
    const target = targetOf(manner, source);
    writeFileSync(target, withPageEntries(readFileSync(join(dirname(source), "report.pdf")), display));
    console.log(target);
  }
}

const browser = await browsers.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, "--disable-background-networking", "--disable-quic"],
});
try {
  const page = await browser.newPage();
  for (const [manner, change] of Object.entries(MANNERS)) {
    if (!wanted(manner)) continue;
    for (const source of sources) {
      await page.goto(pathToFileURL(resolve(source)).href);
      await change(page);
      const target = targetOf(manner, source);
      await page.pdf({ path: target, preferCSSPageSize: true, printBackground: true });
      console.log(target);
    }
  }
} finally {
  await browser.close();
}
