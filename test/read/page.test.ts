import { describe, expect, test } from "vitest";
import type { Box, Page } from "../../src/model/index.js";
import { pdfOf, streamOf } from "../fixtures/pdf.js";
import { at, readOne, withPdf } from "../fixtures/reading.js";

const rounded = (box: Box | undefined): number[] =>
  box === undefined ? [] : [box.x0, box.top, box.x1, box.bottom].map((v) => Math.round(v * 10) / 10);

describe("the page as displayed", () => {
  const word = at(50, 200, "679");

  test("boxes are in points from the top left, one em high", async () => {
    const page = await readOne(word);
    expect([page.width, page.height]).toEqual([400, 300]);
    const [x0, top, x1, bottom] = rounded(page.words[0]?.box);
    expect([x0, x1]).toEqual([50, 66.7]);
    expect((bottom ?? 0) - (top ?? 0)).toBeCloseTo(10);
    expect(top).toBeLessThan(100);
    expect(bottom).toBeGreaterThan(100);
  });

  test.each([
    [90, [300, 400], { x: 200, y: 50 }],
    [180, [400, 300], { x: 350, y: 200 }],
    [270, [300, 400], { x: 100, y: 350 }],
  ])("a page turned by %i degrees", async (rotate, size, origin) => {
    const page = await readOne({ content: word, rotate });
    expect([page.width, page.height]).toEqual(size);
    const box = page.words[0]?.box;
    expect(page.words[0]?.text).toBe("679");
    const near = (value: number, from = 0, to = 0): boolean => value >= from - 1 && value <= to + 1;
    expect(near(origin.x, box?.x0, box?.x1) && near(origin.y, box?.top, box?.bottom)).toBe(true);
    const [w, h] = [(box?.x1 ?? 0) - (box?.x0 ?? 0), (box?.bottom ?? 0) - (box?.top ?? 0)];
    expect(rotate === 180 ? w > h : h > w).toBe(true);
  });

  test("text turned against a turned page is upright", async () => {
    const turned = "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (679) Tj ET";
    const { words } = await readOne({ content: turned, rotate: 90 });
    const [x0, top, x1, bottom] = rounded(words[0]?.box);
    expect([x0, x1]).toEqual([50, 66.7]);
    expect((bottom ?? 0) - (top ?? 0)).toBeCloseTo(10);
  });

  test("the crop box is the page", async () => {
    const page = await readOne({ content: word, crop: [40, 150, 240, 250] });
    expect([page.width, page.height]).toEqual([200, 100]);
    expect(rounded(page.words[0]?.box)[0]).toBe(10);
  });

  test("a user unit enlarges everything", async () => {
    const page = await readOne({ content: `${word} 1 w 50 100 m 150 100 l S`, userUnit: 2 });
    expect([page.width, page.height]).toEqual([800, 600]);
    expect(page.words[0]).toMatchObject({ size: 20 });
    expect(rounded(page.words[0]?.box)[0]).toBe(100);
    expect(rounded(page.edges[0]?.box)).toEqual([100, 400, 300, 400]);
  });

  test("a label written upwards is one word in a high box", async () => {
    const { words } = await readOne("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Communes) Tj ET");
    expect(words.map(({ text }) => text)).toEqual(["Communes"]);
    const [x0, top, x1, bottom] = rounded(words[0]?.box);
    expect((x1 ?? 0) - (x0 ?? 0)).toBeCloseTo(10);
    expect((bottom ?? 0) - (top ?? 0)).toBeGreaterThan(40);
    expect(bottom).toBe(250);
  });
});

