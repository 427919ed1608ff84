import { z } from "zod";
import { DIMENSIONS, Measure } from "./observation.js";

const Bilingual = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) });

export const Unit = z.enum(["PS", "NUMBER", "EUR", "HOURS", "DAYS", "MONTHS", "FTE", "PT", "PP"]);
export type Unit = z.infer<typeof Unit>;

/** A defined quantity. Values whose definitions differ never share an indicator. */
export const Indicator = z.strictObject({
  label: Bilingual,
  /** One sentence: what is counted, once or each time, over which span. */
  definition: z.string().min(1),
  theme: z.string().min(1),
  unit: Unit,
  measure: Measure.default("COUNT"),
  /** Whom or what the count is of: "jeunes", "contrats", "dossiers". */
  population: z.string().min(1),
  count_basis: z.enum(["ENTRY", "STOCK", "PERSON_YEAR", "EVENT", "FILE", "AMOUNT", "STRUCTURE", "NONE"]),
  dimensions: z.array(z.enum(DIMENSIONS)).default([]),
  /** Whether values add up over areas, dimensions, schemes (persons do not across schemes; contracts do). */
  additive: z.boolean(),
  /** As publishers print it, French. */
  synonyms: z.array(z.string()).default([]),
  part_of: z.string().optional(),
  sum_of: z.array(z.string()).optional(),
  ratio_of: z.strictObject({ numerator: z.string(), denominator: z.string() }).optional(),
});
export type Indicator = z.infer<typeof Indicator>;

export const Catalogue = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Indicator);
export type Catalogue = z.infer<typeof Catalogue>;

/** One line of `schemas/codelists/<dimension>.csv`. */
export interface Code {
  code: string;
  label_fr: string;
  label_en: string;
  definition: string;
  /** Broader code, empty at the top. */
  parent: string;
  /** As printed, French; matched with case, accents, hyphens and plurals folded. */
  synonyms: string[];
}

/** Code lists by name: one for each dimension, and `unit`, `status`, `measure`. */
export type CodeLists = Record<string, Code[]>;
