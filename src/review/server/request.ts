import { z } from "zod";

const Text = z.string().max(2000);
const Steward = z.string().trim().min(1).max(100);

/** What the page sends; anything else is refused. */
export const DecisionBody = z.strictObject({
  choices: z
    .array(z.strictObject({ anomaly: Text, supersedes: Text }))
    .min(1)
    .max(1000),
  ruling: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("proposal"), rank: z.number().int().min(0) }),
    z.strictObject({
      kind: z.literal("value"),
      observation: Text,
      value: Text,
      verdict: z.enum(["corrected", "extraction_error"]),
    }),
    z.strictObject({
      kind: z.literal("verdict"),
      verdict: z.enum(["source_error", "extraction_error", "legitimate", "not_same_fact", "deferred"]),
    }),
  ]),
  comment: Text,
  steward: Steward,
});

export const UndoBody = z.strictObject({ steward: Steward });
