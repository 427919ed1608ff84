import { pathToFileURL } from "node:url";
import { parentPort } from "node:worker_threads";
import type { Answer, Errand } from "./processes.js";

/** The thread of a process of the pool: calls what a module exports. */
const [, , worker = ""] = process.argv;
const does: Record<string, (about: unknown) => unknown> = await import(pathToFileURL(worker).href);

parentPort?.postMessage({ result: undefined } satisfies Answer);
parentPort?.on("message", async ({ name, about }: Errand) => {
  parentPort?.postMessage(await answer(name, about));
});

async function answer(name: string, about: unknown): Promise<Answer> {
  try {
    return { result: await does[name]?.(about) };
  } catch (error) {
    return { fallen: error instanceof Error ? error.message : String(error) };
  }
}
