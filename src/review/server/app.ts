import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import type { ZodType } from "zod";
import { Fault, type Message } from "../../model/index.js";
import { BadRequest } from "../drafts.js";
import { Conflict } from "../log/log.js";
import type { Session } from "../session.js";
import { type Doors, type Guarded, guard } from "./guard.js";
import type { Pictures } from "./pictures.js";
import { DecisionBody, ForeseeBody, RuleBody, SignBody, UndoBody } from "./request.js";

export interface AppOptions {
  session: Session;
  pictures: Pictures;
  /** Built files of the page, by path: what is not among them is not served. */
  client: ReadonlyMap<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>;
  doors: Doors;
}

type Ask = Context<Guarded>;

const MOST_BYTES = 64 * 1024;
const HEARTBEAT_MS = 20_000;
const WARM_AFTER_MS = 500;

/** The review's HTTP interface, all below `/<token>/`. */
export function reviewApp(options: AppOptions): Hono<Guarded> {
  const app = new Hono<Guarded>();
  app.use("*", guard(options.doors));
  app.use("*", bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.text("too large", 413) }));
  app.onError(told);
  const inner = new Hono<Guarded>();
  reads(inner, options);
  changes(inner, options.session);
  files(inner, options);
  app.route("/:token", inner);
  return app;
}

function reads(inner: Hono<Guarded>, { session }: AppOptions): void {
  inner.get("/api/queue", (c) => {
    const change = session.queueSince(Number(c.req.query("since") ?? Number.NaN));
    return fresh(c, change ?? session.queue(c.get("asker")));
  });
  inner.get("/api/anomalies/:id", (c) => {
    const detail = session.detail(c.req.param("id"));
    if (detail === undefined) return c.json({ error: NOTHING }, 404);
    // The page's picture is drawn first.
    setTimeout(() => void session.warm(detail.item.documents).catch(() => undefined), WARM_AFTER_MS).unref();
    return fresh(c, detail);
  });
  inner.get("/api/observations/:id", async (c) => {
    const anomaly = await session.look(c.req.param("id"));
    return anomaly === undefined ? c.json({ error: NOTHING }, 404) : fresh(c, { anomaly });
  });
  inner.get("/api/pages/:document/:page", (c) => {
    const { document, page } = c.req.param();
    return fresh(c, session.onPage(document, Number(page)));
  });
  inner.get("/api/figures", async (c) => fresh(c, await session.figures()));
  inner.post("/api/foresee", async (c) => {
    const { anomaly, ruling } = await bodyOf(c, ForeseeBody);
    return fresh(c, { foreseen: await session.foresee(anomaly, ruling) });
  });
  inner.post("/api/rules/try", async (c) => fresh(c, await session.tryRule(await named(c, RuleBody))));
  inner.get("/api/events", (c) => events(c, session));
}

function changes(inner: Hono<Guarded>, session: Session): void {
  inner.post("/api/decisions", async (c) => c.json(await session.decide(await named(c, DecisionBody))));
  inner.post("/api/undo", async (c) => c.json(await session.undo((await named(c, UndoBody)).steward)));
  inner.post("/api/signatures", async (c) => {
    if (!mayApprove(c)) return c.json({ error: APPROVERS }, 403);
    return c.json(await session.sign(await named(c, SignBody)));
  });
  inner.post("/api/rules", async (c) => {
    // A rule takes effect when it is written: where two steps are wanted, it is for those who sign.
    if (session.queue().signOff && !mayApprove(c)) return c.json({ error: APPROVERS }, 403);
    return c.json(await session.writeRule(await named(c, RuleBody)));
  });
}

/** Whoever works on the machine itself may be anybody. */
const mayApprove = (c: Ask): boolean => (c.get("asker")?.role ?? "approver") === "approver";

function files(inner: Hono<Guarded>, { pictures, client }: AppOptions): void {
  inner.get("/pages/:document/:page/:scale", async (c) => {
    const { document, page, scale } = c.req.param();
    const png = await pictures.page(document, Number(page), Number(scale.replace(/\.png$/, "")));
    if (png === undefined) return c.text("no such page", 404);
    return c.body(png, 200, { "content-type": "image/png", "cache-control": "private, max-age=3600" });
  });
  inner.get("*", (c) => {
    const name = new URL(c.req.url).pathname.split("/").slice(2).join("/") || "index.html";
    const file = client.get(name);
    if (file === undefined) return c.text("not found", 404);
    return c.body(file.bytes, 200, { "content-type": file.type, "cache-control": "no-cache" });
  });
}

function fresh<T extends object>(c: Context, value: T): Response {
  c.header("cache-control", "no-store");
  return c.json(value);
}

async function bodyOf<T>(c: Context, schema: ZodType<T>): Promise<T> {
  if (!/^application\/json\b/.test(c.req.header("content-type") ?? ""))
    throw new BadRequest({ fr: "du JSON est attendu.", en: "JSON is expected." });
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new BadRequest({ fr: parsed.error.message, en: parsed.error.message });
  return parsed.data;
}

/** Who has an address of their own decides in their own name, whatever is sent. */
async function named<T extends { steward: string }>(c: Ask, schema: ZodType<T>): Promise<T> {
  const body = await bodyOf(c, schema);
  return { ...body, steward: c.get("asker")?.steward ?? body.steward };
}

/** Tells every open page that something changed; the page then asks for the queue. */
function events(c: Ask, session: Session): Response {
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

const NOTHING: Message = { fr: "cela n'existe pas.", en: "there is no such thing." };
const APPROVERS: Message = { fr: "c'est à qui donne le visa.", en: "that is for those who sign." };
const FAILED: Message = {
  fr: "le serveur a failli ; son terminal en dit plus.",
  en: "the server failed; its terminal says more.",
};

function told(error: Error, c: Context): Response {
  if (error instanceof BadRequest) return c.json({ error: error.what }, 400);
  if (error instanceof Conflict) return c.json({ anomalies: error.anomalies }, 409);
  if (error instanceof Fault) return c.json({ error: error.line }, 422);
  process.stderr.write(`${error.stack ?? error.message}\n`);
  return c.json({ error: FAILED }, 500);
}
