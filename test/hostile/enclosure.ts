import dns from "node:dns";
import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that a run takes for the whole world: where it stands, its home, its place for temporary files. */
export interface Enclosure {
  folder: string;
  /** What tried to reach the network. */
  calls: string[];
  /** Paths of all files below, relative. */
  files(): string[];
  leave(): Promise<void>;
}

/** Enters a new folder, and lets nothing reach the network until it is left. */
export async function enclose(): Promise<Enclosure> {
  const before = { cwd: process.cwd(), HOME: process.env.HOME, TMPDIR: process.env.TMPDIR };
  const folder = await mkdtemp(join(tmpdir(), "recoupe-hostile-"));
  await mkdir(join(folder, "tmp"));
  process.chdir(folder);
  Object.assign(process.env, { HOME: folder, TMPDIR: join(folder, "tmp") });
  const calls: string[] = [];
  const reopen = closeNetwork(calls);
  return {
    folder,
    calls,
    files: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)),
    leave: async () => {
      reopen();
      process.chdir(before.cwd);
      for (const name of ["HOME", "TMPDIR"] as const) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      await rm(folder, { recursive: true });
    },
  };
}

function closeNetwork(calls: string[]): () => void {
  const doors: [object, string][] = [
    [net.Socket.prototype, "connect"],
    [net, "connect"],
    [net, "createConnection"],
    [http, "request"],
    [http, "get"],
    [https, "request"],
    [https, "get"],
    [dns, "lookup"],
    [dns, "resolve"],
    [dns.promises, "lookup"],
    [globalThis, "fetch"],
    [globalThis, "WebSocket"],
  ];
  const kept = doors.map(([object, name]) => [object, name, Reflect.get(object, name)] as const);
  for (const [object, name] of doors)
    Reflect.set(object, name, (...args: unknown[]) => {
      calls.push(`${name}(${String(args[0])})`);
      throw new Error(`${name}: the network is closed`);
    });
  syncBuiltinESMExports();
  return () => {
    for (const [object, name, value] of kept) Reflect.set(object, name, value);
    syncBuiltinESMExports();
  };
}
