import { spawn } from "node:child_process";
import { once } from "node:events";
import { Fault } from "../model/index.js";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { startReview } from "../run/review.js";

interface Options {
  port: number;
  host: string;
  open: boolean;
  stewards?: string;
  origin?: string;
  signOff?: boolean;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

/** Serves the stewards' page until Ctrl+C. */
export async function reviewCommand(out: string, options: Options): Promise<void> {
  const { host, port, open, stewards, origin, signOff } = options;
  const french = languageOf(terminal.env) === "fr";
  if (!LOOPBACK.has(host) && stewards === undefined)
    throw new Fault({
      file: host,
      message: {
        fr: "n'est pas cette machine seule, et qui décide d'ailleurs doit avoir un nom.",
        en: "is not this machine alone, and whoever decides from elsewhere must have a name.",
      },
      remedy: {
        fr: "Écrire une liste de `- {name: …, role: …}` et la donner avec --stewards (docs/review.md).",
        en: "Write a list of `- {name: …, role: …}` and name it with --stewards (docs/review.md).",
      },
    });
  const review = await startReview({
    out,
    port,
    host,
    ...(stewards === undefined ? {} : { stewards }),
    ...(origin === undefined ? {} : { origin }),
    ...(signOff === undefined ? {} : { signOff: signOff ? "wanted" : "none" }),
  });
  if (review.urls.size === 0) terminal.say(review.url);
  for (const [name, url] of review.urls) terminal.say(`${name}  ${url}`);
  if (!LOOPBACK.has(host) && origin === undefined)
    terminal.warn(
      french
        ? "recoupe : sans chiffrement ; placez un mandataire TLS devant (--origin, docs/review.md)."
        : "recoupe: unencrypted; put a TLS proxy before it (--origin, docs/review.md).",
    );
  if (open && process.stdout.isTTY) openBrowser(review.url);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await review.close();
}

/** Best effort: the address is printed anyway. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url]
        : ["xdg-open", url];
  if (command === undefined) return;
  spawn(command, args, { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}
