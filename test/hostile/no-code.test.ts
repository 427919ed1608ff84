import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { streamOf } from "../fixtures/pdf.js";
import { onePage, SOUND } from "./cases/case.js";

/** A shading whose colours a PostScript function computes: what pdf.js would compile, were it let. */
const computed = onePage("0 0 20 20 re W n /S sh", { resources: "/Shading << /S 10 0 R >>" }, [
  "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 400 300] /Function 11 0 R /Extend [true true] >>",
  streamOf("{ dup dup 0.5 mul exch 1 exch sub }", "/FunctionType 4 /Domain [0 1] /Range [0 1 0 1 0 1]"),
]);

test("a PDF is read and drawn where no text may become code", () => {
  const folder = mkdtempSync(join(tmpdir(), "recoupe-"));
  try {
    const file = join(folder, "a.pdf");
    writeFileSync(file, computed);
    const reader = pathToFileURL(resolve(import.meta.dirname, "../../dist/read/index.js")).href;
    const program = `import { openPdf } from ${JSON.stringify(reader)};
      const pdf = await openPdf(${JSON.stringify(file)}, { ocr: false });
      const { words } = await pdf.page(1);
      const { length } = await pdf.render(1, 1);
      await pdf.close();
      let blocked = false;
      try { new Function("return 1")(); } catch { blocked = true; }
      console.log(JSON.stringify({ words: words.map((w) => w.text), drawn: length > 0, blocked }));`;
    const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "-e"];
    const { stdout, stderr } = spawnSync(process.execPath, [...flags, program], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({
      words: expect.arrayContaining([SOUND]),
      drawn: true,
      blocked: true,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
