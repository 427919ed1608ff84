import { createCanvas } from "@napi-rs/canvas";
import { strToU8, zipSync } from "fflate";
import { pdfOf } from "../../fixtures/pdf.js";
import { bytesOf, type HostileCase, latin1, onePage, page, replaced } from "./case.js";

const sound = (): Uint8Array => onePage("");
const DAMAGED = /damaged or cut short/;

/** A page that takes about so many bytes. */
const grown = (bytes: number): Uint8Array =>
  onePage(
    Array.from({ length: Math.ceil(bytes / 23) }, (_, i) => `% line ${String(i).padStart(14, "0")}\n`).join(
      "",
    ),
  );

const KILOBYTE = 1024;

/** The file cut off after each kilobyte, and before the first. */
export const cutAtKilobytes = (name: string, bytes: Uint8Array): HostileCase[] =>
  Array.from({ length: Math.ceil(bytes.length / KILOBYTE) }, (_, i) => ({
    name: `${name} cut after ${i} of ${Math.ceil(bytes.length / KILOBYTE)} kilobytes`,
    bytes: () => bytes.subarray(0, i * KILOBYTE),
    ends: i === 0 ? /is empty/ : "either",
  }));

/** Every bit of one byte in `step`, turned over. */
const flips = (count: number): HostileCase[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `bit turned over at ${i} of ${count} places`,
    bytes: () => {
      const bytes = sound();
      const place = Math.floor((bytes.length * (i + 0.5)) / count);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (i % 8));
      return bytes;
    },
    ends: "either",
  }));

const others: HostileCase[] = [
  { name: "a web page", bytes: () => bytesOf("<!doctype html><p>404"), ends: /not a PDF/ },
  {
    name: "a word processor's file",
    bytes: () =>
      zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": strToU8("<w:document/>") }),
    ends: /not a PDF/,
  },
  { name: "an archive by another name", bytes: () => zipSync({ "rapport.pdf": sound() }), ends: /not a PDF/ },
  { name: "a picture", bytes: () => createCanvas(40, 40).encodeSync("png"), ends: /not a PDF/ },
  { name: "a photograph", bytes: () => createCanvas(40, 40).encodeSync("jpeg"), ends: /not a PDF/ },
  { name: "zero bytes alone", bytes: () => new Uint8Array(50_000), ends: /not a PDF/ },
  { name: "a signature alone", bytes: () => bytesOf("%PDF-1.7\n"), ends: DAMAGED },
  {
    name: "zero bytes after the signature",
    bytes: () => bytesOf(`%PDF-1.7\n${"\0".repeat(50_000)}`),
    ends: DAMAGED,
  },
  {
    name: "locked",
    bytes: () => pdfOf({ pages: [page("")], password: "sesame" }),
    ends: /locked by a password/,
  },
  {
    name: "locked without a user's password",
    bytes: () => pdfOf({ pages: [page("")], password: "" }),
    ends: "data",
  },
  {
    name: "no cross-reference table",
    bytes: () => replaced(sound(), /xref[\s\S]*trailer/, "trailer"),
    ends: "data",
  },
  {
    name: "cross-references that point nowhere",
    bytes: () => replaced(sound(), /\d{10} 00000 n/g, "9999999999 00000 n"),
    ends: "data",
  },
  {
    name: "a cross-reference table without end",
    bytes: () => replaced(sound(), "xref\n0 ", "xref\n0 99999999999"),
    ends: "either",
  },
  {
    name: "no start of the cross-references",
    bytes: () => replaced(sound(), /startxref\n\d+/, "startxref\n-7"),
    ends: "data",
  },
  {
    name: "cross-references that name themselves as the ones before",
    bytes: () => {
      const start = /startxref\n(\d+)/.exec(latin1(sound()))?.[1] ?? "";
      return replaced(sound(), "/Root", `/Prev ${start} /Root`);
    },
    ends: "data",
  },
  { name: "no pages", bytes: () => replaced(sound(), /\/Kids \[[^\]]*\]/, "/Kids []"), ends: "either" },
  {
    name: "a tree of pages that holds itself",
    bytes: () => replaced(sound(), /\/Kids \[[^\]]*\]/, "/Kids [2 0 R]"),
    ends: "either",
  },
  {
    name: "more pages stated than there are",
    bytes: () => replaced(sound(), "/Count 1", "/Count 900"),
    ends: "data",
  },
  {
    name: "a negative number of pages",
    bytes: () => replaced(sound(), "/Count 1", "/Count -1"),
    ends: "either",
  },
  {
    name: "a page that is its own parent",
    bytes: () => replaced(sound(), "/Parent 2 0 R", "/Parent 10 0 R"),
    ends: "data",
  },
  {
    name: "an object that is itself",
    bytes: () => replaced(sound(), /\/MediaBox \[[^\]]*\]/, "/MediaBox 12 0 R"),
    ends: "either",
  },
  {
    name: "a content that names itself as its length",
    bytes: () => replaced(sound(), /\/Length \d+/, "/Length 11 0 R"),
    ends: "either",
  },
  {
    name: "a content with a negative length",
    bytes: () => replaced(sound(), /\/Length \d+/, "/Length -5"),
    ends: "either",
  },
  { name: "arrays in arrays, 20 000 deep", bytes: () => onePage(`${"[".repeat(20_000)} 1`), ends: "either" },
  {
    name: "dictionaries in dictionaries, 20 000 deep",
    bytes: () => onePage("", { entries: `/Deep ${"<< /A ".repeat(20_000)}` }),
    ends: "either",
  },
  {
    name: "spaces alone in a direction of writing",
    bytes: () => onePage("BT /F1 10 Tf 0.8 0.6 -0.6 0.8 90 90 Tm (   ) Tj ET"),
    ends: "data",
  },
  { name: "states saved and never restored", bytes: () => onePage("q ".repeat(5_000)), ends: "data" },
  { name: "states restored that nobody saved", bytes: () => onePage("Q ".repeat(50_000)), ends: "data" },
  {
    name: "operators without their operands",
    bytes: () => onePage("m l c re cm Tf Td Tj TJ gs Do sh scn S f W n BI ID EI"),
    ends: "data",
  },
  {
    name: "numbers that are none",
    bytes: () => onePage("1e999 -- +. 0 0 m 99999999999999999999999999 --5 l S"),
    ends: "data",
  },
];

export const BROKEN: HostileCase[] = [
  ...cutAtKilobytes("a file", grown(20 * KILOBYTE)),
  ...flips(16),
  ...others,
];
