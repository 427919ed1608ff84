import { createCanvas, Image } from "@napi-rs/canvas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainJpeg } from "../../src/read/jpeg.js";

const PIXELS = 1e6;

/** A picture of 40 × 24 pixels with a few shades in it. */
function jpeg(): Buffer {
  const context = createCanvas(40, 24).getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 40, 24);
  context.fillStyle = "#205080";
  context.fillRect(8, 4, 20, 12);
  return context.canvas.encodeSync("jpeg", 70);
}

/** With a segment of this kind behind the start mark. */
function withSegment(marker: number, body: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, body.length + 2]);
  return Buffer.concat([jpeg().subarray(0, 2), head, Buffer.from(body, "latin1"), jpeg().subarray(2)]);
}

/** With another byte so far behind the first mark of a kind. */
function withByte(marker: number, behind: number, byte: number): Buffer {
  const bytes = jpeg();
  bytes[bytes.indexOf(Buffer.from([0xff, marker])) + behind] = byte;
  return bytes;
}

describe("a JPEG file that the canvas is to decode", () => {
  it("goes to it without profiles, remarks and what cameras tell of how they were held", () => {
    const plain = plainJpeg(jpeg(), PIXELS);
    expect(plain && plainJpeg(plain, PIXELS)).toEqual(plain);
    for (const marker of [0xe1, 0xe2, 0xfe])
      expect(plainJpeg(withSegment(marker, "what"), PIXELS)).toEqual(plain);
  });

  it("is left to pdf.js where it is cut off, has more pixels than allowed, or is none", () => {
    const whole = jpeg();
    for (let n = 0; n < whole.length; n += 7) expect(plainJpeg(whole.subarray(0, n), PIXELS)).toBeUndefined();
    expect(plainJpeg(whole, 40 * 24 - 1)).toBeUndefined();
    expect(plainJpeg(Buffer.from("%PDF-1.4"), PIXELS)).toBeUndefined();
  });

  it("is left to pdf.js where its frame or its tables are not what a plain file has", () => {
    const [FRAME, CODES, TABLE, SCAN] = [0xc0, 0xc4, 0xdb, 0xda];
    const odd = [
      ...[
        withByte(FRAME, 1, 0xc2),
        withByte(FRAME, 4, 12),
        withByte(FRAME, 11, 0x41),
        withByte(FRAME, 12, 3),
      ],
      ...[withByte(CODES, 4, 9), withByte(CODES, 5, 3), withByte(TABLE, 4, 0x10), withByte(SCAN, 6, 0x33)],
    ];
    for (const bytes of odd) expect(plainJpeg(bytes, PIXELS)).toBeUndefined();
  });

  it("is decoded, whatever a damaged one that is let through holds", async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = jpeg();
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const plain = plainJpeg(bytes, PIXELS);
        if (plain === undefined) return;
        const image = new Image();
        image.src = plain;
        await image.decode();
        expect(image.width * image.height).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
