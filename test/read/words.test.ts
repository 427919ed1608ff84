import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pdfOf, streamOf } from "../fixtures/pdf.js";
import { at, readOne, withPdf, wordsIn } from "../fixtures/reading.js";

describe("where a word begins and ends", () => {
  test("spaces part words", async () => {
    expect(await wordsIn(at(50, 200, "Total : 679"))).toEqual(["Total", ":", "679"]);
  });

  test("a gap parts words where the file holds no space", async () => {
    expect(await wordsIn("BT /F1 10 Tf 50 200 Td [(La) -280 (Madeleine)] TJ ET")).toEqual([
      "La",
      "Madeleine",
    ]);
  });

  test("kerning does not part a word", async () => {
    expect(await wordsIn("BT /F1 10 Tf 50 200 Td [(A) 120 (V) -60 (AT) 90 (AR)] TJ ET")).toEqual(["AVATAR"]);
  });

  test("a word shown piece by piece, in any order, is one word", async () => {
    const pieces = at(68.9, 200, "Lille") + at(50, 200, "Lez") + at(66.12, 200, " ");
    expect(await wordsIn(pieces)).toEqual(["Lez", "Lille"]);
    expect(await wordsIn(at(55.56, 200, "79") + at(50, 200, "6"))).toEqual(["679"]);
  });

  test("letter spacing asked for by the file does not part a word", async () => {
    expect(await wordsIn("BT /F1 10 Tf 4 Tc 50 200 Td (MISSION 2023) Tj ET")).toEqual(["MISSION", "2023"]);
  });

  test("letter spacing made by single positions does not part a word", async () => {
    const spread = [..."MISSION LOCALE"].map((letter) => `(${letter}) -300 `).join("");
    expect(await wordsIn(`BT /F1 10 Tf 50 200 Td [${spread}] TJ ET`)).toEqual(["MISSION", "LOCALE"]);
  });

  test("letters typed apart spell a word", async () => {
    expect(await wordsIn(at(50, 200, "M I S S I O N   L O C A L E"))).toEqual(["MISSION", "LOCALE"]);
  });

  test("figures with even gaps stay figures of their own", async () => {
    expect(await wordsIn("BT /F1 10 Tf 50 200 Td [(1) -300 (2) -300 (3) -300 (4)] TJ ET")).toEqual([
      "1",
      "2",
      "3",
      "4",
    ]);
  });

  test("a ruling line between two figures parts them, however close they stand", async () => {
    const figures = at(50, 200, "396") + at(67.6, 200, "704");
    expect(await wordsIn(figures)).toEqual(["396704"]);
    expect(await wordsIn(`${figures} 0.3 w 67.1 190 m 67.1 215 l S`)).toEqual(["396", "704"]);
  });

  test("a bullet is no part of the word it touches", async () => {
    expect(await wordsIn(at(50, 200, "\u0095859"))).toEqual(["•", "859"]);
  });

  test("leaders are no part of the label they follow", async () => {
    expect(await wordsIn(at(50, 200, "Total........ 12"))).toEqual(["Total", "........", "12"]);
    expect(await wordsIn(at(50, 200, "etc..."))).toEqual(["etc..."]);
  });

  test("the order in the file does not matter", async () => {
    const cells = [..."Wambrechies"].map((letter, i) => at(50 + 9 * i, 250, letter));
    const rows = ["Lompret 34 13", "Verlinghem 24 12", "Total : 3087 1634"].flatMap((row, y) =>
      row.split(" ").map((word, x) => at(50 + 90 * x, 200 - 20 * y, word)),
    );
    const glyphs = [...rows, ...cells];
    const expected = await wordsIn(glyphs.join(""));
    expect(expected).toContain("3087");
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(glyphs, { minLength: glyphs.length }), async (shuffled) => {
        expect(await wordsIn(shuffled.join(""))).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });
});

describe("what a word says", () => {
  test("raised letters belong to the figure they complete", async () => {
    const text = at(50, 200, "1") + at(55.56, 204, "er", "/F1 6 Tf") + at(64, 200, "contact");
    expect(await wordsIn(text)).toEqual(["1er", "contact"]);
  });

  test("a raised figure is a note's mark, not a digit", async () => {
    const { words } = await readOne(at(50, 200, "679") + at(66.7, 204, "1", "/F1 6 Tf"));
    expect(words.map(({ text }) => text).toSorted()).toEqual(["679", "¹"].toSorted());
    expect(words.find(({ text }) => text === "¹")?.printed).toBe("1");
    expect(await wordsIn(at(50, 204, "12", "/F1 6 Tf") + at(56.7, 200, "Source"))).toContain("¹²");
    expect(await wordsIn(at(50, 200, "27", "/F1 20 Tf") + at(80, 204, "12", "/F1 6 Tf"))).toContain("12");
  });

  test("square metres are typed m2", async () => {
    expect(await wordsIn(at(50, 200, "m") + at(58.4, 204, "2", "/F1 6 Tf"))).toEqual(["m2"]);
  });

  test("ligatures are resolved, and kept as printed", async () => {
    const { words } = await readOne(at(50, 200, "\u0001n", "/F3 10 Tf"));
    expect(words).toMatchObject([{ text: "fin", printed: "ﬁn" }]);
  });

  test("a soft hyphen that shows is a hyphen", async () => {
    expect(await wordsIn(at(50, 200, "pro\u0003", "/F3 10 Tf"))).toEqual(["pro-"]);
  });

  test("accents set as signs of their own are composed", async () => {
    expect(await wordsIn(at(50, 200, "e\u0004", "/F3 10 Tf"))).toEqual(["é"]);
    expect(await wordsIn("BT /F1 10 Tf 50 200 Td [(\\264) 333 (ecole)] TJ ET")).toEqual(["école"]);
  });

  test("a no-break space binds the groups of a number", async () => {
    const { words } = await readOne(at(50, 200, "3\u0005087 1\u0005634", "/F3 10 Tf"));
    expect(words.map((word) => word.text)).toEqual(["3 087", "1 634"]);
    expect(words[0]?.printed).toBe("3\u00a0087");
    expect(await wordsIn(at(50, 200, "3\u0002087", "/F3 10 Tf"))).toEqual(["3 087"]);
  });

  test("a no-break space parts all else", async () => {
    expect(await wordsIn(at(50, 200, "49\u0005% en\u00052023", "/F3 10 Tf"))).toEqual([
      "49",
      "%",
      "en",
      "2023",
    ]);
    expect(await wordsIn(at(50, 200, "2023\u0005150", "/F3 10 Tf"))).toEqual(["2023", "150"]);
  });

  test("what is painted twice is read once, and is bold", async () => {
    const { words } = await readOne(at(50, 200, "679") + at(50.3, 200, "679"));
    expect(words).toMatchObject([{ text: "679", bold: true }]);
    expect((await readOne(at(50, 200, "11 jeunes"))).words[0]).toMatchObject({ text: "11", bold: false });
  });

  test("what is painted twice piece by piece is read once", async () => {
    const advances = { L: 5.56, i: 2.22, l: 2.22, e: 5.56 };
    let x = 50;
    let letters = "";
    for (const letter of "Lille" as Iterable<keyof typeof advances>) {
      letters += at(x, 200, letter) + at(x + 0.3, 200, letter);
      x += advances[letter];
    }
    const pieces = ["Li", "lle"].map((piece, i) => {
      const start = [150, 150 + 7.78][i] ?? 0;
      return at(start, 200, piece) + at(start + 0.3, 200, piece);
    });
    const { words } = await readOne(letters + pieces.join(""));
    expect(words).toMatchObject([
      { text: "Lille", bold: true },
      { text: "Lille", bold: true },
    ]);
  });

  test("a shadow is no word, and makes none bold", async () => {
    const shadow = [..."679"].map((digit, i) => {
      const x = 50 + 5.56 * i;
      return `0.7 g ${at(x + 0.6, 199.4, digit)} 0 g ${at(x, 200, digit)}`;
    });
    const { words } = await readOne(shadow.join(" "));
    expect(words).toMatchObject([{ text: "679", bold: false, colour: "#000000" }]);
  });

  test("font, weight, slope, size and colour come along", async () => {
    const { words } = await readOne(
      `1 0 0 rg ${at(50, 200, "gras", "/F2 12 Tf")} 0 0 1 rg ${at(50, 150, "fin", "/F3 8 Tf")}`,
    );
    expect(words).toMatchObject([
      { text: "gras", font: "Helvetica-Bold", bold: true, italic: false, size: 12, colour: "#ff0000" },
      { text: "fin", font: "Helvetica-Oblique", bold: false, italic: true, size: 8, colour: "#0000ff" },
    ]);
  });

  test("text enlarged by a matrix has the size it shows at", async () => {
    const { words } = await readOne("2 0 0 2 0 0 cm BT /F1 1 Tf 5 0 0 5 25 100 Tm (27) Tj ET");
    expect(words[0]?.size).toBeCloseTo(10);
    expect(words[0]?.box.x0).toBeCloseTo(50);
  });
});

describe("what is no text for a reader", () => {
  const word = at(50, 200, "secret");

  test("text that is not painted", async () => {
    expect(await wordsIn(`3 Tr ${word}`)).toEqual([]);
  });

  test("text outside the clip, in full or in part", async () => {
    expect(await wordsIn(`q 0 0 40 300 re W n ${word} Q ${at(50, 150, "ici")}`)).toEqual(["ici"]);
    expect(await wordsIn(`q 0 0 66 300 re W n ${word} Q`)).toEqual(["sec"]);
  });

  test("text outside the page", async () => {
    expect(await wordsIn({ content: word, crop: [0, 0, 400, 150] })).toEqual([]);
  });

  test("text painted over", async () => {
    expect(await wordsIn(`${word} 0.9 g 40 190 100 30 re f 0 g ${at(50, 200, "vu")}`)).toEqual(["vu"]);
    expect(await wordsIn(`0.9 g 40 190 100 30 re f 0 g ${word}`)).toEqual(["secret"]);
  });

  test("text under a picture, but for pictures with a mask", async () => {
    const image =
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray";
    const objects = [streamOf("\u0080", image), streamOf("\u0080", `${image} /SMask 10 0 R`)];
    const over = (name: string) => ({
      content: `${word} q 100 0 0 30 40 190 cm ${name} Do Q`,
      resources: "/XObject << /Plain 10 0 R /Masked 11 0 R >>",
    });
    expect((await readOne(over("/Plain"), objects)).words).toEqual([]);
    expect((await readOne(over("/Masked"), objects)).words).toHaveLength(1);
  });

  test("text under a veil can still be read", async () => {
    const resources = "/ExtGState << /Veil << /ca 0.3 >> >>";
    expect(await wordsIn({ content: `${word} /Veil gs 0.9 g 40 190 100 30 re f`, resources })).toEqual([
      "secret",
    ]);
  });

  test("text in the colour of its ground, while white on colour is text", async () => {
    expect(await wordsIn(`1 g ${word}`)).toEqual([]);
    expect(await wordsIn(`0 0 0.5 rg 40 190 100 30 re f 1 g ${word}`)).toEqual(["secret"]);
  });

  test("text that is a stencil for what is painted through it is text", async () => {
    const form =
      "/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Group << /S /Transparency /CS /DeviceGray >>";
    const stencil = streamOf(
      `1 g ${word} 0.5 g 50 100 100 40 re f`,
      `${form} /Resources << /Font << /F1 3 0 R >> >>`,
    );
    const resources = "/ExtGState << /Mask << /SMask << /S /Luminosity /G 10 0 R >> >> >>";
    const page = await readOne({ content: "/Mask gs 1 0 0 rg 0 150 400 100 re f", resources }, [stencil]);
    expect(page.words.map(({ text }) => text)).toEqual(["secret"]);
    expect(page.fills).toEqual([]);
  });

  test("text on a layer that is switched off", async () => {
    const objects = ["<< /Type /OCG /Name (On) >>", "<< /Type /OCG /Name (Off) >>"];
    const bytes = pdfOf({
      pages: [
        {
          content: `/OC /Off BDC ${word} EMC /OC /On BDC ${at(50, 150, "vu")} EMC`,
          resources: "/Properties << /On 10 0 R /Off 11 0 R >>",
        },
      ],
      objects,
      catalogue: "/OCProperties << /OCGs [10 0 R 11 0 R] /D << /ON [10 0 R] /OFF [11 0 R] >> >>",
    });
    const page = await withPdf(bytes, (pdf) => pdf.page(1));
    expect(page.words.map(({ text }) => text)).toEqual(["vu"]);
  });
});
