import { z } from "zod";
import { Anomaly } from "./anomaly.js";

export const Verdict = z.enum([
  "source_error",
  "extraction_error",
  "legitimate",
  "not_same_fact",
  "corrected",
  "deferred",
]);
export type Verdict = z.infer<typeof Verdict>;

/** One line of the append-only log. */
export const Decision = z.object({
  decision_id: z.string(),
  anomaly_id: z.string(),
  verdict: Verdict,
  changes: z.array(z.object({ observation: z.string(), old: z.string().nullable(), new: z.string() })),
  proposal_rank: z.number().int().nullable(),
  comment: z.string(),
  steward: z.string(),
  role: z.enum(["steward", "approver"]),
  /** UTC, ISO 8601. */
  at: z.string(),
  batch: z.string(),
  supersedes: z.string(),
  engine_version: z.string(),
  /** Hash of the line before; empty on the first. */
  previous: z.string(),
  /** Printed values of the anomaly's observations when it was ruled upon: where one changes, the decision is stale. */
  seen: z.array(z.object({ observation: z.string(), value: z.string().nullable() })).optional(),
  /** The anomaly as it was shown, so that the log can be read by itself. */
  anomaly: Anomaly.optional(),
  /** A value that was ruled upon though nothing flagged it: one of the sample, or one looked up. */
  about: z.object({ observation: z.string(), document: z.string(), page: z.number().int() }).optional(),
  /** A rule that was written into a rulebook: its YAML, and the hashes of the file before and after. */
  rule: z
    .object({
      publisher: z.string(),
      list: z.enum(["tables", "statements", "ignore"]),
      id: z.string(),
      text: z.string(),
      before: z.string(),
      after: z.string(),
    })
    .optional(),
});
export type Decision = z.infer<typeof Decision>;
