import { PATIENCE } from "../limits.js";

/** Time that some work may take. */
export interface Allowance {
  /** Aborts once it is used up. */
  signal: AbortSignal;
  /** The work is done. */
  end(): void;
}

/** Milliseconds between two looks at the clock. */
const LOOK = 200;

/**
 * Allows `seconds` of this process' time on the processor: what other processes take of it does not count, unless it
 * lasts so long that nothing seems to go on at all.
 */
export function allowance(seconds: number): Allowance {
  const over = new AbortController();
  const [began, worked] = [performance.now(), workedSeconds()];
  const look = (): void => {
    const passed = (performance.now() - began) / 1000;
    // Several threads may work at once: no less time than by the clock.
    const used = Math.min(passed, workedSeconds() - worked);
    if (used > seconds || passed > PATIENCE * seconds) over.abort();
  };
  const looking = setInterval(look, LOOK).unref();
  return { signal: over.signal, end: () => clearInterval(looking) };
}

function workedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
