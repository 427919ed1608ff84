import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join, relative, sep } from "node:path";
import { serve } from "@hono/node-server";
import { Fault } from "../../model/index.js";
import type { Asker, Session } from "../session.js";
import { reviewApp } from "./app.js";
import { picturesOf, type RenderPage } from "./pictures.js";

export interface ServeOptions {
  session: Session;
  renderPage: RenderPage;
  /** Folder of the built page. */
  clientFolder: string;
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Who has an address of their own; without them there is one address, for whoever works on this machine. */
  stewards?: readonly Steward[];
  /** What browsers see where a reverse proxy stands before the server: `https://review.example.org`. */
  origin?: string;
}

export interface Steward {
  name: string;
  role: "steward" | "approver";
  token: string;
}

export interface Served {
  /** With the token: who has it may decide. The first steward's, where there are some. */
  url: string;
  /** By name of steward. */
  urls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Pixels a point, as the page in the browser asks for it. */
const FIRST_SCALE = 2;

/** Serves the review on this machine. Throws `Fault` where the port is taken or the page is not built. */
export async function serveReview(options: ServeOptions): Promise<Served> {
  const { session, host, port, origin, stewards = [] } = options;
  const askers = askersOf(stewards);
  const client = await clientFiles(options.clientFolder);
  const origins = new Map<string, string>();
  const pictures = picturesOf(options.renderPage);
  const app = reviewApp({ session, pictures, client, doors: { askers, origins } });
  const { server, address } = await listening(app.fetch, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  for (const each of new Set([name, "127.0.0.1", "localhost", "[::1]"]))
    origins.set(`${each}:${address.port}`, `http://${each}:${address.port}`);
  if (origin !== undefined) origins.set(new URL(origin).host, new URL(origin).origin);
  // Opening a report takes longer than drawing its page: the first one is there before somebody looks.
  const [first] = session.queue().items;
  if (first?.documents[0] !== undefined)
    void pictures.page(first.documents[0], first.page, FIRST_SCALE).catch(() => undefined);
  const base = origin === undefined ? `http://${name}:${address.port}` : new URL(origin).origin;
  const urls = [...askers.keys()].map((token) => `${base}/${token}/`);
  return {
    url: urls[0] ?? base,
    urls: new Map(stewards.map((s, i) => [s.name, urls[i] ?? base])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function askersOf(stewards: readonly Steward[]): Map<string, Asker | undefined> {
  if (stewards.length === 0) return new Map([[randomBytes(18).toString("base64url"), undefined]]);
  return new Map(
    stewards.map(({ name, role, token }): [string, Asker] => [token, { steward: name, role, named: true }]),
  );
}

function listening(
  fetch: Parameters<typeof serve>[0]["fetch"],
  hostname: string,
  port: number,
): Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => resolve({ server, address }));
    server.on("error", (cause: Error) =>
      reject(
        new Fault({
          file: `${hostname}:${port}`,
          message: {
            fr: `ne peut être écouté (${cause.message}).`,
            en: `cannot be listened on (${cause.message}).`,
          },
          remedy: {
            fr: "Choisir un autre port avec --port, ou une autre adresse avec --host.",
            en: "Choose another port with --port, or another address with --host.",
          },
          cause,
        }),
      ),
    );
  });
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** All files of the built page in memory, so that no request ever names a path of the disk. */
async function clientFiles(
  folder: string,
): Promise<Map<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Fault({
      file: folder,
      message: { fr: "la page n'est pas construite.", en: "the page is not built." },
      remedy: { fr: "Lancer `npm run build`.", en: "Run `npm run build`." },
      cause,
    });
  });
  const files = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name));
  const loaded = await Promise.all(
    files.map(
      async (path): Promise<[string, { type: string; bytes: Uint8Array<ArrayBuffer> }]> => [
        relative(folder, path).split(sep).join("/"),
        {
          type: TYPES[extname(path)] ?? "application/octet-stream",
          bytes: new Uint8Array(await readFile(path)),
        },
      ],
    ),
  );
  return new Map(loaded);
}
