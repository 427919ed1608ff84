import { z } from "zod";

export const CheckCode = z.enum([
  "total",
  "part",
  "shares",
  "share",
  "ratio",
  "growth",
  "restated",
  "crossed",
  "commune",
  "territory",
  "period",
  "scale",
  "format",
]);
export type CheckCode = z.infer<typeof CheckCode>;

export const Role = z.enum([
  "total",
  "part",
  "whole",
  "subset",
  "numerator",
  "denominator",
  "share",
  "average",
  "base",
  "current",
  "change",
  "statement",
  "restatement",
  "label",
]);
export type Role = z.infer<typeof Role>;

export interface Term {
  observation: string;
  role: Role;
}

/** A constraint that observations must meet (official statistics call it an edit). */
export interface Edit {
  check: CheckCode;
  terms: Term[];
  /** Who says so: structure seen on the page, the catalogue, a rulebook, a regularity of the table. */
  origin: "layout" | "catalogue" | "rulebook" | "discovered";
  /** Remarks printed with the table or in its total cell, as printed. */
  notes: string[];
  /** Amounts a remark says to add to the parts ("dont 29 € de frais de gestion"): exact decimals. */
  adjustments: string[];
  /** True where the page says the parts are a selection ("principaux secteurs"): only `parts ≤ total` holds. */
  partial: boolean;
}

/** A label of a row or item that should name a place, and what it was taken for. */
export interface PlaceMention {
  label: string;
  match: "exact" | "variant" | "typo" | "outside" | "unknown";
  /** COG code with its level (`COM-59328`), empty where none was found. */
  area: string;
  /** Name in the reference list. */
  name: string;
  /** Equally near candidates, where the match is not unique. */
  candidates: string[];
  page: number;
  section: string;
  /** Identifies the enumeration (table or list) it stands in; the same for all its members. */
  enumeration: string;
  /** True where that enumeration is meant to list the whole territory. */
  exhaustive: boolean;
  observations: string[];
}
