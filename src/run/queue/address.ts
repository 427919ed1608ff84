import { Fault, type Message } from "../../model/index.js";

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

const REMEDY: Readonly<Record<Address["kind"], Message>> = {
  postgres: {
    fr: "Vérifier que PostgreSQL y tourne, et l'hôte, le port, l'utilisateur, le mot de passe et la base de --queue.",
    en: "Check that PostgreSQL runs there, and the host, port, user, password and database of --queue.",
  },
  redis: {
    fr: "Vérifier que Redis y tourne, et l'hôte, le port et le mot de passe de --queue.",
    en: "Check that Redis runs there, and the host, port and password of --queue.",
  },
};

/** Throws `Fault` for what is no address of a queue. */
export function addressOf(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const kind = parsed === undefined ? undefined : KINDS[parsed.protocol];
  if (parsed === undefined || kind === undefined)
    throw new Fault({
      file: "--queue",
      message: { fr: "n'est pas l'adresse d'une file.", en: "is no address of a queue." },
      remedy: {
        fr: "En donner une de la forme postgres://user:password@host:5432/base ou redis://host:6379.",
        en: "Give one as postgres://user:password@host:5432/database or redis://host:6379.",
      },
    });
  return { kind, url, shown: `${parsed.protocol}//${parsed.host}${parsed.pathname}` };
}

/** A database that does not answer, as a fault that says what to try. */
export function unreachable({ shown, kind }: Address, cause: unknown): Fault {
  return new Fault({
    file: shown,
    message: { fr: `ne répond pas (${reasonOf(cause)}).`, en: `cannot be used (${reasonOf(cause)}).` },
    remedy: REMEDY[kind],
    cause,
  });
}

/** Node tries all addresses of a host, and tells of each. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join("; ");
  return cause instanceof Error ? cause.message : String(cause);
}
