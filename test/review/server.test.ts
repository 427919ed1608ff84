import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Observation } from "../../src/model/index.js";
import { decisionLog } from "../../src/review/log/log.js";
import { decisionsInForce } from "../../src/review/log/signature.js";
import { reviewApp } from "../../src/review/server/app.js";
import { picturesOf } from "../../src/review/server/pictures.js";
import type { Asker, Session, SessionOptions } from "../../src/review/session.js";
import type { Effect, Foreseen, Queue, QueueChange } from "../../src/review/wire.js";
import { observation, publicationOf } from "./sample.js";
import { line, recheck, smallReview, total, values } from "./small.js";

const TOKEN = "a-long-random-token";
const HOST = "127.0.0.1:4000";
const ORIGIN = `http://${HOST}`;

let folder: string;
let session: Session;
let app: ReturnType<typeof reviewApp>;
const path = () => join(folder, "decisions.jsonl");

const opened = (printed: Observation[] = values(), parts: Partial<SessionOptions> = {}): Promise<Session> =>
  smallReview(path(), printed, parts);
const served = (askers: [string, Asker | undefined][] = [[TOKEN, undefined]]): typeof app =>
  reviewApp({
    session,
    pictures: picturesOf(async (document) => (document === "doc" ? new Uint8Array([137]) : undefined)),
    client: new Map([
      ["index.html", { type: "text/html", bytes: new TextEncoder().encode("<!doctype html>") }],
    ]),
    doors: { askers: new Map(askers), origins: new Map([[HOST, ORIGIN]]) },
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-review-"));
  session = await opened();
  app = served();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const get = (where: string, headers: Record<string, string> = {}) =>
  app.request(`http://${HOST}${where}`, { headers: { host: HOST, ...headers } });
const post = (where: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(`http://${HOST}${where}`, {
    method: "POST",
    headers: { host: HOST, origin: ORIGIN, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const ruling = (anomalies: string[], what: unknown, supersedes = "") => ({
  choices: anomalies.map((each) => ({ anomaly: each, supersedes })),
  ruling: what,
  comment: "",
  steward: "agent",
});
const decide = async (...request: Parameters<typeof ruling>): Promise<Effect> => {
  const response = await post(`/${TOKEN}/api/decisions`, ruling(...request));
  expect(response.status).toBe(200);
  return (await response.json()) as Effect;
};
const states = async (): Promise<Record<string, string>> => {
  const queue = (await (await get(`/${TOKEN}/api/queue`)).json()) as Queue;
  return Object.fromEntries(queue.items.map((item) => [item.id, item.state]));
};
const legitimate = { kind: "verdict", verdict: "legitimate" };

describe("who is let in", () => {
  test.each([
    ["the address as printed", `/${TOKEN}/`, {}, 200],
    ["another host name (DNS rebinding)", `/${TOKEN}/`, { host: "evil.example" }, 403],
    ["the right name on another port", `/${TOKEN}/`, { host: "127.0.0.1:80" }, 403],
    ["no token", "/", {}, 404],
    ["no token, the interface", "/api/queue", {}, 404],
    ["a wrong token", "/a-wrong-random-token/api/queue", {}, 404],
    ["a token of other length", "/a/api/queue", {}, 404],
    ["a page elsewhere", `/${TOKEN}/api/queue`, { origin: "http://evil.example" }, 403],
    ["a page without origin (sandboxed frame)", `/${TOKEN}/api/queue`, { origin: "null" }, 403],
    ["a picture in a page elsewhere", `/${TOKEN}/api/queue`, { "sec-fetch-site": "cross-site" }, 403],
    ["this page", `/${TOKEN}/api/queue`, { origin: ORIGIN, "sec-fetch-site": "same-origin" }, 200],
    ["a path upwards", `/${TOKEN}/..%2f..%2fpackage.json`, {}, 404],
    ["a path upwards, encoded twice", `/${TOKEN}/%252e%252e/package.json`, {}, 404],
    ["a path of the disk", `/${TOKEN}//etc/passwd`, {}, 404],
    ["a document that is not in the publication", `/${TOKEN}/pages/..%2fx/1/2.png`, {}, 404],
    ["a picture too large", `/${TOKEN}/pages/doc/1/100.png`, {}, 404],
    ["no page", `/${TOKEN}/pages/doc/0/2.png`, {}, 404],
    ["no number", `/${TOKEN}/pages/doc/one/2.png`, {}, 404],
  ] as const)("%s", async (_, where, headers, status) => {
    expect((await get(where, headers)).status).toBe(status);
  });

  test.each([
    ["no origin", { origin: "" }, 403],
    ["another origin", { origin: "http://localhost:1" }, 403],
    ["a form (no JSON)", { "content-type": "text/plain" }, 400],
  ] as const)("a decision sent with %s is refused", async (_, headers, status) => {
    const response = await post(`/${TOKEN}/api/decisions`, ruling(["a"], legitimate), headers);
    expect(response.status).toBe(status);
    expect(await decisionLog(path()).read()).toEqual([]);
  });

  test.each([
    ["too large", "x".repeat(70_000), 413],
    ["no JSON", "{", 400],
    ["an unknown field", { ...ruling(["a"], legitimate), more: 1 }, 400],
    ["no steward", { ...ruling(["a"], legitimate), steward: " " }, 400],
    ["no anomaly", ruling([], legitimate), 400],
    ["an unknown anomaly", ruling(["?"], legitimate), 400],
    ["an unknown proposal", ruling(["a"], { kind: "proposal", rank: 7 }), 400],
    ["an unknown verdict", ruling(["a"], { kind: "verdict", verdict: "corrected" }), 400],
    [
      "a value that is no number",
      ruling(["a"], { kind: "value", observation: "t", value: "4,2", verdict: "corrected" }),
      400,
    ],
    [
      "a value of another anomaly",
      ruling(["a"], { kind: "value", observation: "s", value: "4", verdict: "corrected" }),
      400,
    ],
  ] as const)("a body that is %s is refused, and nothing written", async (_, body, status) => {
    expect((await post(`/${TOKEN}/api/decisions`, body)).status).toBe(status);
    expect(await decisionLog(path()).read()).toEqual([]);
  });

  test("a page may load nothing from elsewhere, and run no script of its text", async () => {
    const policy = (await get(`/${TOKEN}/`)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });
});

describe("stewards with addresses of their own", () => {
  const [REVIEWER, APPROVER] = ["token-of-a-reviewer-1234", "token-of-an-approver-1234"] as const;
  const as = (token: string, where: string, body: unknown) => post(`/${token}${where}`, body);
  const choices = async () => [
    { anomaly: "a", supersedes: (await decisionLog(path()).read()).at(-1)?.decision_id ?? "" },
  ];
  const signs = async (token: string, steward = "agent") =>
    as(token, "/api/signatures", { choices: await choices(), comment: "", steward });
  const state = () => session.queue().items.find((item) => item.id === "a")?.state;
  beforeEach(async () => {
    session = await opened(values(), { signOff: "wanted" });
    app = served([
      [REVIEWER, { steward: "Camille", role: "steward", named: true }],
      [APPROVER, { steward: "Dominique", role: "approver", named: true }],
    ]);
  });

  test("decide in their own name, whatever they send", async () => {
    expect((await as(REVIEWER, "/api/decisions", ruling(["a"], legitimate))).status).toBe(200);
    expect((await decisionLog(path()).read())[0]).toMatchObject({ steward: "Camille", role: "steward" });
    const queue = (await (await get(`/${APPROVER}/api/queue`)).json()) as Queue;
    expect(queue).toMatchObject({ steward: "Dominique", role: "approver", named: true, signOff: true });
  });

  test("a decision waits until an approver signs it; a reviewer may not", async () => {
    await as(REVIEWER, "/api/decisions", ruling(["a"], legitimate));
    expect(state()).toBe("unsigned");
    expect((await signs(REVIEWER)).status).toBe(403);
    expect((await signs(APPROVER)).status).toBe(200);
    expect(state()).toBe("decided");
    expect((await decisionLog(path()).read()).at(-1)).toMatchObject({
      steward: "Dominique",
      role: "approver",
      verdict: "legitimate",
    });
  });

  test("nobody signs what they ruled, by whatever way round", async () => {
    await as(APPROVER, "/api/decisions", ruling(["a"], legitimate));
    expect((await signs(APPROVER)).status).toBe(400);
    // Taking one's own change of mind back brings back one's own ruling.
    const [first] = await decisionLog(path()).read();
    await as(
      APPROVER,
      "/api/decisions",
      ruling(["a"], { kind: "verdict", verdict: "source_error" }, first?.decision_id),
    );
    await as(APPROVER, "/api/undo", { steward: "Dominique" });
    expect((await signs(APPROVER)).status).toBe(400);
    expect(state()).toBe("unsigned");
  });

  test("a signature is taken back like a decision, and there is nothing to sign twice", async () => {
    await as(REVIEWER, "/api/decisions", ruling(["a"], legitimate));
    await signs(APPROVER);
    expect((await signs(APPROVER)).status).toBe(400);
    await as(APPROVER, "/api/undo", { steward: "Dominique" });
    expect(state()).toBe("unsigned");
    expect((await signs(APPROVER)).status).toBe(200);
    expect(state()).toBe("decided");
  });

  test("only what is signed counts for the dataset", async () => {
    await as(REVIEWER, "/api/decisions", ruling(["a"], legitimate));
    const counted = async (): Promise<number> =>
      decisionsInForce(await decisionLog(path()).read(), "wanted").length;
    expect(await counted()).toBe(0);
    await signs(APPROVER);
    expect(await counted()).toBe(1);
    expect(decisionsInForce(await decisionLog(path()).read(), "none")).toHaveLength(1);
  });

  test("an approver who rules otherwise has to be signed too", async () => {
    await as(REVIEWER, "/api/decisions", ruling(["a"], legitimate));
    const [first] = await decisionLog(path()).read();
    await as(
      APPROVER,
      "/api/decisions",
      ruling(["a"], { kind: "verdict", verdict: "source_error" }, first?.decision_id),
    );
    expect(state()).toBe("unsigned");
    expect((await signs(APPROVER)).status).toBe(400);
  });
});

describe("before deciding", () => {
  const foreseen = async (what: unknown): Promise<Foreseen> => {
    const response = await post(`/${TOKEN}/api/foresee`, { anomaly: "a", ruling: what });
    expect(response.status).toBe(200);
    return ((await response.json()) as { foreseen: Foreseen }).foreseen;
  };

  test("what a choice would put right and break is told, and nothing is written", async () => {
    const told = await foreseen({ kind: "proposal", rank: 0 });
    expect(told).toMatchObject({ settles: true, closed: [] });
    expect(told?.opened.map((item) => item.id)).toEqual(["r"]);
    expect(await decisionLog(path()).read()).toEqual([]);
    expect(await states()).toEqual({ a: "open", x: "open", y: "open" });
    const other = await foreseen({ kind: "value", observation: "t", value: "46", verdict: "corrected" });
    expect(other).toMatchObject({ settles: false });
  });

  test("it is what then happens", async () => {
    const told = await foreseen({ kind: "proposal", rank: 0 });
    const effect = await decide(["a"], { kind: "proposal", rank: 0 });
    expect(effect.opened.map((item) => item.id)).toEqual(told?.opened.map((item) => item.id));
  });
});

describe("values that nothing flagged", () => {
  beforeEach(async () => {
    const publication = publicationOf([total()], [line], values(), ["s"]);
    session = await opened(values(), { publication });
    app = served();
  });

  test("a value of the sample is ruled upon like an anomaly, and moves the rate", async () => {
    expect(session.queue().quality).toMatchObject({ sampled: 1, checked: 0, rate: null });
    await decide(["value:s"], legitimate);
    expect(session.queue().quality).toMatchObject({ checked: 1, wrong: 0, rate: 0, rate_low: 0 });
    expect((await decisionLog(path()).read())[0]).toMatchObject({
      anomaly_id: "value:s",
      about: { observation: "s", document: "doc" },
      seen: [{ observation: "s", value: "45" }],
    });
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(session.queue().quality).toMatchObject({ checked: 0 });
  });

  test("any other value can be looked up and ruled upon, without counting in the sample", async () => {
    const found = (await (await get(`/${TOKEN}/api/observations/q`)).json()) as { anomaly: string };
    expect(found.anomaly).toBe("a");
    const alone = publicationOf([], [line], values(), ["s"]);
    session = await opened(values(), { publication: { ...alone, observations: new Map() } });
    app = served();
    const value = (await (await get(`/${TOKEN}/api/observations/q`)).json()) as { anomaly: string };
    expect(value.anomaly).toBe("value:q");
    await decide(["value:q"], { kind: "verdict", verdict: "extraction_error" });
    expect(session.queue().quality).toMatchObject({ checked: 0 });
    expect((await get(`/${TOKEN}/api/observations/nothing`)).status).toBe(404);
  });

  test("a verdict on a value that is printed otherwise by now is back, and does not count", async () => {
    await decide(["value:s"], legitimate);
    const changed = [...values().slice(0, 3), observation("s", "46")];
    const again = await opened([], { publication: publicationOf([total()], [line], changed, ["s"]) });
    expect(again.queue().items.find((item) => item.id === "value:s")?.state).toBe("stale");
    expect(again.queue().quality).toMatchObject({ checked: 0 });
  });
});

describe("deciding", () => {
  test("an accepted proposal is logged with what was seen, and tells what it opened", async () => {
    const effect = await decide(["a"], { kind: "proposal", rank: 0 });
    expect(effect.opened.map((item) => item.id)).toEqual(["r"]);
    expect(effect.rechecked).toBe("now");
    const [written] = await decisionLog(path()).read();
    expect(written).toMatchObject({
      verdict: "corrected",
      proposal_rank: 0,
      changes: [{ observation: "t", old: "45", new: "42" }],
      seen: [
        { observation: "t", value: "45" },
        { observation: "p", value: "40" },
        { observation: "q", value: "2" },
      ],
    });
    expect(await states()).toMatchObject({ a: "decided", r: "open" });
  });

  test("a correction made for one anomaly settles others; taking it back opens them again", async () => {
    await decide(["a"], { kind: "proposal", rank: 0 });
    await decide(["r"], {
      kind: "value",
      observation: "t",
      value: "45",
      verdict: "corrected",
    });
    expect(await states()).toMatchObject({ r: "decided" });
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(await states()).toMatchObject({ a: "decided", r: "open" });
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(await states()).toEqual({ a: "open", x: "open", y: "open" });
    expect(await decisionLog(path()).read()).toHaveLength(4);
  });

  test("taking back a change of mind brings back the first decision", async () => {
    await decide(["a"], legitimate);
    const [first] = await decisionLog(path()).read();
    await decide(["a"], { kind: "verdict", verdict: "source_error" }, first?.decision_id);
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect((await decisionLog(path()).read()).at(-1)?.verdict).toBe("legitimate");
    expect(await states()).toMatchObject({ a: "decided" });
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(await states()).toMatchObject({ a: "open" });
    const nothing = await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(((await nothing.json()) as Effect).decided).toEqual([]);
  });

  test("one ruling for all that are alike, in one batch; what it does not fit is left out", async () => {
    await decide(["x", "y", "a"], { kind: "proposal", rank: 0 });
    const written = await decisionLog(path()).read();
    expect(written.map((d) => d.anomaly_id)).toEqual(["x", "y"]);
    expect(new Set(written.map((d) => d.batch)).size).toBe(1);
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(await states()).toMatchObject({ x: "open", y: "open" });
  });

  test("what a decision had uncovered goes when it is taken back", async () => {
    await decide(["a"], { kind: "proposal", rank: 0 });
    expect(await states()).toHaveProperty("r");
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect(await states()).not.toHaveProperty("r");
  });

  test("put off is not decided", async () => {
    await decide(["a"], { kind: "verdict", verdict: "deferred" });
    expect(await states()).toMatchObject({ a: "deferred" });
  });

  test("two stewards on one anomaly: the second is told", async () => {
    await decide(["a"], legitimate);
    const late = await post(
      `/${TOKEN}/api/decisions`,
      ruling(["a"], { kind: "verdict", verdict: "source_error" }),
    );
    expect(late.status).toBe(409);
  });

  test("a page that knows an earlier state is told what has changed since, and no more", async () => {
    const { version } = session.queue();
    const since = async (known: number | string) =>
      (await (await get(`/${TOKEN}/api/queue?since=${known}`)).json()) as QueueChange & Queue;
    expect((await since(version)).changed).toEqual([]);
    await decide(["a"], { kind: "proposal", rank: 0 });
    const change = await since(version);
    expect(change.changed.map(({ id, state }) => [id, state]).sort()).toEqual([
      ["a", "decided"],
      ["r", "open"],
    ]);
    await post(`/${TOKEN}/api/undo`, { steward: "agent" });
    expect((await since(change.version)).gone).toEqual(["r"]);
    for (const unknown of [0, version + 1000, "x", ""]) expect((await since(unknown)).items).toHaveLength(3);
  });

  test("what another process writes is taken in, and told to those who listen", async () => {
    const other = await opened();
    let told = 0;
    other.onChange(() => told++);
    await decide(["a"], legitimate);
    await other.refresh();
    expect(told).toBe(1);
    expect(other.queue().items.find((item) => item.id === "a")?.state).toBe("decided");
  });

  test("a decision on values that are printed otherwise by now is back in the queue", async () => {
    await decide(["a"], legitimate);
    const again = await opened([observation("t", "46"), ...values().slice(1)]);
    expect(again.queue().items.find((item) => item.id === "a")?.state).toBe("stale");
  });

  test("a log that is altered while the page is open is told, and nothing is written until it is whole", async () => {
    let told = 0;
    session.onChange(() => told++);
    await decide(["a"], legitimate);
    const whole = await readFile(path(), "utf8");
    await writeFile(path(), whole.replace("agent", "agenT"));
    await session.refresh();
    expect(session.queue().trouble?.fr).toMatch(/ligne 1/);
    expect(session.queueSince(session.queue().version)?.trouble?.en).toMatch(/line 1/);
    expect(told).toBe(2);
    const refused = await post(`/${TOKEN}/api/decisions`, ruling(["x"], legitimate));
    expect(refused.status).toBe(422);
    await writeFile(path(), "");
    await session.refresh();
    expect(session.queue().trouble?.en).toMatch(/cut off/);
    await writeFile(path(), whole);
    await session.refresh();
    expect(session.queue().trouble).toBeNull();
    await decide(["x"], legitimate);
  });

  test("a decision does not wait for a report that is still being read; what shows is told once it was", async () => {
    let read = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      read = resolve;
    });
    session = await opened(values(), {
      recheck: async (documents, decisions) => {
        await gate;
        return recheck(documents, decisions);
      },
    });
    app = served();
    const effect = await decide(["a"], { kind: "proposal", rank: 0 });
    expect(effect).toMatchObject({ rechecked: "later", opened: [] });
    expect(await states()).toMatchObject({ a: "decided" });
    const shown = new Promise<void>((resolve) => session.onChange(resolve));
    read();
    await shown;
    expect(await states()).toMatchObject({ a: "decided", r: "open" });
  });

  test("looking at what is known tells nobody anything", async () => {
    await session.warm(["doc"]);
    let told = 0;
    session.onChange(() => told++);
    await session.warm(["doc"]);
    expect(told).toBe(0);
  });

  test("what a correction had opened shows after a restart too, before a new run", async () => {
    await decide(["a"], { kind: "proposal", rank: 0 });
    const again = await opened();
    expect(again.queue().items.map((item) => item.id)).not.toContain("r");
    await again.catchUp();
    expect(again.queue().items.find((item) => item.id === "r")?.state).toBe("open");
  });

  test("nothing is lost over a restart", async () => {
    await decide(["a"], legitimate);
    const again = await opened();
    expect(again.queue().items.find((item) => item.id === "a")).toMatchObject({
      state: "decided",
      verdict: "legitimate",
    });
    expect(again.detail("a")?.history).toHaveLength(1);
  });
});
