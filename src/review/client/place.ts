/** What the address within the page asks for. */
export type Place =
  | { kind: "anomaly"; id: string }
  | { kind: "observation"; id: string }
  | { kind: "figures"; id: string }
  | { kind: "page"; document: string; page: number }
  | { kind: "first" };

export function placeOf(hash: string): Place {
  const [kind = "", ...rest] = hash.replace(/^#/, "").split("/").map(decodeURIComponent);
  const [id = ""] = rest;
  if (kind === "anomaly" || kind === "observation") return id === "" ? { kind: "first" } : { kind, id };
  if (kind === "figures") return { kind, id };
  const page = Number(rest[1]);
  if (kind === "page" && id !== "" && Number.isInteger(page) && page > 0) return { kind, document: id, page };
  return { kind: "first" };
}

const link = (...parts: string[]): string => `#${parts.map(encodeURIComponent).join("/")}`;

export const linkTo = ({ id }: { id: string }): string => link("anomaly", id);
export const linkToFigures = (id = ""): string => link("figures", id);
export const linkToPage = (document: string, page: number): string => link("page", document, String(page));

export function go(to: string): void {
  location.hash = to;
}
