import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join, relative, sep } from "node:path";
import { serve } from "@hono/node-server";
import { Fault } from "../../model/index.js";
import type { Session } from "../session.js";
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
}

export interface Served {
  /** With the token: who has it may decide. */
  url: string;
  close(): Promise<void>;
}

/** Serves the review on this machine. Throws `Fault` where the port is taken or the page is not built. */
export async function serveReview(options: ServeOptions): Promise<Served> {
  const { session, host, port } = options;
  const token = randomBytes(18).toString("base64url");
  const client = await clientFiles(options.clientFolder);
  const hosts: string[] = [];
  const app = reviewApp({ session, pictures: picturesOf(options.renderPage), client, token, hosts });
  const { server, address } = await listening(app.fetch, host, port);
  const name = host.includes(":") ? `[${host}]` : host;
  for (const each of new Set([name, "127.0.0.1", "localhost", "[::1]"]))
    hosts.push(`${each}:${address.port}`);
  return {
    url: `http://${name}:${address.port}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
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
          message: `cannot be listened on (${cause.message}).`,
          remedy: "Choose another port with --port, or another address with --host.",
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
      message: "the page is not built.",
      remedy: "Run `npm run build`.",
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
