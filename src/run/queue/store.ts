/** What a worker tells of itself. */
export interface WorkerRecord {
  id: string;
  host: string;
  pid: number;
  edition: string;
  /** Jobs at work now, and done since it started. */
  busy: number;
  documents: number;
  pages: number;
  /** Pages recognised a minute, lately. */
  pageRate: number;
}

/** One run as its coordinator announces it. */
export interface RunRecord {
  id: string;
  edition: string;
  host: string;
  /** What was named after `recoupe run`. */
  title: string;
}

/** A document of a run, and the key of its result. */
export interface Wanted {
  key: string;
  file: string;
}

/** What became of a document. */
export interface Result {
  key: string;
  file: string;
  /** As `packed` gives it. */
  body: Uint8Array;
  /** Why nothing could be read; empty where something was. Such a result is a dead letter. */
  failed: string;
  /** False where another attempt may do better, so that the next run makes one. */
  final: boolean;
  worker: string;
}

/** How far the latest run is, in numbers. */
export interface Progress {
  run: RunRecord & { started: Date; finished: Date | null };
  total: number;
  done: number;
  failed: number;
  /** Documents done in the last five minutes of work, and the seconds that these took. */
  recent: number;
  seconds: number;
}

export interface DeadLetter {
  file: string;
  reason: string;
  at: Date;
}

export interface Overview {
  progress: Progress | undefined;
  deadLetters: DeadLetter[];
  workers: (WorkerRecord & { seen: Date })[];
  pages: number;
}

/**
 * What a queue's results are kept in. Each is kept once, under a key that tells all it comes from: whoever brings it a
 * second time changes nothing.
 */
export interface Store {
  begin(run: RunRecord, wanted: readonly Wanted[]): Promise<void>;
  finish(run: string): Promise<void>;
  /** Of the keys given, those that have a result. */
  present(keys: readonly string[]): Promise<Set<string>>;
  result(key: string): Promise<Uint8Array | undefined>;
  keep(result: Result): Promise<void>;
  /** Removes results and pages that are not final, so that they are tried anew; marks the others as used. */
  forgetPassing(keys: readonly string[]): Promise<void>;
  page(key: string): Promise<Uint8Array | undefined>;
  keepPage(key: string, body: Uint8Array, final: boolean): Promise<void>;
  beat(worker: WorkerRecord): Promise<void>;
  leave(worker: string): Promise<void>;
  overview(): Promise<Overview>;
  /** Removes what was not asked for in so many days. Returns how many results went. */
  prune(days: number): Promise<number>;
  /** Throws where the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A worker that was not heard of for so long, milliseconds, is taken to be gone. */
export const GONE = 30_000;
/** Seconds over which the rate is taken. */
export const RECENT = 300;
