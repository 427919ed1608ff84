/**
 * Whether a JPEG file is one of the plain kind that scanners and cameras write: one frame of eight bits, coded in one
 * pass (ITU-T T.81, baseline), and all that it needs there. The canvas's own decoder ends the process over others.
 */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const DHT = 0xc4;
const BASELINE = [0xc0, 0xc1];
/** What is said of the file (JFIF, Adobe): it tells how colours are coded. Profiles and remarks are left out. */
const TOLD = [0xe0, 0xee];
const REMARKS = [0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xef, 0xfe];

/** What the segments read so far bring. */
interface Brought {
  /** Numbers of the quantisation tables, and of the Huffman tables of both classes. */
  quantised: Set<number>;
  coded: Set<number>;
  frame?: Frame;
}

interface Frame {
  width: number;
  height: number;
  /** By its number, the quantisation table of each component. */
  components: Map<number, number>;
}

/** A plain file of at most so many pixels, less its profiles and remarks; undefined for any other. */
export function plainJpeg(bytes: Uint8Array, pixels: number): Uint8Array | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  const kept = [bytes.subarray(0, 2)];
  const brought: Brought = { quantised: new Set(), coded: new Set() };
  for (let at = 2; ; ) {
    const marker = bytes[at + 1] ?? 0;
    const end = at + 2 + wordAt(bytes, at + 2);
    if (bytes[at] !== 0xff || end < at + 4 || end > bytes.length) return undefined;
    const body = bytes.subarray(at + 4, end);
    if (!REMARKS.includes(marker)) kept.push(bytes.subarray(at, end));
    if (marker === SOS) {
      const last = isScan(body, brought) ? endOfScan(bytes, end) : undefined;
      if (last === undefined || !isWithin(brought.frame, pixels)) return undefined;
      return Buffer.concat([...kept, bytes.subarray(end, last)]);
    }
    if (!isSound(marker, body, brought)) return undefined;
    at = end;
  }
}

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

const isWithin = (frame: Frame | undefined, pixels: number): boolean =>
  frame !== undefined && frame.width * frame.height <= pixels;

function isSound(marker: number, body: Uint8Array, brought: Brought): boolean {
  if (marker === DQT) return areQuantised(body, brought.quantised);
  if (marker === DHT) return areCodes(body, brought.coded);
  if (marker === DRI) return body.length === 2;
  if (BASELINE.includes(marker)) return isFrame(body, brought);
  return TOLD.includes(marker) || REMARKS.includes(marker);
}

/** Quantisation tables, each of 64 bytes behind its number. */
function areQuantised(body: Uint8Array, quantised: Set<number>): boolean {
  for (let at = 0; at < body.length; at += 65) {
    const number = body[at] ?? 255;
    if (number > 3 || at + 65 > body.length) return false;
    quantised.add(number);
  }
  return true;
}

/** Huffman tables: how many codes there are of each length, and what they stand for. */
function areCodes(body: Uint8Array, coded: Set<number>): boolean {
  for (let at = 0; at < body.length; ) {
    const number = body[at] ?? 255;
    const values = at + 17;
    let [code, count] = [0, 0];
    for (let length = 1; length <= 16; length++) {
      const some = body[at + length] ?? 0;
      code = 2 * code + some;
      count += some;
      // There is no code of ones alone.
      if (some > 0 && code >= 1 << length) return false;
    }
    if ((number & 0xef) > 3 || count > 256 || values + count > body.length) return false;
    if (number < 16 && body.subarray(values, values + count).some((value) => value > 15)) return false;
    coded.add(number);
    at = values + count;
  }
  return true;
}

function isFrame(body: Uint8Array, brought: Brought): boolean {
  const [precision, count = 0] = [body[0], body[5]];
  const [height, width] = [wordAt(body, 1), wordAt(body, 3)];
  if (brought.frame !== undefined || precision !== 8 || body.length !== 6 + 3 * count) return false;
  if (height === 0 || width === 0 || (count !== 1 && count !== 3)) return false;
  const components = new Map<number, number>();
  for (let at = 6; at < body.length; at += 3) {
    const sampling = body[at + 1] ?? 0;
    if (![0x11, 0x12, 0x21, 0x22].includes(sampling) || (at > 6 && sampling !== 0x11)) return false;
    components.set(body[at] ?? 0, body[at + 2] ?? 255);
  }
  brought.frame = { width, height, components };
  return components.size === count;
}

/** The head of the one scan: all components, with tables that are there. */
function isScan(body: Uint8Array, { frame, quantised, coded }: Brought): boolean {
  const count = body[0] ?? 0;
  if (frame === undefined || count !== frame.components.size || body.length !== 4 + 2 * count) return false;
  const numbers = [...frame.components.keys()];
  for (let i = 0; i < count; i++) {
    const tables = body[2 + 2 * i] ?? 255;
    if (body[1 + 2 * i] !== numbers[i] || !quantised.has(frame.components.get(numbers[i] ?? 0) ?? 255))
      return false;
    if (!coded.has(tables >> 4) || !coded.has(16 | (tables & 15))) return false;
  }
  return body[1 + 2 * count] === 0 && body[2 + 2 * count] === 63 && body[3 + 2 * count] === 0;
}

/** Behind the end mark of a scan; undefined where another mark, or none, ends it. */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0xff;
    if (next === EOI) return at + 2;
    const restarts = next >= 0xd0 && next <= 0xd7;
    if (next !== 0 && !restarts) return undefined;
  }
  return undefined;
}
