import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Fault } from "../../src/model/index.js";
import { type Mishap, onFailingDisk } from "../../tools/powercut/disk.js";
import { SCENES, type Scene } from "../../tools/powercut/scenes.js";
import { random } from "../../tools/random.js";

/** `npm run powercut` does the same with processes that are killed, and with other seeds. */
const SEED = 1;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-power-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The states found after a mishap at each operation that changes the disk. */
async function statesAfter(scene: Scene, kind: Mishap["kind"]): Promise<string[]> {
  const states: string[] = [];
  for (let at = 0; ; at++) {
    const place = join(folder, `${scene.name}-${at}`);
    await scene.prepare(place);
    const mishap = { kind, at, random: random(SEED * 1000 + at) };
    const count = await onFailingDisk(mishap, () =>
      scene.act(place).catch((error: unknown) => {
        // What is told of a full disk is told as a fault.
        if (kind === "cut" || error instanceof Fault || /ENOSPC/.test(String(error))) return;
        throw error;
      }),
    );
    states.push(await scene.find(place));
    if (count <= at) return states;
  }
}

describe.each(SCENES.map((scene) => [scene.name, scene] as const))("%s", (_, scene) => {
  test.each(["cut", "full"] as const)(
    "a mishap at every operation (%s) leaves the earlier or the later state",
    async (kind) => {
      const states = await statesAfter(scene, kind);
      expect(states.length).toBeGreaterThan(4);
      expect(states[0]).toBe("earlier");
      expect(states.at(-1)).toBe("later");
    },
  );
});
