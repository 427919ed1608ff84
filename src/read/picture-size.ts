/** Pixels that a JPEG or JPEG 2000 picture says it has; 0 for other data. */
export function pictureSize(data: Buffer): number {
  if (data[0] === 0xff && data[1] === 0xd8) return jpegPixels(data);
  const codestream = data.subarray(0, HEAD).indexOf(JPEG_2000);
  return codestream < 0 ? 0 : jpeg2000Pixels(data, codestream);
}

/** JPEG 2000: start of codestream, then the marker of the size (ISO/IEC 15444-1, A.5.1). */
const JPEG_2000 = Buffer.from("ff4fff51", "hex");
const HEAD = 65_536;

function jpeg2000Pixels(data: Buffer, at: number): number {
  const [width, height, left, top] = [8, 12, 16, 20].map((offset) =>
    at + offset + 4 <= data.length ? data.readUInt32BE(at + offset) : 0,
  );
  return Math.max(0, (width ?? 0) - (left ?? 0)) * Math.max(0, (height ?? 0) - (top ?? 0));
}

/** Frame headers of JPEG (ISO/IEC 10918-1, table B.1): 0xc0 to 0xcf but for tables and extensions. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

function jpegPixels(data: Buffer): number {
  let most = 0;
  for (let at = 2; at + 9 <= data.length && data[at] === 0xff; ) {
    const marker = data[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker))
      most = Math.max(most, data.readUInt16BE(at + 5) * data.readUInt16BE(at + 7));
    // After the start of a scan come the pixels.
    if (marker === 0xda) break;
    at += 2 + data.readUInt16BE(at + 2);
  }
  return most;
}
