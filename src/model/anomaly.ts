import { z } from "zod";
import { CheckCode, Role } from "./edit.js";
import { Decimal } from "./figure.js";

export const Severity = z.enum(["error", "warning", "info"]);
export type Severity = z.infer<typeof Severity>;

export const Message = z.object({ fr: z.string(), en: z.string() });
export type Message = z.infer<typeof Message>;

/** A language that everything is told in. */
export type Language = keyof Message;

export const Proposal = z.object({
  /** Empty where what is put right is a label. */
  observation: z.string(),
  /** The value, or the name, that would restore the edits. */
  value: z.string(),
  /** `digit`, `transposed`, `dropped`, `added`, `scale`, `spelling`, `variant` … */
  kind: z.string(),
  probability: z.number(),
  repairs: z.array(z.string()),
  breaks: z.array(z.string()),
  reason: Message,
});
export type Proposal = z.infer<typeof Proposal>;

export const Anomaly = z.object({
  anomaly_id: z.string(),
  check: CheckCode,
  severity: Severity,
  documents: z.array(z.string()),
  observations: z.array(z.object({ observation: z.string(), role: Role })),
  stated: z.string(),
  expected: z.string(),
  difference: Decimal.nullable(),
  tolerance: Decimal.nullable(),
  /** The terms, so a reader can redo the sum: `112 + 132 + … = 679`. */
  arithmetic: z.string(),
  suspects: z.array(z.object({ observation: z.string(), probability: z.number() })),
  proposals: z.array(Proposal),
  origin: z.enum(["extraction", "source", "undecided"]),
  group: z.string(),
  message: Message,
  /** Where to look: first page concerned, and the remarks printed there. */
  page: z.number().int(),
  notes: z.array(z.string()),
});
export type Anomaly = z.infer<typeof Anomaly>;
