import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Shelf } from "../check/index.js";
import { Fault, type Many, type Observation } from "../model/index.js";

/**
 * What a run has read and found, put aside on disk as it comes, so that memory holds little of it. Plain data, that
 * nobody changes: what is taken may be what was put, or a copy of it.
 */
export interface Spool {
  /** Puts one value aside; gives the number by which it is taken again. Throws `Fault` where the disk is full. */
  put(value: unknown): number;
  take<T>(number: number): T;
  /** The lists that some numbers stand for, one after the other, as one list. */
  list<T>(numbers: readonly number[]): Many<T>;
  /** Numbers by name, for the checks across documents; `observationsOf` gives those of a document. */
  shelf(observationsOf: (document: number) => readonly Observation[]): Shelf;
  /** Removes all of it. */
  close(): void;
}

/** Named as what `claimFolder` removes, so that a run that was killed leaves nothing. */
const PREFIX = ".recoupe-new-";

interface Place {
  at: number;
  bytes: number;
  /** Of a list. */
  length: number;
}

/** A spool in a folder that this process holds. Throws `Fault` where it cannot be written. */
export function openSpool(folder: string): Spool {
  const file = fileIn(folder);
  const places: Place[] = [];
  const body = (number: number): Buffer => {
    const place = places[number];
    if (place === undefined) throw new RangeError(`nothing was put aside as ${number}`);
    return file.read(place);
  };
  const known: unknown[] = [];
  let held = 0;
  const take = <T>(number: number): T =>
    (known[number] ?? JSON.parse(inflateRawSync(body(number)).toString("latin1"))) as T;
  return {
    put: (value) => {
      const place = file.append(deflateRawSync(asciiOf(value), { level: 1 }));
      const length = Array.isArray(value) ? value.length : 0;
      const number = places.push({ ...place, length }) - 1;
      if (held + length <= MOST_HELD) known[number] = value;
      held += Math.max(1, length);
      return number;
    },
    take,
    list: <T>(numbers: readonly number[]): Many<T> => ({
      length: numbers.reduce((sum, number) => sum + (places[number]?.length ?? 0), 0),
      *[Symbol.iterator]() {
        for (const number of numbers) yield* take<T[]>(number);
      },
    }),
    shelf: (observationsOf) => {
      const drawers = new Map<string, Pick<Place, "at" | "bytes">[]>();
      return {
        // They are in the spool already.
        put: () => undefined,
        take: observationsOf,
        append: (drawer, numbers) => {
          const place = file.append(Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength));
          const known = drawers.get(drawer);
          if (known) known.push(place);
          else drawers.set(drawer, [place]);
        },
        open: (drawer) => {
          const parts = (drawers.get(drawer) ?? []).map((place) => file.read(place));
          const all = Buffer.concat(parts);
          return new Float64Array(all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength));
        },
      };
    },
    close: file.close,
  };
}

/** Items of lists that memory holds all the same, the first that come: a small run takes none of them from the disk. */
const MOST_HELD = 20_000;

/** JSON whose characters are bytes: such text is taken up again fastest. */
const asciiOf = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

interface SpoolFile {
  append(bytes: Uint8Array): Pick<Place, "at" | "bytes">;
  read(place: Pick<Place, "at" | "bytes">): Buffer;
  close(): void;
}

function fileIn(folder: string): SpoolFile {
  const withTold = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw cannotPutAside(folder, cause);
    }
  };
  const own = withTold(() => mkdtempSync(join(folder, PREFIX)));
  const file = withTold(() => openSync(join(own, "results"), "w+"));
  let end = 0;
  return {
    append: (bytes) =>
      withTold(() => {
        const at = end;
        for (let done = 0; done < bytes.length; )
          done += writeSync(file, bytes, done, bytes.length - done, at + done);
        end += bytes.length;
        return { at, bytes: bytes.length };
      }),
    read: ({ at, bytes }) => {
      const body = Buffer.alloc(bytes);
      for (let done = 0; done < bytes; ) {
        const read = readSync(file, body, done, bytes - done, at + done);
        if (read === 0) throw new RangeError("what was put aside is not whole");
        done += read;
      }
      return body;
    },
    close: () => {
      closeSync(file);
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function cannotPutAside(folder: string, cause: unknown): Fault {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Fault({
    file: folder,
    message: { fr: `ne peut tenir ce qui a été lu (${said}).`, en: `cannot hold what was read (${said}).` },
    remedy: {
      fr: "Y libérer de la place, ou choisir un autre dossier avec --out ; avec un cache, rien n'est relu.",
      en: "Free some space there, or choose another folder with --out; with a cache, nothing is read again.",
    },
    cause,
  });
}
