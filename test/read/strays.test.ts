import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const strays = new URL("../../src/read/strays.ts", import.meta.url).href;

/** Exit code and errors of a process in which nobody awaits a promise that rejects with `reason`. */
function left(reason: string): { status: number | null; stderr: string } {
  const program = `
    const { letStraysGo } = await import(${JSON.stringify(strays)});
    letStraysGo();
    void Promise.reject(${reason});
    setTimeout(() => process.exit(0), 50);`;
  return spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
}

test("what pdf.js leaves behind of a damaged file does not end the process", () => {
  const { status, stderr } = left(
    `Object.assign(new Error("Illegal character: 41"), { stack: "Error\\n at pdf.worker.mjs:6289:29" })`,
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

test("a mistake of our own ends it still", () => {
  const { status, stderr } = left(`new Error("ours")`);
  expect(stderr).toContain("ours");
  expect(status).not.toBe(0);
});
