import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Fault } from "../../model/index.js";

/** What is told of a worker over HTTP. */
export interface Health {
  /** `ok`, `away` (the database does not answer) or `stopping`. */
  status: "ok" | "away" | "stopping";
  worker: string;
  busy: number;
  documents: number;
  pages: number;
  /** Seconds since it started. */
  seconds: number;
}

/**
 * Answers every GET with the state of a worker as JSON: 200 while it works, 503 where it cannot. Listens on all
 * addresses, as a container's health is asked from outside. Throws `Fault` where the port is taken.
 */
export async function serveHealth(
  port: number,
  state: () => Promise<Health>,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET") {
      response.writeHead(405).end();
      return;
    }
    const health = await state();
    response.writeHead(health.status === "ok" ? 200 : 503, { "content-type": "application/json" });
    response.end(`${JSON.stringify(health)}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new Fault({
          file: `--health ${port}`,
          message: {
            fr: `ne peut être écouté (${cause.message}).`,
            en: `cannot be listened on (${cause.message}).`,
          },
          remedy: { fr: "Choisir un autre port.", en: "Choose another port." },
          cause,
        }),
      ),
    );
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
