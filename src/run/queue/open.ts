import type { Address } from "./address.js";
import type { Store } from "./store.js";

/** The store at an address; its driver is loaded only then. Throws `Fault` where it cannot be used. */
export async function openStore(address: Address): Promise<Store> {
  if (address.kind === "postgres") return (await import("./postgres.js")).postgresStore(address);
  return (await import("./redis.js")).redisStore(address);
}
