import { randomBytes } from "node:crypto";
import { chmod, readFile } from "node:fs/promises";
import { parseDocument } from "yaml";
import { z } from "zod";
import { replaceFile } from "../disk/whole-file.js";
import { Fault } from "../model/index.js";
import type { Steward } from "./server/start.js";

const LEAST_TOKEN = 20;

const Stewards = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(100),
      role: z.enum(["steward", "approver"]).default("steward"),
      token: z
        .string()
        .regex(new RegExp(`^[A-Za-z0-9_-]{${LEAST_TOKEN},}$`))
        .optional(),
    }),
  )
  .min(1)
  .refine((list) => new Set(list.map((s) => s.name)).size === list.length, "a name stands twice");

/**
 * Who may decide, from a YAML list of `{name, role}`. Whoever has no token yet is given one, which is written into the
 * file, so that an address stays the same; only its owner can then read the file. Throws `Fault`.
 */
export async function stewardsIn(file: string): Promise<Steward[]> {
  try {
    const document = parseDocument(await readFile(file, "utf8"));
    const [problem] = document.errors;
    if (problem !== undefined) throw problem;
    const unkeyed = Stewards.parse(document.toJS()).flatMap((s, i) => (s.token === undefined ? [i] : []));
    for (const i of unkeyed) document.setIn([i, "token"], randomBytes(24).toString("base64url"));
    if (unkeyed.length > 0) await replaceFile(file, document.toString(), 0o600);
    await chmod(file, 0o600);
    return Stewards.parse(document.toJS()).map((s) => ({ ...s, token: s.token ?? "" }));
  } catch (cause) {
    const said = cause instanceof z.ZodError ? cause.issues[0]?.message : (cause as Error).message;
    const reason = said?.split("\n")[0] ?? "?";
    throw new Fault({
      file,
      message: {
        fr: `n'est pas une liste de gestionnaires (${reason}).`,
        en: `is no list of stewards (${reason}).`,
      },
      remedy: {
        fr: "Écrire une ligne pour chacun : `- {name: Camille Martin, role: approver}`.",
        en: "Write a line for each: `- {name: Camille Martin, role: approver}`.",
      },
      cause,
    });
  }
}
