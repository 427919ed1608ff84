import type { Role } from "../../model/index.js";
import type { Detail, Member } from "../wire.js";

/** How a value is marked on the page and in the sum: by shape and by colour. */
export type MarkKind = "suspect" | "stated" | "term" | "label";

const STATED: ReadonlySet<Role> = new Set(["total", "share", "average", "change", "subset", "statement"]);

/** Suspects stand out only where some are likelier than others. */
export function markOf(member: Member, { members }: Detail): MarkKind {
  if (member.role === "label") return "label";
  const most = Math.max(0, ...members.map((m) => m.suspected ?? 0));
  if (member.suspected !== null && member.suspected > 0 && member.suspected >= most / 2) return "suspect";
  return STATED.has(member.role) ? "stated" : "term";
}
