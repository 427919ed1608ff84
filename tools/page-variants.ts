/**
 * Changes how pages of a PDF file are displayed, what they say being left alone: by an incremental update (ISO 32000-1,
 * 7.5.6) that states new entries for the page objects. For files with a classic table of references, such as browsers
 * print.
 */

/** Entries of a page dictionary to state anew, as they stand in the file: `{ Rotate: "90" }`. */
export type PageEntries = Readonly<Record<string, string>>;

/** A page's size as the file states it, points: left, bottom, right, top. */
export type Sides = readonly [number, number, number, number];

const PAGE = /(\d+) 0 obj\s*<<((?:(?!endobj)[\s\S])*?\/Type \/Page\b(?!s)(?:(?!endobj)[\s\S])*?)>>\s*endobj/g;
const TRAILER = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/;
const SIDES = /\/MediaBox \[\s*([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s+([-\d.]+)\s*\]/;

/** The same file with other entries for each page; `entriesFor` is told the page's place, from 0, and its sides. */
export function withPageEntries(
  file: Uint8Array,
  entriesFor: (index: number, sides: Sides) => PageEntries,
): Uint8Array {
  const text = Buffer.from(file).toString("latin1");
  const trailer = TRAILER.exec(text);
  if (trailer === null) throw new Error("The file has no classic table of references.");
  let update = "\n";
  const references: string[] = [];
  [...text.matchAll(PAGE)].forEach(([, number, own], index) => {
    const sides = SIDES.exec(own ?? "");
    if (sides === null) throw new Error(`Page ${index + 1} does not state its size.`);
    const entries = entriesFor(index, sides.slice(1, 5).map(Number) as unknown as Sides);
    const kept = Object.keys(entries).reduce(
      (rest, key) => rest.replace(new RegExp(`/${key} (?:\\[[^\\]]*\\]|\\S+)`), ""),
      own ?? "",
    );
    const stated = Object.entries(entries).map(([key, value]) => `/${key} ${value}\n`);
    const at = String(text.length + update.length).padStart(10, "0");
    references.push(`${number} 1\n${at} 00000 n \n`);
    update += `${number} 0 obj\n<<${kept}\n${stated.join("")}>>\nendobj\n`;
  });
  const start = text.length + update.length;
  const [, entries, previous] = trailer;
  update += `xref\n${references.join("")}trailer\n<<${entries}\n/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text + update, "latin1");
}

/** Manners of displaying pages that change nothing of what they say. */
export const DISPLAYS: Readonly<Record<string, (index: number, sides: Sides) => PageEntries>> = {
  turned: () => ({ Rotate: "90" }),
  "upside-down": () => ({ Rotate: "180" }),
  "turned-back": () => ({ Rotate: "270" }),
  cropped: (_, [left, bottom, right, top]) => ({
    CropBox: `[${left} ${bottom} ${right} ${top}]`,
    MediaBox: `[${left - 40} ${bottom - 70} ${right + 55} ${top + 25}]`,
  }),
  "in-half-points": () => ({ UserUnit: "2" }),
};

const CATALOGUE = /\/Type \/Catalog\b[\s\S]*?\/Pages (\d+) 0 R|\/Pages (\d+) 0 R[\s\S]*?\/Type \/Catalog\b/;

/** The same pages over and over, `count` in all, each a page of its own that shares text and fonts with its likes. */
export function withPagesRepeated(file: Uint8Array, count: number): Uint8Array {
  const text = Buffer.from(file).toString("latin1");
  const trailer = TRAILER.exec(text);
  const root = CATALOGUE.exec(text)?.slice(1).find(Boolean);
  if (trailer === null || root === undefined) throw new Error("The file has no classic table of references.");
  const [, entries = "", previous] = trailer;
  const first = Number(/\/Size (\d+)/.exec(entries)?.[1]);
  const own = [...text.matchAll(PAGE)].map(([, , page]) => page ?? "");
  let update = "\n";
  const at: string[] = [];
  const add = (number: number, content: string): void => {
    at.push(`${String(text.length + update.length).padStart(10, "0")} 00000 n \n`);
    update += `${number} 0 obj\n<<${content}>>\nendobj\n`;
  };
  for (let i = 0; i < count; i++)
    add(first + i, (own[i % own.length] ?? "").replace(/\/Parent \d+ 0 R/, `/Parent ${root} 0 R`));
  const kids = at.map((_, i) => `${first + i} 0 R`).join(" ");
  add(Number(root), `/Type /Pages\n/Count ${count}\n/Kids [${kids}]`);
  const start = text.length + update.length;
  const tree = at.pop() ?? "";
  const size = entries.replace(/\/Size \d+/, `/Size ${first + count}`);
  update += `xref\n${root} 1\n${tree}${first} ${count}\n${at.join("")}`;
  update += `trailer\n<<${size}\n/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text + update, "latin1");
}
