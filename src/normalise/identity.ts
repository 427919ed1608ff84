import { createHash } from "node:crypto";

/**
 * A stable id for what the parts name: 16 hex digits of a SHA-256 over the parts, each preceded by
 * its length, so that ("ab", "c") and ("a", "bc") differ. Same parts, same id, on every machine.
 */
export function contentId(...parts: string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest("hex").slice(0, 16);
}
