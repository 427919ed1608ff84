import { timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";

/**
 * Lets in only who was given the address: the token is the first part of every path. The Host header must name this
 * machine (or a page elsewhere could come in by DNS rebinding), and what changes something must come from this page.
 */
export function guard(token: string, hosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const { pathname } = new URL(c.req.url);
    if (!hosts.includes(c.req.header("host") ?? "")) return c.text("wrong host", 403);
    if (!alike(pathname.split("/")[1] ?? "", token)) return c.text("not found", 404);
    if (!isOwn(c.req.header("origin"), c.req.method, hosts)) return c.text("wrong origin", 403);
    const site = c.req.header("sec-fetch-site");
    if (site !== undefined && site !== "same-origin" && site !== "none") return c.text("wrong site", 403);
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  };
}

/** A page of ours names itself when it changes something; a read without an Origin is the address bar or a picture. */
function isOwn(origin: string | undefined, method: string, hosts: readonly string[]): boolean {
  if (origin === undefined) return method === "GET" || method === "HEAD";
  return hosts.some((host) => origin === `http://${host}`);
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
