import { appendFileSync, closeSync, existsSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Shelf } from "../../src/check/index.js";
import type { Observation } from "../../src/model/index.js";

/** A shelf in a folder: memory holds where each document begins. */
export function shelfIn(folder: string): Shelf & { close: () => void } {
  const file = openSync(join(folder, "documents"), "w+");
  const places: { at: number; bytes: number }[] = [];
  let end = 0;
  const pathOf = (drawer: string): string => join(folder, drawer);
  return {
    put: (observations) => {
      const body = Buffer.from(JSON.stringify(observations));
      writeSync(file, body, 0, body.length, end);
      places.push({ at: end, bytes: body.length });
      end += body.length;
    },
    take: (document) => {
      const { at, bytes } = places[document] ?? { at: 0, bytes: 0 };
      const body = Buffer.alloc(bytes);
      readSync(file, body, 0, bytes, at);
      return JSON.parse(body.toString("utf8")) as Observation[];
    },
    append: (drawer, numbers) =>
      appendFileSync(pathOf(drawer), new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)),
    open: (drawer) => {
      if (!existsSync(pathOf(drawer))) return new Float64Array();
      const { buffer, byteOffset, byteLength } = readFileSync(pathOf(drawer));
      return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
    },
    close: () => closeSync(file),
  };
}
