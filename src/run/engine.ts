import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOUSE = fileURLToPath(new URL("../", import.meta.url));
const PACKAGE = new URL("../../package.json", import.meta.url);
const known = new Map<string, string>();

/**
 * The version of the engine as far as some of its rooms go: a hash of their files, of the libraries they are pinned to
 * and of the runtime. What a changed room made before is made anew; the others' results stay good.
 */
export function engineOf(...rooms: readonly string[]): string {
  const key = rooms.join(" ");
  const hash = known.get(key) ?? hashOf(rooms);
  known.set(key, hash);
  return hash;
}

function hashOf(rooms: readonly string[]): string {
  const hash = createHash("sha256").update(process.version).update(readFileSync(PACKAGE));
  for (const room of rooms) {
    const folder = join(HOUSE, room);
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const name of names.filter((n) => /(?<!\.d)\.[jt]s$/.test(n)).sort())
      hash.update(`\0${room}/${name}\0`).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}
