import { vi } from "vitest";
import { commandLine } from "../../src/cli/command-line.js";

export interface Spoken {
  out: string;
  err: string;
  code: number;
}

/** What a command line says and ends on, in a folder and with an environment of its own. */
export async function spoken(
  line: string | readonly string[],
  { folder, env = {} }: { folder?: string; env?: Record<string, string> } = {},
): Promise<Spoken> {
  const words = typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line;
  const heard = { out: "", err: "" };
  const hear = (key: "out" | "err") => (text: unknown) => {
    heard[key] += `${text}`;
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(hear("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(hear("err")),
  ];
  const before = { folder: process.cwd(), env: { ...process.env } };
  for (const name of Object.keys(process.env))
    if (/^(RECOUPE_|LC_|LANG)/.test(name)) delete process.env[name];
  Object.assign(process.env, env);
  if (folder !== undefined) process.chdir(folder);
  try {
    process.exitCode = undefined;
    await commandLine(words, "1.2.3");
    return { ...heard, code: Number(process.exitCode ?? 0) };
  } finally {
    process.exitCode = undefined;
    process.chdir(before.folder);
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, before.env);
    for (const spy of spies) spy.mockRestore();
  }
}
