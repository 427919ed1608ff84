import { afterEach, describe, expect, test } from "vitest";
import { type Health, serveHealth } from "../../src/run/queue/health.js";

const HEALTH = { worker: "w", busy: 1, documents: 2, pages: 3, seconds: 4 };
const open: Awaited<ReturnType<typeof serveHealth>>[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function served(status: Health["status"]): Promise<string> {
  const server = await serveHealth(0, async () => ({ ...HEALTH, status }));
  open.push(server);
  return `http://127.0.0.1:${server.port}/`;
}

describe("the health of a worker", () => {
  test.each([
    ["ok", 200],
    ["away", 503],
    ["stopping", 503],
  ] as const)("%s is told as %d, with the facts", async (status, code) => {
    const answer = await fetch(await served(status));
    expect(answer.status).toBe(code);
    expect(await answer.json()).toEqual({ ...HEALTH, status });
  });

  test("is told to whoever asks, and nothing can be sent", async () => {
    expect((await fetch(await served("ok"), { method: "POST", body: "x" })).status).toBe(405);
  });

  test("of two workers cannot be told at one port: it is named, with a remedy", async () => {
    const { port } = new URL(await served("ok"));
    await expect(serveHealth(Number(port), async () => ({ ...HEALTH, status: "ok" }))).rejects.toMatchObject({
      name: "Fault",
      file: `--health ${port}`,
      message: expect.stringContaining("EADDRINUSE"),
      remedy: { en: expect.stringContaining("another port") },
    });
  });
});
