import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { nameOf, openSources, type Sources, sha256At } from "../../src/run/sources.js";
import { freePort } from "../fixtures/port.js";

const BODY = Buffer.from("%PDF-1.4 the bytes of a report");
const SHA256 = createHash("sha256").update(BODY).digest("hex");

let server: Server;
let here: string;
let sources: Sources;
const asked: string[] = [];

/** Answers as the path says; what is asked of `/to` is sent to the address in the query. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://here");
    asked.push(`${request.headers.host} ${pathname}`);
    if (pathname === "/a.pdf") response.end(BODY);
    else if (pathname === "/to") response.writeHead(302, { location: searchParams.get("url") ?? "" }).end();
    else if (pathname === "/round") response.writeHead(307, { location: "/round" }).end();
    else if (pathname === "/cut") {
      response.writeHead(200, { "content-length": "1000" }).write(BODY);
      setTimeout(() => response.destroy(), 20);
    } else if (pathname === "/unsaid") {
      // Without its length.
      for (let i = 0; i < 100; i++) response.write(BODY);
      response.end();
    } else if (pathname === "/expired") response.writeHead(403).end("<Code>AccessDenied</Code>");
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sources = openSources();
});
afterAll(async () => {
  await sources.close();
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked.length = 0;
});

const fetched = async (url: string, sha256?: string): Promise<string> =>
  (await readFile(await sources.path(url, nameOf(url), sha256))).toString("latin1");

const to = (url: string): string => `${here}/to?url=${encodeURIComponent(url)}`;

describe("a report at a URL", () => {
  test("is known by the bytes that are there, and fetched once for all who read it", async () => {
    expect(await sha256At(`${here}/a.pdf`)).toBe(SHA256);
    asked.length = 0;
    const paths = await Promise.all([1, 2, 3].map(() => sources.path(`${here}/a.pdf`, "a.pdf", SHA256)));
    expect(new Set(paths).size).toBe(1);
    expect(asked).toHaveLength(1);
    expect((await readFile(paths[0] ?? "")).equals(BODY)).toBe(true);
  });

  test("is refused where other bytes are there by now", async () => {
    await expect(fetched(`${here}/a.pdf?later`, "0".repeat(64))).rejects.toMatchObject({
      message: expect.stringMatching(/no longer the file that the run began with/),
    });
  });

  test("what was fetched is removed in the end", async () => {
    const own = openSources();
    const path = await own.path(`${here}/a.pdf`, "a.pdf");
    expect(existsSync(path)).toBe(true);
    await own.close();
    expect(existsSync(path)).toBe(false);
  });
});

describe("what cannot be fetched is told by its name and reason, with a remedy and without the query", () => {
  const refused = async (url: string, said: RegExp): Promise<void> => {
    for (const go of [() => fetched(url), () => sha256At(url)]) {
      const error = await go().catch((cause: unknown) => cause);
      expect(error).toMatchObject({
        name: "Fault",
        file: nameOf(url),
        message: expect.stringMatching(said),
        remedy: { en: expect.stringContaining("Check the address") },
      });
      expect(String(error)).not.toContain("5ecre7");
    }
  };

  test("nothing there", () =>
    refused(`${here}/gone.pdf?Signature=5ecre7`, /cannot be fetched.*answered 404/));
  test("a signature that has expired", () => refused(`${here}/expired?Signature=5ecre7`, /answered 403/));
  test("nobody there", async () => refused(`http://127.0.0.1:${await freePort()}/a.pdf`, /ECONNREFUSED/));
  test("a host without an address", () => refused("http://nobody.invalid/a.pdf", /ENOTFOUND|EAI_AGAIN/));
  test("a connection that breaks off", () => refused(`${here}/cut`, /cannot be fetched \(.+\)/));

  test.each(["/a.pdf", "/unsaid"])(
    "more bytes than may be, whether the server says so or not: %s",
    (path) => {
      vi.stubEnv("RECOUPE_LIMITS", "bytes=20");
      return refused(`${here}${path}`, /more than 20 bytes/);
    },
  );
});

describe("a server that sends the request elsewhere", () => {
  test("is followed on its own host", async () => {
    expect(await fetched(to("/a.pdf"))).toBe(BODY.toString("latin1"));
    expect(await fetched(to(`${here}/a.pdf`))).toBe(BODY.toString("latin1"));
  });

  test.each([
    "http://localhost:PORT/a.pdf",
    "http://[::1]:PORT/a.pdf",
    "http://[::ffff:127.0.0.1]:PORT/a.pdf",
    "http://0.0.0.0:PORT/a.pdf",
    "http://127.0.0.2:PORT/a.pdf",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.1.2.3/a.pdf",
    "http://192.168.0.1/a.pdf",
    "http://[fd00::1]/a.pdf",
  ])("is not followed into this network: %s", async (target) => {
    const url = to(target.replace("PORT", new URL(here).port));
    await expect(fetched(url)).rejects.toMatchObject({
      message: expect.stringMatching(/within this network/),
    });
    expect(asked).toHaveLength(1);
  });

  test.each(["file:///etc/passwd", "ftp://example.org/a.pdf", "http://"])(
    "is not followed to what is no address of a document: %s",
    async (target) => {
      await expect(fetched(to(target))).rejects.toMatchObject({
        message: expect.stringContaining("nowhere"),
      });
    },
  );

  test("is not followed for ever", async () => {
    await expect(fetched(`${here}/round`)).rejects.toMatchObject({
      message: expect.stringMatching(/more than 5 times/),
    });
  });
});