describe("ruling lines", () => {
  const lines = (page: Page): string[] =>
    page.edges.map(({ orientation, box }) => `${orientation} ${rounded(box).join(" ")}`);

  test("a stroke and a thin filled rectangle are the same line", async () => {
    expect(lines(await readOne("1 w 50 100 m 150 100 l S"))).toEqual(["h 50 200 150 200"]);
    expect(lines(await readOne("50 99.5 100 1 re f"))).toEqual(["h 50 200 150 200"]);
    expect(lines(await readOne("60 50 0.5 100 re f"))).toEqual(["v 60.3 150 60.3 250"]);
  });

  test("thickness and colour come along", async () => {
    const { edges } = await readOne("1 0 0 RG 1.5 w 50 100 m 150 100 l S");
    expect(edges).toMatchObject([{ width: 1.5, colour: "#ff0000" }]);
  });

  test("a stroked rectangle has four sides", async () => {
    expect(lines(await readOne("50 100 100 40 re S"))).toEqual([
      "h 50 160 150 160",
      "h 50 200 150 200",
      "v 50 160 50 200",
      "v 150 160 150 200",
    ]);
  });

  test("so has a frame filled between two rectangles", async () => {
    const frame = "50 100 100 40 re 51 101 98 38 re f*";
    const { edges, fills } = await readOne(frame);
    expect(edges.map((edge) => edge.orientation)).toEqual(["h", "h", "v", "v"]);
    expect(fills).toEqual([]);
  });

  test("a dashed line is one line, however it is drawn", async () => {
    expect(lines(await readOne("[3 2] 0 d 50 100 m 150 100 l S"))).toEqual(["h 50 200 150 200"]);
    const dashes = Array.from({ length: 20 }, (_, i) => `${50 + 5 * i} 99.5 3 1 re f`).join(" ");
    expect(lines(await readOne(dashes))).toEqual(["h 50 200 148 200"]);
  });

  test.each([
    ["h", "50 200 149.5 200", (i: number) => `${50 + 1.5 * i} 99.6 0.75 0.75 re f`],
    ["v", "60.4 100.5 60.4 200", (i: number) => `60 ${99.99 + 1.5 * i} 0.75 0.75 re f`],
  ])("a dotted line is one line (%s)", async (orientation, box, dot) => {
    const page = await readOne(Array.from({ length: 67 }, (_, i) => dot(i)).join(" "));
    const [edge, ...others] = page.edges;
    expect(others).toEqual([]);
    expect(edge?.orientation).toBe(orientation);
    const close = box.split(" ").every((v, i) => Math.abs(Number(v) - (rounded(edge?.box)[i] ?? 0)) < 1);
    expect(close).toBe(true);
  });

  test("sides drawn cell by cell are one line", async () => {
    const cells = [50, 100, 150].map((x) => `${x} 100 50 20 re S`).join(" ");
    expect(lines(await readOne(cells)).filter((line) => line.startsWith("h"))).toEqual([
      "h 50 180 200 180",
      "h 50 200 200 200",
    ]);
  });

  test("slanted lines and curves are no ruling lines", async () => {
    expect(lines(await readOne("50 100 m 150 140 l S 50 100 m 80 180 120 180 150 100 c S"))).toEqual([]);
  });

  test("lines that do not show are none", async () => {
    expect(lines(await readOne("1 G 50 100 m 150 100 l S"))).toEqual([]);
    expect(lines(await readOne("50 100 m 150 100 l S 0.9 g 40 90 200 30 re f"))).toEqual([]);
    expect(lines(await readOne("0.5 g 40 90 200 30 re f 1 G 50 100 m 150 100 l S"))).toHaveLength(1);
    expect(lines(await readOne("q 0 0 100 300 re W n 50 100 m 150 100 l S Q"))).toEqual(["h 50 200 100 200"]);
  });
});

