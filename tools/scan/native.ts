import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImagePage } from "./image-pdf.js";

/**
 * Seconds of processor time that the native `tesseract` takes for these pictures, on one thread; undefined where it
 * or its French data are not installed. (With more threads than one it spends most of its time waiting.)
 */
export function nativeSeconds(pictures: readonly ImagePage[]): number | undefined {
  const env = { ...process.env, OMP_THREAD_LIMIT: "1" };
  const known = spawnSync("tesseract", ["--list-langs"], { env, encoding: "utf8" });
  if (known.status !== 0 || !/^fra$/m.test(known.stdout)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "recoupe-native-"));
  try {
    pictures.forEach(({ jpeg }, i) => {
      writeFileSync(join(folder, `${i}.jpg`), jpeg);
    });
    // The shell tells what its children took: "0m1.23s 0m0.04s" in the second line.
    const script = 'for f in "$0"/*.jpg; do tesseract "$f" - -l fra >/dev/null 2>&1; done; times';
    const { stdout } = spawnSync("bash", ["-c", script, folder], { env, encoding: "utf8" });
    const spent = [...(stdout.trim().split("\n")[1] ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
    return spent.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
