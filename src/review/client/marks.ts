import type { Box, Role } from "../../model/index.js";
import type { Detail, LooseFigure, Member } from "../wire.js";

/** How a value is marked on the page and in the sum: by shape and by colour. */
export type MarkKind = "suspect" | "stated" | "term" | "label" | "loose";

/** A place on a page that is marked. */
export interface PageMark {
  key: string;
  document: string;
  page: number;
  box: Box;
  kind: MarkKind;
  /** The page of the greatest is shown first. */
  weight: number;
}

const STATED: ReadonlySet<Role> = new Set(["total", "share", "average", "change", "subset", "statement"]);

/** Suspects stand out only where some are likelier than others. */
export function markOf(member: Member, { members }: Detail): MarkKind {
  if (member.role === "label") return "label";
  const most = Math.max(0, ...members.map((m) => m.suspected ?? 0));
  if (member.suspected !== null && member.suspected > 0 && member.suspected >= most / 2) return "suspect";
  return STATED.has(member.role) ? "stated" : "term";
}

/** Points that most reports leave white at the side. */
export const SIDE = 30;

export const marksOf = (detail: Detail): PageMark[] =>
  detail.members.map((member) => ({
    key: member.observation,
    document: member.document,
    page: member.page,
    // For a label the row up to the value, as the label stands at its start.
    box: member.role === "label" ? { ...member.box, x0: Math.min(member.box.x0, SIDE) } : member.box,
    kind: markOf(member, detail),
    weight: member.suspected ?? -1,
  }));

export const looseMarks = (figures: readonly LooseFigure[]): PageMark[] =>
  figures.map(({ id, document, page, box }) => ({ key: id, document, page, box, kind: "loose", weight: 0 }));
