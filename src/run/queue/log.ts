import { pino } from "pino";

/** What a process of the queue tells of its work: a line for each event, with facts that programs can sort by. */
export interface Log {
  info(facts: object, event: string): void;
  warn(facts: object, event: string): void;
}

/** JSON lines on standard error; `RECOUPE_LOG` sets the least level (`debug`, `info`, `warn`, `silent` …). */
export function logOf(facts: object, env: Record<string, string | undefined>): Log {
  const level = env.RECOUPE_LOG || "info";
  const known = ["trace", "debug", "info", "warn", "error", "fatal", "silent"].includes(level);
  const stream = pino.destination({ dest: 2, sync: true });
  return pino(
    { base: facts, level: known ? level : "info", timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
}
