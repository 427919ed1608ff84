import { inflateSync } from "node:zlib";
import { beyond, type ReadLimits } from "./limits.js";
import { pictureSize } from "./picture-size.js";

/** A dictionary that stands before a stream is no longer than this. */
const DICTIONARY = 4096;
/** Bytes of a pixel at most: four inks. */
const BYTES = 4;
/** A stream may be compressed several times over. */
const LAYERS = 3;
/** All streams together, pictures aside, may unpack to so many times what one may. */
const TOGETHER = 16;
const KEYWORD = Buffer.from("stream");
const END = Buffer.from("endstream");

/**
 * Looks at every stream of a file before pdf.js does: pdf.js unpacks a stream in one go and cannot be stopped.
 * Throws `Fault` for a picture, or a compressed stream, beyond the limits.
 */
export function checkStreams(file: string, bytes: Buffer, limits: ReadLimits): void {
  let end = 0;
  let together = 0;
  for (let at = bytes.indexOf(KEYWORD); at >= 0; at = bytes.indexOf(KEYWORD, at + 1)) {
    const start = at + KEYWORD.length + (bytes[at + KEYWORD.length] === 13 ? 1 : 0);
    // The end of a stream, and the word in a text, are told apart by what stands around them.
    if (bytes[start] !== 10 || bytes.subarray(at - 3, at).toString("latin1") === "end") continue;
    if (end < at) end = positionOf(END, bytes, at);
    const dictionary = dictionaryBefore(bytes, at);
    const data = bytes.subarray(start + 1);
    if (isPicture(dictionary)) checkPicture(file, dictionary, data, limits);
    else {
      const unpacked = unpackedSize(data, limits.unpacked);
      together += unpacked;
      if (Math.max(end - start, unpacked) > limits.unpacked || together > TOGETHER * limits.unpacked)
        throw beyond(limits, "unpacked", file);
    }
  }
}

function positionOf(what: Buffer, bytes: Buffer, from: number): number {
  const at = bytes.indexOf(what, from);
  return at < 0 ? bytes.length : at;
}

function dictionaryBefore(bytes: Buffer, end: number): string {
  const text = bytes.subarray(Math.max(0, end - DICTIONARY), end).toString("latin1");
  return text
    .slice(text.lastIndexOf(" obj") + 1)
    .replace(/#([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

const isPicture = (dictionary: string): boolean => /\/Subtype\s*\/Image\b/.test(dictionary);

function checkPicture(file: string, dictionary: string, data: Buffer, limits: ReadLimits): void {
  const stated = numberAt(dictionary, "Width") * numberAt(dictionary, "Height");
  const most = BYTES * limits.pixels;
  if (Math.max(stated, pictureSize(data)) > limits.pixels || unpackedSize(data, most) > most)
    throw beyond(limits, "pixels", file);
}

function numberAt(dictionary: string, key: string): number {
  return Number(new RegExp(`/${key}\\s+(\\d+)(?!\\s+\\d+\\s+R)`).exec(dictionary)?.[1] ?? 0);
}

/** What deflated data unpack to, bytes; `Infinity` beyond `most`; 0 for other data and damaged ones. */
function unpackedSize(data: Buffer, most: number): number {
  let packed = data;
  let size = 0;
  for (let layer = 0; layer < LAYERS && isDeflated(packed); layer++) {
    try {
      packed = inflateSync(packed, { maxOutputLength: most });
      size = Math.max(size, packed.length);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? Infinity : size;
    }
  }
  return size;
}

/** Whether data begin as zlib's do (RFC 1950, 2.2). */
function isDeflated(data: Buffer): boolean {
  const [method = 0, flags = 1] = data;
  return (method & 15) === 8 && ((method << 8) | flags) % 31 === 0;
}
