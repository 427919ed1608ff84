import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/model/index.js";
import {
  diff,
  differenceLines,
  diffFolders,
  publication,
  writePublication,
} from "../../src/publish/index.js";
import { observation, sample } from "./sample.js";

/** The sample with one value corrected, one taken for something else, one gone, one new, one anomaly closed. */
function later(): Dataset {
  const old = sample();
  const [a1, a2, a3, ...rest] = old.observations;
  if (!a1 || !a2 || !a3) throw new Error("the sample is too small");
  return {
    ...old,
    observations: [
      { ...a1, obs_value: "113", obs_status: "A", rule: "mno.yaml#other", source_page: 5 },
      { ...a2, sex: "F", source_text: "132 " },
      ...rest,
      observation("z9", "7"),
    ],
    anomalies: old.anomalies.slice(1),
    documents: old.documents.slice(0, 2),
  };
}

describe("the difference of two publications", () => {
  test("a publication does not differ from itself", () => {
    expect(differenceLines(diff(sample(), sample()), "fr")).toEqual(["Aucune différence."]);
  });

  test("values, meanings, observations, anomalies and documents, each told once", () => {
    const d = diff(sample(), later());
    expect(d.changed.map((c) => [c.before.obs_value, c.after.obs_value])).toEqual([["112", "113"]]);
    expect(d.reclassified.map((c) => c.after.observation_id)).toEqual(["a2"]);
    expect(d.added.map((o) => o.observation_id)).toEqual(["z9"]);
    expect(d.gone.map((o) => o.observation_id)).toEqual(["a3"]);
    expect(d.closed.map((a) => a.anomaly_id)).toEqual(["n1"]);
    expect(d.opened).toEqual([]);
    expect(d.documents).toEqual({ added: [], gone: ["alpes-2023-22222222", "rapports/cassé.pdf"] });
  });

  test("what is lost one way is won the other", () => {
    const [forth, back] = [diff(sample(), later()), diff(later(), sample())];
    expect(back.added).toEqual(forth.gone);
    expect(back.opened).toEqual(forth.closed);
    expect(back.changed.map((c) => c.after)).toEqual(forth.changed.map((c) => c.before));
  });

  test("is told in lines, with a count for each kind", () => {
    const lines = differenceLines(diff(sample(), later()), "en");
    expect(lines).toContain("1 values changed");
    expect(lines).toContain(
      "  mno-2023-00000000 p. 5: first_contacts COUNT COM-59328 2023: 112 (V) → 113 (A)",
    );
    expect(lines).toContain("  mno-2023-00000000 p. 4: first_contacts COUNT COM-59368 2023: sex _T → F");
    expect(lines).toContain("1 observations gone");
  });

  test("two folders are compared from their files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "recoupe-"));
    try {
      await writePublication(folder, publication(sample()));
      const d = await diffFolders(folder, folder);
      expect(differenceLines(d, "en")).toEqual(["No difference."]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
