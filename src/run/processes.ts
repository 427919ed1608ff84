import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PATIENCE } from "../read/limits.js";

/** What a process is told first, and answers when it is ready. */
export interface Setup {
  /** File of the module whose exported functions do the work. */
  worker: string;
  /** `workerData` of that module. */
  rules?: unknown;
  /** Of JavaScript objects; buffers come on top, up to a limit of their own. */
  megabytes: number;
}

/** What it is asked then, one thing at a time: the function of that name, and its argument. */
export interface Errand {
  name: string;
  about: unknown;
}

/** An errand, and the seconds of processor time that it may take. */
export interface Timed {
  errand: Errand;
  seconds: number;
}

/** What became of it, or why nothing more is to be had of the process. */
export type Answer = { result: unknown } | Fall;

interface Fall {
  fallen: string;
  /** The limit that was passed, where one was. */
  limit?: "seconds" | "megabytes";
}

/** A process did not bear its work. */
export class Fallen extends Error {
  readonly limit: Fall["limit"];

  constructor({ fallen, limit }: Fall) {
    super(fallen);
    this.limit = limit;
  }
}

/** Does errands, each in a process that does nothing else meanwhile; one is started where none is free. */
export interface Processes {
  /**
   * Throws `Fallen`. Seconds are processor time, so that other work on the machine costs nothing; a process that
   * takes `PATIENCE` times as long by the clock is ended all the same.
   */
  run(errand: Errand, seconds: number): Promise<unknown>;
  /** Ends them all. */
  close(): Promise<void>;
}

interface Running {
  child: ChildProcess;
  ready: Promise<Answer>;
  /** Takes what it answers next, be it by its end. */
  answered: (answer: Answer) => void;
  /** On standard error, since its last answer. */
  said: string;
  /** Ends it where no work comes. */
  idle?: NodeJS.Timeout;
}

const HOST = fileURLToPath(new URL("host.js", import.meta.url));
/** Milliseconds that a process waits for further work. */
const IDLE = 60_000;
/** Milliseconds that a timer takes at most. */
const LONGEST = 2 ** 31 - 1;
/** Characters kept of what a process says. */
const SAID = 20_000;

/**
 * V8 ends a whole process where memory runs out within one step, as when a large array doubles; a thread of its own does
 * not help. So what is not to be trusted is done in processes that hold nothing else. One that fell is not asked again.
 */
export function processesOf(setup: Setup): Processes {
  const all = new Set<Running>();
  const free = new Set<Running>();
  const start = (): Running => {
    const running = started(setup);
    all.add(running);
    running.child.once("close", () => {
      clearTimeout(running.idle);
      free.delete(running);
      all.delete(running);
    });
    return running;
  };
  const end = async (running: Running): Promise<void> => {
    free.delete(running);
    if (!all.has(running) || running.child.pid === undefined) return;
    const closed = once(running.child, "close");
    running.child.kill("SIGKILL");
    await closed;
  };
  const keep = (running: Running): void => {
    running.idle = setTimeout(() => void end(running), IDLE).unref();
    free.add(running);
  };
  return {
    run: async (errand, seconds) => {
      const [running = start()] = free;
      free.delete(running);
      clearTimeout(running.idle);
      const answer = await answerTo(errand, running, seconds);
      if ("fallen" in answer) {
        await end(running);
        throw new Fallen(answer);
      }
      keep(running);
      return answer.result;
    },
    close: async () => {
      await Promise.all([...all].map(end));
    },
  };
}

function started(setup: Setup): Running {
  const child = fork(HOST, {
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const running: Running = { child, ...nextAnswer(), said: "" };
  child.stderr?.on("data", (text: Buffer) => {
    running.said = `${running.said}${text}`.slice(-SAID);
  });
  child.on("message", (answer) => running.answered(answer as Answer));
  child.on("error", ({ message }) => running.answered({ fallen: message }));
  child.once("close", (code, signal) => running.answered(lastWords(running.said, signal ?? `exit ${code}`)));
  child.send(setup, ignored);
  return running;
}

/** What cannot be sent, as the process is gone, is answered by its end. */
const ignored = (): void => undefined;

function nextAnswer(): Pick<Running, "ready" | "answered"> {
  let answered: Running["answered"] = () => undefined;
  const ready = new Promise<Answer>((resolve) => {
    answered = resolve;
  });
  return { ready, answered };
}

async function answerTo(errand: Errand, running: Running, seconds: number): Promise<Answer> {
  const ready = await running.ready;
  if ("fallen" in ready) return ready;
  const answer = await new Promise<Answer>((resolve) => {
    const clock = setTimeout(
      () => resolve({ fallen: "late", limit: "seconds" }),
      Math.min(PATIENCE * seconds * 1000, LONGEST),
    );
    running.answered = (given) => {
      clearTimeout(clock);
      resolve(given);
    };
    running.child.send({ errand, seconds } satisfies Timed, ignored);
  });
  if ("result" in answer) process.stderr.write(running.said);
  running.said = "";
  return answer;
}

/** V8 tells at length that it is out of memory; of others it matters how they ended. */
function lastWords(said: string, end: string): Answer {
  const spent = /^FATAL ERROR: .*(Allocation failed|out of memory)/m.test(said);
  return { fallen: end, ...(spent ? { limit: "megabytes" } : {}) };
}
