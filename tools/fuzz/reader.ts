import { extract } from "../../src/extract/index.js";
import { layout } from "../../src/layout/index.js";
import { Fault, type Page } from "../../src/model/index.js";
import { openPdf } from "../../src/read/index.js";
import { SCHEMAS_FOLDER } from "../../src/run/paths.js";
import { extractInput } from "../../src/run/read-report.js";
import { loadSchemas, type Schemas } from "../../src/run/rulebooks.js";

export interface Reply {
  /** `bug`: an error that nobody meant to tell, or text that must not come out. */
  verdict: "data" | "fault" | "bug";
  said: string;
}

/** Reads the files that the parent process names, one after another, and tells how each ended. */
export function readMutations(): void {
  const schemas = loadSchemas(SCHEMAS_FOLDER);
  process.on("message", (file: string) => {
    void reading(file, schemas).then((reply) => process.send?.(reply));
  });
  process.send?.("ready");
}

async function reading(file: string, schemas: Schemas): Promise<Reply> {
  try {
    const pdf = await openPdf(file, { ocr: false });
    try {
      const pages: Page[] = [];
      for await (const page of pdf.pages()) pages.push(page);
      const report = { source: pdf.source, pages, blocks: layout(pages), spent: { read: 0, layout: 0 } };
      const found = extract(extractInput({ file }, report, schemas));
      const control = found.figures.find((figure) => /\p{Cc}/u.test(figure.raw));
      if (control !== undefined)
        return { verdict: "bug", said: `control code in ${JSON.stringify(control.raw)}` };
      return { verdict: "data", said: "" };
    } finally {
      await pdf.close();
    }
  } catch (error) {
    if (error instanceof Fault) return { verdict: "fault", said: error.line.en };
    return { verdict: "bug", said: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
