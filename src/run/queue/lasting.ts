import { setTimeout as sleep } from "node:timers/promises";

/** What a database says, or the system of it, while it stops, starts or is cut off for a moment. */
const PASSING =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|terminat|starting up|shutting down|Connection is closed|timeout|recovery/i;
const PASSING_CODES = new Set(["57P01", "57P02", "57P03", "08000", "08003", "08006", "53300", "40001"]);
/** Longer than a database takes to restart; then somebody has to look. */
const PATIENCE = 300_000;
const PAUSE = 500;

export function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return PASSING_CODES.has(code) || PASSING.test(`${code} ${error.message}`);
}

/** Does it again while a database is away for a moment. Throws what lasts. */
export async function lasting<T>(work: () => Promise<T>, patience = PATIENCE): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || Date.now() > until) throw error;
      await sleep(PAUSE);
    }
  }
}
