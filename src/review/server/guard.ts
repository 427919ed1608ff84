import { timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import type { Asker } from "../session.js";

/** Who may come in, by which address. */
export interface Doors {
  /** By token: who comes with it; undefined for whoever works on this machine. */
  askers: ReadonlyMap<string, Asker | undefined>;
  /** By value of the Host header that is let in: the Origin of pages served under it. */
  origins: ReadonlyMap<string, string>;
}

export interface Guarded {
  Variables: { asker: Asker | undefined };
}

/**
 * Lets in only who was given the address: the token is the first part of every path. The Host header must name this
 * machine (or a page elsewhere could come in by DNS rebinding), and what changes something must come from this page.
 */
export function guard({ askers, origins }: Doors): MiddlewareHandler<Guarded> {
  return async (c, next) => {
    const { pathname } = new URL(c.req.url);
    const own = origins.get(c.req.header("host") ?? "");
    if (own === undefined) return refused(c, "wrong host", 403);
    const given = pathname.split("/")[1] ?? "";
    const token = [...askers.keys()].filter((known) => alike(given, known))[0];
    if (token === undefined) return refused(c, "not found", 404);
    if (!isOwn(c.req.header("origin"), c.req.method, own)) return refused(c, "wrong origin", 403);
    const site = c.req.header("sec-fetch-site");
    if (site !== undefined && site !== "same-origin" && site !== "none") return refused(c, "wrong site", 403);
    c.set("asker", askers.get(token));
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  };
}

function refused(c: Context, why: string, status: 403 | 404): Response {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  return c.text(why, status);
}

/** A page of ours names itself when it changes something; a read without an Origin is the address bar or a picture. */
function isOwn(origin: string | undefined, method: string, own: string): boolean {
  if (origin === undefined) return method === "GET" || method === "HEAD";
  return origin === own;
}

/** Takes the same time whatever is wrong. */
function alike(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
} as const;
