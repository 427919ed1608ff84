import { Fault } from "../../model/index.js";

/** Where a queue is. */
export interface Address {
  kind: "postgres" | "redis";
  url: string;
  /** Without user and password: for messages and logs. */
  shown: string;
}

const KINDS: Readonly<Record<string, Address["kind"]>> = {
  "postgres:": "postgres",
  "postgresql:": "postgres",
  "redis:": "redis",
  "rediss:": "redis",
};

/** Throws `Fault` for what is no address of a queue. */
export function addressOf(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const kind = parsed === undefined ? undefined : KINDS[parsed.protocol];
  if (parsed === undefined || kind === undefined)
    throw new Fault({
      file: "--queue",
      message: "is no address of a queue.",
      remedy: "Give one as postgres://user:password@host:5432/database or redis://host:6379.",
    });
  return { kind, url, shown: `${parsed.protocol}//${parsed.host}${parsed.pathname}` };
}

/** A database that does not answer, as a fault that says what to try. */
export function unreachable({ shown, kind }: Address, cause: unknown): Fault {
  return new Fault({
    file: shown,
    message: `cannot be used (${reasonOf(cause)}).`,
    remedy:
      kind === "postgres"
        ? "Check that PostgreSQL runs there, and the host, port, user, password and database of --queue."
        : "Check that Redis runs there, and the host, port and password of --queue.",
    cause,
  });
}

/** Node tries all addresses of a host, and tells of each. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join("; ");
  return cause instanceof Error ? cause.message : String(cause);
}
