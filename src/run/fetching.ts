import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { readLimits } from "../read/limits.js";

/** Seconds that fetching a document may take, and how often its server may send it elsewhere. */
const SECONDS = 300;
const MOST_MOVES = 5;
const MOVED = new Set([301, 302, 303, 307, 308]);

/**
 * The bytes of a document at a URL, as they come. Its server may send the request to another one, but not to an address
 * of this machine or of its network: whoever names the URL decides what is asked there, not whoever answers. Throws an
 * `Error` that says what is wrong.
 */
export async function* bytesAt(url: string): AsyncGenerator<Uint8Array> {
  const { bytes: most } = readLimits();
  const tooMany = `there are more than ${most.toLocaleString("en-GB")} bytes`;
  const response = await answerOf(url, AbortSignal.timeout(SECONDS * 1000));
  const { body, headers } = response;
  try {
    if (!response.ok || body === null) throw new Error(`the server answered ${response.status}`);
    if (Number(headers.get("content-length") ?? 0) > most) throw new Error(tooMany);
    let bytes = 0;
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > most) throw new Error(tooMany);
      yield chunk;
    }
  } finally {
    await body?.cancel().catch(() => undefined);
  }
}

async function answerOf(url: string, signal: AbortSignal): Promise<Response> {
  let at = new URL(url);
  for (let moves = 0; moves <= MOST_MOVES; moves++) {
    const response = await fetch(at, { signal, redirect: "manual" });
    const place = MOVED.has(response.status) ? response.headers.get("location") : null;
    if (place === null) return response;
    await response.body?.cancel();
    at = await followed(at, place);
  }
  throw new Error(`the server sends the request elsewhere more than ${MOST_MOVES} times`);
}

async function followed(from: URL, place: string): Promise<URL> {
  const to = URL.canParse(place, from.href) ? new URL(place, from) : undefined;
  if (to === undefined || !/^https?:$/.test(to.protocol))
    throw new Error("the server sends the request nowhere");
  if (from.protocol === "https:" && to.protocol === "http:")
    throw new Error(`the server sends the request to ${to.host} without encryption`);
  if (to.hostname !== from.hostname && (await isWithin(to.hostname)))
    throw new Error(`the server sends the request to ${to.host}, within this network`);
  return to;
}

/** Whether a host is this machine, or one that only its network knows. */
async function isWithin(hostname: string): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) > 0 ? [host] : (await lookup(host, { all: true })).map((a) => a.address);
  return addresses.some((address) => WITHIN.check(address, isIP(address) === 6 ? "ipv6" : "ipv4"));
}

/** Addresses for special uses (RFC 6890): loopback, private, shared, link-local; IPv4 within IPv6 is looked at as IPv4. */
const WITHIN = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  WITHIN.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  WITHIN.addSubnet(network, prefix, "ipv6");
