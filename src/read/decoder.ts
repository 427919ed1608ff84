import { createCanvas, Image } from "@napi-rs/canvas";
import { plainJpeg } from "./jpeg.js";
import { readLimits } from "./limits.js";

/** A decoded picture, four bytes a pixel, as pdf.js's worker side hands it on. */
export class Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;

  constructor(image: Image) {
    const context = createCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    this.width = image.width;
    this.height = image.height;
    this.data = context.getImageData(0, 0, image.width, image.height).data;
  }
}

/** Stands in for the browser's `ImageDecoder`: pdf.js's own decoder takes ten times as long. */
export class JpegDecoder {
  readonly #data: Uint8Array;

  constructor({ data }: { data: Uint8Array }) {
    this.#data = data;
  }

  static isTypeSupported(type: string): Promise<boolean> {
    return Promise.resolve(type === "image/jpeg");
  }

  /** Throws for what is better left to pdf.js. */
  async decode(): Promise<{ image: Bitmap }> {
    const plain = plainJpeg(this.#data, readLimits().pixels);
    if (plain === undefined) throw new Error("no plain JPEG");
    const image = new Image();
    image.src = plain;
    await image.decode();
    return { image: new Bitmap(image) };
  }

  close(): void {}
}
