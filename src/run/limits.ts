import { Fault } from "../model/index.js";
import { REPORT_LIMITS, readLimits } from "../read/limits.js";

/** What a run may ask of the machine. */
export interface RunLimits {
  /** Seconds that one document may take. */
  seconds: number;
  /** Megabytes of JavaScript objects that the process of one document may hold; a gigabyte more with its buffers. */
  megabytes: number;
  /** Megabytes on disk that the cache may hold after a run. */
  cacheMegabytes: number;
  /** Seconds after which a worker of a queue that is not heard of loses its job to another. */
  leaseSeconds: number;
  /** Seconds that a worker told to stop has for ending its jobs; then it hands them back. */
  stopSeconds: number;
  /** Days for which a queue keeps results that no run asks for. */
  keepDays: number;
}

const DEFAULTS: Readonly<RunLimits> = {
  ...REPORT_LIMITS,
  cacheMegabytes: 2048,
  leaseSeconds: 30,
  stopSeconds: 20,
  keepDays: 30,
};

/** Environment variables by which limits are set. */
export const LIMIT_NAMES: Readonly<Record<keyof RunLimits, string>> = {
  seconds: "RECOUPE_DOCUMENT_SECONDS",
  megabytes: "RECOUPE_DOCUMENT_MB",
  cacheMegabytes: "RECOUPE_CACHE_MB",
  leaseSeconds: "RECOUPE_LEASE_SECONDS",
  stopSeconds: "RECOUPE_STOP_SECONDS",
  keepDays: "RECOUPE_KEEP_DAYS",
};

/** The limits that hold, those of the environment first. Throws `Fault` for one that is no number above 0. */
export function limitsOf(env: Record<string, string | undefined>): RunLimits {
  // Said before any report is opened.
  readLimits(env);
  const limit = (name: keyof RunLimits): number => {
    const variable = LIMIT_NAMES[name];
    const text = env[variable] ?? "";
    const value = text === "" ? DEFAULTS[name] : Number(text);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new Fault({
      file: variable,
      message: {
        fr: `« ${text} » n'est pas un nombre supérieur à 0.`,
        en: `“${text}” is no number above 0.`,
      },
      remedy: {
        fr: `Ne plus la définir (${DEFAULTS[name]} vaut alors), ou donner un nombre.`,
        en: `Unset it (${DEFAULTS[name]} then holds), or give a number.`,
      },
    });
  };
  return Object.fromEntries(
    (Object.keys(DEFAULTS) as (keyof RunLimits)[]).map((name) => [name, limit(name)]),
  ) as unknown as RunLimits;
}
