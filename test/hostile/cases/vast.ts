import { deflateSync } from "node:zlib";
import { FIRST_OBJECT, pdfOf, streamOf } from "../../fixtures/pdf.js";
import { at } from "../../fixtures/reading.js";
import {
  bytesOf,
  drawing,
  form,
  type HostileCase,
  latin1,
  onePage,
  page,
  picture,
  replaced,
} from "./case.js";

const MB = 2 ** 20;
const deflated = (data: Uint8Array): string => latin1(deflateSync(data));
/** White, 128 MB of it, packed. */
const BOMB = deflated(Buffer.alloc(128 * MB, " "));
const packed = (data: string, filter = "/FlateDecode", entries = ""): string =>
  streamOf(data, `/Filter ${filter} /Type /XObject /Subtype /Form /BBox [0 0 400 300] ${entries}`);

/** Header of a JPEG picture of so many pixels along each side. */
const jpeg = (side: number): string => {
  const [high, low] = [side >> 8, side & 255].map((byte) => String.fromCharCode(byte));
  return `\u00ff\u00d8\u00ff\u00c0\u0000\u0011\u0008${high}${low}${high}${low}\u0003\u0001\u0011\u0000\u0002\u0011\u0000\u0003\u0011\u0000`;
};

/** So many empty pages in one list, without the pains that a test document takes. */
function emptyPages(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, i) => `${i + 3} 0 R`).join(" ");
  const pages = Array.from(
    { length: count },
    (_, i) => `${i + 3} 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n`,
  );
  let text = "%PDF-1.7\n";
  const offsets = [
    "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
    `2 0 obj\n<</Type/Pages/MediaBox[0 0 9 9]/Count ${count}/Kids[${kids}]>>\nendobj\n`,
    ...pages,
  ].map((object) => {
    const at = text.length;
    text += object;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = count + 3;
  return bytesOf(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

/** Forms that each call the next, `times` over; the last draws. */
const tower = (height: number, times: number, last: string): string[] =>
  Array.from({ length: height }, (_, i) =>
    i === height - 1 ? form(last) : form("/X Do ".repeat(times), FIRST_OBJECT + i + 1),
  );

const many = (count: number, each: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => each(i)).join("");

export const VAST: HostileCase[] = [
  { name: "100 000 empty pages", bytes: () => emptyPages(100_000), ends: /more than 2,000 pages/ },
  {
    name: "a page of 10 m by 10 m",
    bytes: () => onePage("", { media: [0, 0, 28_346, 28_346] }),
    ends: "data",
  },
  {
    name: "a page of 1 000 km",
    bytes: () => onePage("", { media: [0, 0, 1e9, 1e9] }),
    ends: /points along one side/,
  },
  {
    name: "units of a kilometre",
    bytes: () => onePage("", { userUnit: 3e6 }),
    ends: /points along one side/,
  },
  { name: "a page without an inside", bytes: () => onePage("", { media: [0, 0, 0, 0] }), ends: "either" },
  { name: "a page upside down", bytes: () => onePage("", { media: [400, 300, 0, 0] }), ends: "data" },
  {
    name: "a path of two million lines",
    bytes: () => onePage(`0 0 m\n${"9 9 l\n".repeat(2_000_000)}S`),
    ends: "data",
  },
  { name: "forty thousand paths", bytes: () => onePage("0 0 m 9 9 l S\n".repeat(40_000)), ends: "data" },
  {
    name: "ruling lines like a hatching",
    bytes: () =>
      onePage(
        many(11_000, (i) => `0 ${i * 2} m 9000 ${i * 2} l S `),
        { media: [0, 0, 9000, 22_100] },
      ),
    ends: /ruling lines .* were left out/,
  },
  {
    name: "tiles over tiles",
    bytes: () => onePage(many(10_000, (i) => `0.${i % 10} 0.5 0.5 rg ${i % 300} ${i % 200} 50 50 re f `)),
    ends: "either",
  },
  {
    name: "a stream that unpacks to 128 MB",
    bytes: () => drawing([packed(BOMB)]),
    ends: /once unpacked/,
  },
  {
    name: "a stream packed twice",
    bytes: () => drawing([packed(deflated(Buffer.from(BOMB, "latin1")), "[/FlateDecode /FlateDecode]")]),
    ends: /once unpacked/,
  },
  {
    name: "a packed stream whose end is written inside it",
    bytes: () => drawing([packed(`${BOMB}\nendstream`)]),
    ends: /once unpacked/,
  },
  {
    name: "a packed attachment",
    bytes: () =>
      pdfOf({
        pages: [page("")],
        objects: ["<< /Type /Filespec /F (a.csv) /EF << /F 11 0 R >> >>", packed(BOMB, "/FlateDecode")],
        catalogue: "/Names << /EmbeddedFiles << /Names [(a.csv) 10 0 R] >> >>",
      }),
    ends: /once unpacked/,
  },
  {
    name: "the word for a stream, 60 000 times",
    bytes: () => onePage("% stream\n".repeat(60_000)),
    ends: "data",
  },
  {
    name: "a picture of a million pixels squared",
    bytes: () => drawing([picture("/Width 1000000 /Height 1000000")]),
    ends: /pixels in one picture/,
  },
  {
    name: "a picture whose name is spelt in code",
    bytes: () => drawing([picture("/W#69dth 60000 /Height 60000")]),
    ends: /pixels in one picture/,
  },
  {
    name: "a photograph larger than it says",
    bytes: () => drawing([picture("/Width 9 /Height 9 /Filter /DCTDecode", jpeg(60_000))]),
    ends: /pixels in one picture/,
  },
  {
    name: "a picture with too few bytes",
    bytes: () => drawing([picture("/Width 4000 /Height 4000")]),
    ends: "data",
  },
  {
    name: "forms in forms, a thousand deep",
    bytes: () => drawing(tower(1000, 1, "0 0 9 9 re f")),
    ends: "data",
  },
  {
    name: "a form that calls itself",
    bytes: () => drawing([form("/X Do /X Do", FIRST_OBJECT)]),
    ends: "data",
  },
  {
    name: "a line of a million signs",
    bytes: () => onePage(at(40, 200, "a".repeat(1_000_000))),
    ends: "data",
  },
  {
    name: "a line of a million signs, all of them on the page",
    bytes: () => onePage(at(40, 200, "a".repeat(1_000_000), "/F1 0.0005 Tf")),
    ends: /characters on the page/,
  },
  { name: "a line of 100 000 signs", bytes: () => onePage(at(40, 200, "a".repeat(100_000))), ends: "data" },
  {
    name: "a line of 100 000 words and figures",
    bytes: () => onePage(at(40, 200, "ab 12 ".repeat(20_000))),
    ends: "data",
  },
  {
    name: "one figure painted 20 000 times",
    bytes: () => onePage(many(20_000, () => at(40, 200, "12"))),
    ends: "data",
  },
  {
    name: "6 000 words on a page",
    bytes: () =>
      onePage(
        many(6_000, (i) => at((i % 100) * 30, 10 + Math.floor(i / 100) * 10, `${i}`, "/F1 6 Tf")),
        { media: [0, 0, 3100, 3000] },
      ),
    ends: /words on the page/,
  },
  {
    name: "numbers of a thousand digits",
    bytes: () =>
      onePage(
        at(
          40,
          200,
          `Total : ${"9".repeat(1000)} jeunes, 0,${"9".repeat(1000)} %, 1${" 000".repeat(300)} €`,
          "/F1 0.1 Tf",
        ),
      ),
    ends: "data",
  },
  {
    name: "a label of a megabyte",
    bytes: () => onePage(at(40, 200, `${"x".repeat(MB)} : 12`, "/F1 0.0001 Tf")),
    ends: "either",
  },
  {
    name: "a title of a megabyte",
    bytes: () => replaced(pdfOf({ pages: [page("")], info: "/Title (T)" }), "(T)", `(${"T".repeat(MB)})`),
    ends: "data",
  },
];
