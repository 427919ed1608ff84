import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../model/index.js";
import { packed, unpacked } from "./cache.js";

/** Results put aside on disk as they come, so that memory holds none of them. */
export interface Spool<T> {
  /** Puts one aside; gives the number by which it is taken again. */
  put(value: T): Promise<number>;
  take(number: number): Promise<T>;
  /** Removes all of them. */
  close(): Promise<void>;
}

/** Named as what `claimFolder` removes, so that a run that was killed leaves nothing. */
const PREFIX = ".recoupe-new-";

/** A spool in a folder that this process holds. */
export async function openSpool<T>(folder: string): Promise<Spool<T>> {
  const own = await mkdtemp(join(folder, PREFIX));
  const file: FileHandle = await open(join(own, "results"), "w+");
  const places: { at: number; bytes: number }[] = [];
  let end = 0;
  return {
    put: async (value) => {
      const body = packed(value);
      const place = { at: end, bytes: body.length };
      end += body.length;
      await file.write(body, 0, body.length, place.at).catch((cause: unknown) => {
        throw cannotPutAside(folder, cause);
      });
      return places.push(place) - 1;
    },
    take: async (number) => {
      const place = places[number];
      if (place === undefined) throw new RangeError(`nothing was put aside as ${number}`);
      const body = Buffer.alloc(place.bytes);
      await file.read(body, 0, place.bytes, place.at);
      return unpacked(body) as T;
    },
    close: async () => {
      await file.close();
      await rm(own, { recursive: true, force: true });
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
