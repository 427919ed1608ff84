import { mkdtemp, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/run/doctor.js";
import { spoken } from "./spoken.js";

const scratch = (): Promise<string> => mkdtemp(join(tmpdir(), "recoupe-"));
const found = (out: string): Finding[] => JSON.parse(out);
const wrong = (out: string): Finding[] => found(out).filter((f) => f.state === "missing");

describe("recoupe doctor", () => {
  test("finds all that a run needs on this machine, the stewards' page aside where it is not built", async () => {
    const { out } = await spoken("doctor --json", { folder: await scratch() });
    const names = found(out).map((f) => f.what.en);
    for (const name of [
      /^Node \d/,
      /cores/,
      /rulebooks/,
      /pdf\.js/,
      /canvas/,
      /duckdb/,
      /tesseract/,
      /folder of the cache/,
    ])
      expect(names).toContainEqual(expect.stringMatching(name));
    expect(wrong(out).filter((f) => !f.what.en.startsWith("page of"))).toEqual([]);
  });

  test("says how to mend what is missing, in the user's language, and exits 1", async () => {
    const folder = await scratch();
    await writeFile(join(folder, "taken"), "");
    const { out, code } = await spoken("doctor --lang fr --out taken", { folder });
    expect(out).toContain(
      "✗ dossier des publications : taken ne peut être écrit\n    → Donner le droit d'écrire",
    );
    expect(code).toBe(1);
  });

  test("tells of settings with a mistake, and where", async () => {
    const folder = await scratch();
    await writeFile(join(folder, "recoupe.config.yaml"), "wokers: 3\n");
    const { out, code } = await spoken("doctor --json", { folder });
    expect(wrong(out)[0]?.what.en).toMatch(/^settings: recoupe\.config\.yaml:1:9: "wokers"/);
    expect(code).toBe(1);
  });

  test("tells of a rulebook with a mistake, and where", async () => {
    const folder = await scratch();
    await writeFile(join(folder, "new.yaml"), "publisher: new\nname: New\nlevel: 3\n");
    const { out } = await spoken("doctor --json --rulebooks .", { folder });
    expect(wrong(out)[0]?.what.en).toMatch(/^rulebooks: new\.yaml:\d+:\d+/);
  });

  test("tells whether the queue answers", async () => {
    const folder = await scratch();
    const server = createServer();
    const port = await new Promise<number>((done) =>
      server.listen(0, "127.0.0.1", () => done((server.address() as { port: number }).port)),
    );
    const env = { RECOUPE_QUEUE: `postgres://user:secret@127.0.0.1:${port}/base` };
    const listening = await spoken("doctor --json", { folder, env });
    expect(found(listening.out)).toContainEqual({
      state: "fine",
      what: {
        fr: `file d'attente : postgres://127.0.0.1:${port}`,
        en: `queue: postgres://127.0.0.1:${port}`,
      },
    });
    await new Promise((done) => server.close(done));
    const silent = await spoken("doctor", { folder, env });
    expect(silent.out).toContain(`✗ queue: postgres://127.0.0.1:${port} does not answer`);
    expect(silent.out).not.toContain("secret");
  });
});