describe("fills and pictures", () => {
  /** A disc of four curves around (x, y). */
  const disc = (x: number, y: number, r: number, paint = "f"): string => {
    const k = 0.5523 * r;
    const curve = (...at: number[]): string => `${at.join(" ")} c`;
    return [
      `${x + r} ${y} m`,
      curve(x + r, y + k, x + k, y + r, x, y + r),
      curve(x - k, y + r, x - r, y + k, x - r, y),
      curve(x - r, y - k, x - k, y - r, x, y - r),
      curve(x + k, y - r, x + r, y - k, x + r, y),
      paint,
    ].join(" ");
  };

  test("a disc before a list item is a fill, whatever its outline; a large one is a picture's part", async () => {
    const { fills, edges } = await readOne(`0.8 0 0 rg ${disc(52, 200, 2)} ${disc(200, 100, 40)}`);
    expect(fills.map(({ box, colour }) => [...rounded(box), colour])).toEqual([[50, 98, 54, 102, "#cc0000"]]);
    expect(edges).toEqual([]);
  });

  test("so is a ring of a browser's list; it does not hide what stands in it", async () => {
    const rings = `0.8 0 0 RG 1 w ${disc(52, 200, 2, "h S")} ${disc(200, 100, 40, "h S")} ${disc(52, 150, 1, "h S")}`;
    const page = await readOne(`BT /F1 3 Tf 51 199 Td (8) Tj ET ${rings}`);
    expect(page.fills.map(({ box, colour }) => [...rounded(box), colour])).toEqual([
      [49.5, 97.5, 54.5, 102.5, "#cc0000"],
      [50.5, 148.5, 53.5, 151.5, "#cc0000"],
    ]);
    expect(page.words.map((w) => w.text)).toEqual(["8"]);
    expect(page.edges).toEqual([]);
  });

  test("a filled rectangle comes with its colour", async () => {
    const { fills, edges } = await readOne("0.9 0.9 1 rg 50 100 100 40 re f");
    expect(fills.map(({ box, colour }) => [...rounded(box), colour])).toEqual([
      [50, 160, 150, 200, "#e6e6ff"],
    ]);
    expect(edges).toEqual([]);
  });

  test("a thick line is a fill", async () => {
    expect((await readOne("1 0 0 RG 20 w 50 100 m 150 100 l S")).fills).toMatchObject([
      { colour: "#ff0000", box: { x0: 50, top: 190, x1: 150, bottom: 210 } },
    ]);
  });

  test("paper is no fill", async () => {
    expect((await readOne("1 g 0 0 400 300 re f")).fills).toEqual([]);
  });

  test("a veil has the colour it shows", async () => {
    const page = {
      content: "/Veil gs 0 g 50 100 100 40 re f",
      resources: "/ExtGState << /Veil << /ca 0.5 >> >>",
    };
    expect((await readOne(page)).fills).toMatchObject([{ colour: "#808080" }]);
  });

  test("a gradient has the colour half way", async () => {
    const shading = `<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [50 0 150 0]
      /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >>`;
    const page = { content: "q 50 100 100 40 re W n /Sh sh Q", resources: "/Shading << /Sh 10 0 R >>" };
    const { fills } = await readOne(page, [shading]);
    expect(fills.map(({ box, colour }) => [...rounded(box), colour])).toEqual([
      [50, 160, 150, 200, "#800080"],
    ]);
  });

  test("a fill is as large as its clip lets it be, and once where it is painted twice", async () => {
    const tile = "0.5 g 50 100 100 40 re f";
    expect((await readOne(`q 0 0 100 300 re W n ${tile} Q`)).fills).toMatchObject([
      { box: { x0: 50, x1: 100 } },
    ]);
    expect((await readOne(`${tile} ${tile}`)).fills).toHaveLength(1);
  });

  test("a picture is placed by its box", async () => {
    const image = streamOf(
      "\u0080",
      "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    );
    const page = { content: "q 100 0 0 60 50 100 cm /Im Do Q", resources: "/XObject << /Im 10 0 R >>" };
    const { pictures } = await readOne(page, [image]);
    expect(pictures.map(({ box }) => rounded(box))).toEqual([[50, 140, 150, 200]]);
  });

  test("a form is placed by its matrix and cut at its box", async () => {
    const form = streamOf(
      "0.5 g 0 0 100 100 re f",
      "/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Matrix [2 0 0 2 0 0]",
    );
    const page = { content: "q 1 0 0 1 20 20 cm /Fm Do Q", resources: "/XObject << /Fm 10 0 R >>" };
    const { fills } = await readOne(page, [form]);
    expect(fills.map(({ box }) => rounded(box))).toEqual([[20, 180, 120, 280]]);
  });
});

describe("pictures of pages", () => {
  test("a page is drawn as displayed, scaled", async () => {
    const bytes = pdfOf({ pages: [{ content: "", rotate: 90 }] });
    const png = Buffer.from(await withPdf(bytes, (pdf) => pdf.render(1, 2)));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 800]);
  });
});
