import { Fault } from "../model/index.js";

/** What a run may ask of the machine. */
export interface RunLimits {
  /** Seconds that one document may take. */
  seconds: number;
  /** Megabytes of JavaScript objects that the thread of one document may hold; its buffers come on top. */
  megabytes: number;
  /** Megabytes on disk that the cache may hold after a run. */
  cacheMegabytes: number;
}

const DEFAULTS: Readonly<RunLimits> = { seconds: 900, megabytes: 2048, cacheMegabytes: 2048 };

/** Environment variables by which limits are set. */
export const LIMIT_NAMES: Readonly<Record<keyof RunLimits, string>> = {
  seconds: "RECOUPE_DOCUMENT_SECONDS",
  megabytes: "RECOUPE_DOCUMENT_MB",
  cacheMegabytes: "RECOUPE_CACHE_MB",
};

/** The limits that hold, those of the environment first. Throws `Fault` for one that is no number above 0. */
export function limitsOf(env: Record<string, string | undefined>): RunLimits {
  const limit = (name: keyof RunLimits): number => {
    const variable = LIMIT_NAMES[name];
    const text = env[variable] ?? "";
    const value = text === "" ? DEFAULTS[name] : Number(text);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new Fault({
      file: variable,
      message: `“${text}” is no number above 0.`,
      remedy: `Unset it (${DEFAULTS[name]} then holds), or give a number.`,
    });
  };
  return {
    seconds: limit("seconds"),
    megabytes: limit("megabytes"),
    cacheMegabytes: limit("cacheMegabytes"),
  };
}
