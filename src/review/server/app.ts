import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { ZodType } from "zod";
import { Fault } from "../../model/index.js";
import { BadRequest } from "../drafts.js";
import { Conflict } from "../log/log.js";
import type { Session } from "../session.js";
import { guard } from "./guard.js";
import type { Pictures } from "./pictures.js";
import { DecisionBody, UndoBody } from "./request.js";

export interface AppOptions {
  session: Session;
  pictures: Pictures;
  /** Built files of the page, by path: what is not among them is not served. */
  client: ReadonlyMap<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>;
  token: string;
  /** Values of the Host header that are let in. */
  hosts: readonly string[];
}

const MOST_BYTES = 64 * 1024;
const HEARTBEAT_MS = 20_000;

/** The review's HTTP interface, all below `/<token>/`. */
export function reviewApp({ session, pictures, client, token, hosts }: AppOptions): Hono {
  const app = new Hono();
  app.use("*", guard(token, hosts));
  app.use("*", bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text("too large", 413) }));
  app.onError(told);
  const inner = new Hono();
  inner.get("/api/queue", (c) => fresh(c, session.queue()));
  inner.get("/api/anomalies/:id", (c) => {
    const detail = session.detail(c.req.param("id"));
    return detail === undefined ? c.json({ error: "no such anomaly" }, 404) : fresh(c, detail);
  });
  inner.post("/api/decisions", async (c) => c.json(await session.decide(await bodyOf(c, DecisionBody))));
  inner.post("/api/undo", async (c) => c.json(await session.undo((await bodyOf(c, UndoBody)).steward)));
  inner.get("/api/events", (c) => events(c, session));
  inner.get("/pages/:document/:page/:scale", async (c) => {
    const { document, page, scale } = c.req.param();
    const png = await pictures.page(document, Number(page), Number(scale.replace(/\.png$/, "")));
    if (png === undefined) return c.text("no such page", 404);
    return c.body(png, 200, { "content-type": "image/png", "cache-control": "private, max-age=3600" });
  });
  inner.get("*", (c) => {
    const name = new URL(c.req.url).pathname.slice(token.length + 2) || "index.html";
    const file = client.get(name);
    if (file === undefined) return c.text("not found", 404);
    return c.body(file.bytes, 200, { "content-type": file.type, "cache-control": "no-cache" });
  });
  app.route(`/${token}`, inner);
  return app;
}

function fresh<T extends object>(c: Context, value: T): Response {
  c.header("cache-control", "no-store");
  return c.json(value);
}

async function bodyOf<T>(c: Context, schema: ZodType<T>): Promise<T> {
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? ""))
    throw new BadRequest("JSON is expected");
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new BadRequest(parsed.error.message);
  return parsed.data;
}

/** Tells every open page that something changed; the page then asks for the queue. */
function events(c: Context, session: Session): Response {
  return streamSSE(c, async (stream) => {
    const stop = session.onChange(() => void stream.writeSSE({ event: "change", data: "" }));
    stream.onAbort(stop);
    await stream.writeSSE({ event: "ready", data: "" });
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(HEARTBEAT_MS);
      await stream.writeSSE({ event: "alive", data: "" });
    }
    stop();
  });
}

function told(error: Error, c: Context): Response {
  if (error instanceof BadRequest) return c.json({ error: error.message }, 400);
  if (error instanceof Conflict) return c.json({ error: error.message, anomalies: error.anomalies }, 409);
  if (error instanceof Fault) return c.json({ error: error.line }, 422);
  return c.json({ error: "the server failed; its terminal says more" }, 500);
}
