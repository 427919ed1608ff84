import { spawn } from "node:child_process";
import { once } from "node:events";
import { terminal } from "../run/effects.js";
import { languageOf } from "../run/language.js";
import { startReview } from "../run/review.js";

interface Options {
  port: number;
  host: string;
  open: boolean;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

/** Serves the stewards' page until Ctrl+C. */
export async function reviewCommand(out: string, { port, host, open }: Options): Promise<void> {
  const french = languageOf(terminal.env) === "fr";
  const review = await startReview({ out, port, host });
  terminal.say(review.url);
  if (!LOOPBACK.has(host))
    terminal.warn(
      french
        ? "recoupe : la page est ouverte au réseau, sans chiffrement ; qui a l'adresse peut décider."
        : "recoupe: the page is open to the network, unencrypted; who has the address may decide.",
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
