import { z } from "zod";
import { Box } from "./geometry.js";

/** An exact decimal as text: `-?digits[.digits]`, no exponent, no leading zeros, no "-0". */
export const Decimal = z.string().regex(/^-?(0|[1-9]\d*)(\.\d+)?$/);
export type Decimal = string;

export const Hedge = z.enum(["about", "almost", "more_than", "less_than", "at_least", "at_most"]);
export type Hedge = z.infer<typeof Hedge>;

export const Container = z.enum([
  "table",
  "list",
  "key_figure",
  "sentence",
  "heading",
  "note",
  "chart",
  "furniture",
]);
export type Container = z.infer<typeof Container>;

/** One numeral as printed, anywhere: a line of the ledger. */
export const Figure = z.object({
  figure_id: z.string(),
  document_id: z.string(),
  page: z.number().int(),
  box: Box,
  raw: z.string(),
  /** Null where the characters are a numeral without a value of their own (a telephone number, "16/17"). */
  value: Decimal.nullable(),
  unit: z.string(),
  hedge: Hedge.nullable(),
  container: Container,
  state: z.enum(["mapped", "ignored", "unmapped"]),
  /** Observation id, or the ignoring rule and its reason. */
  by: z.string(),
});
export type Figure = z.infer<typeof Figure>;
