import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** A fenced block of a page. */
export interface Block {
  /** `docs/tour.md:12`. */
  place: string;
  page: string;
  /** First word behind the fence. */
  language: string;
  /** What further words behind the fence say: `serves`, `exits=3`, `elsewhere=test/run/queue.test.ts`. */
  marks: ReadonlyMap<string, string>;
  text: string;
}

/** The pages that people read, from the root of the repository. */
export const pages = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`),
];

export const textOf = (page: string): string => readFileSync(join(ROOT, page), "utf8");

/** All fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map((found) => {
    const [language = "", ...marks] = (found[1] ?? "").trim().split(/\s+/);
    const line = text.slice(0, found.index).split("\n").length;
    return {
      place: `${page}:${line}`,
      page,
      language,
      marks: new Map(marks.map((mark) => [mark.split("=")[0] ?? "", mark.split("=")[1] ?? ""])),
      text: found[2] ?? "",
    };
  });
}

/** What stands between backticks within lines. */
export function inlineCode(page: string): string[] {
  const prose = textOf(page).replace(/^```.*?^```$/gms, "");
  return [...prose.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? "");
}

/** Links to files and headings of the repository: `[target, where it stands]`. */
export function links(page: string): string[] {
  const prose = textOf(page).replace(/^```.*?^```$/gms, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((found) => found[1] ?? "")
    .filter((target) => !/^(https?:|mailto:)/.test(target));
}

/** A link of a page as a path from the root, and the heading it names. */
export function targetOf(page: string, link: string): { file: string; heading: string } {
  const [path = "", heading = ""] = link.split("#");
  const file = path === "" ? page : relative(ROOT, resolve(ROOT, page, "..", path));
  return { file, heading };
}

/** Headings of a page as links name them. */
export const headings = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
