import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { replaceFile } from "../../disk/whole-file.js";
import { Fault } from "../../model/index.js";

/** How an organisation wants decisions to be made; kept beside the log, so that every run follows it. */
const FILE = "review.json";
const Policy = z.strictObject({ sign_off: z.enum(["wanted", "none"]) });

export type SignOff = z.infer<typeof Policy>["sign_off"];

/** Whether decisions have to be signed by a second person before the dataset follows. Throws `Fault`. */
export async function signOffIn(folder: string): Promise<SignOff> {
  const path = join(folder, FILE);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return "none";
  try {
    return Policy.parse(JSON.parse(text)).sign_off;
  } catch (cause) {
    throw new Fault({
      file: path,
      message: {
        fr: "n'est pas tel que `recoupe review --sign-off` l'écrit.",
        en: "is not as `recoupe review --sign-off` writes it.",
      },
      remedy: {
        fr: "Relancer `recoupe review --sign-off` ou `--no-sign-off`.",
        en: "Run `recoupe review --sign-off` or `--no-sign-off` again.",
      },
      cause,
    });
  }
}

export async function setSignOff(folder: string, sign_off: SignOff): Promise<void> {
  await replaceFile(join(folder, FILE), `${JSON.stringify({ sign_off })}\n`);
}
