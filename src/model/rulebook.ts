import { z } from "zod";

/** A pattern of the rule language, e.g. `"{first_contacts} nouvelles inscriptions [en {year}]"`. */
const Pattern = z.string().min(1);
const Patterns = z.union([Pattern, z.array(Pattern).min(1)]).transform((p) => (Array.isArray(p) ? p : [p]));
/** From 0 to 1: the observations are no surer than this, where the words leave room for another meaning. */
const Confidence = z
  .union([z.number().min(0).max(1), z.string().regex(/^(?:0(?:\.\d+)?|1)$/)])
  .transform(Number);
/** What a figure is, e.g. `"first_contacts:SHARE sex=F @prev"`. */
const Mapping = z.string().min(1);

/**
 * What the labels along one side of a table mean: places (`commune`, `department`, `region`), a
 * dimension (`"dimension age"`), years (`period`), or label patterns each with its mapping.
 * A null mapping says: known, and of no statistical interest (the cells are ignored).
 */
const Axis = z.union([z.string().min(1), z.record(Pattern, Mapping.nullable())]);

export const TableRule = z.strictObject({
  id: z.string().min(1),
  /** All that is given must match. */
  where: z
    .strictObject({
      section: Patterns.optional(),
      caption: Patterns.optional(),
      headers: Patterns.optional(),
      rows: Patterns.optional(),
    })
    .default({}),
  cells: Mapping.optional(),
  columns: Axis.optional(),
  rows: Axis.optional(),
  /** What "/", "-" and blanks stand for. */
  none: z.enum(["zero", "missing"]).default("missing"),
  /** The rows are a selection: they may add up to less than the total. */
  partial: z.boolean().default(false),
  confidence: Confidence.optional(),
});
export type TableRule = z.infer<typeof TableRule>;

export const StatementRule = z.strictObject({
  id: z.string().min(1),
  section: Patterns.optional(),
  /** Mapping that the slots of `match` build upon. */
  of: Mapping.optional(),
  match: z.array(Pattern).min(1),
  partial: z.boolean().default(false),
  confidence: Confidence.optional(),
});
export type StatementRule = z.infer<typeof StatementRule>;

export const IgnoreRule = z.strictObject({
  id: z.string().min(1),
  section: Patterns.optional(),
  /** A kind of numeral recognised anywhere, or patterns with `{_}` slots; neither: the whole section. */
  kind: z
    .enum([
      "page_number",
      "date",
      "year",
      "telephone",
      "postcode",
      "address",
      "law",
      "url",
      "ordinal",
      "time",
      "name",
    ])
    .optional(),
  match: z.array(Pattern).optional(),
  reason: z.string().min(1),
});
export type IgnoreRule = z.infer<typeof IgnoreRule>;

export const Rulebook = z.strictObject({
  publisher: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** `ref_area` of figures that name no other area. */
  area: z.string().min(1),
  territory: z
    .strictObject({ level: z.enum(["COM", "DEP"]), members: z.array(z.string()).min(1) })
    .optional(),
  identify: z.strictObject({
    any: z.array(Pattern).min(1),
    all: z.array(Pattern).default([]),
    none: z.array(Pattern).default([]),
  }),
  period: z.strictObject({ any: z.array(Pattern).min(1) }),
  tables: z.array(TableRule).default([]),
  statements: z.array(StatementRule).default([]),
  ignore: z.array(IgnoreRule).default([]),
  assert: z
    .strictObject({ tables: z.number().int().optional(), indicators: z.array(z.string()).default([]) })
    .optional(),
});
export type Rulebook = z.infer<typeof Rulebook>;
