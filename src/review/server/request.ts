import { z } from "zod";

const Text = z.string().max(2000);
const Steward = z.string().trim().min(1).max(100);
const MOST_CHOICES = 1000;
const MOST_RULE = 10_000;

const Choices = z
  .array(z.strictObject({ anomaly: Text, supersedes: Text }))
  .min(1)
  .max(MOST_CHOICES);

const Ruling = z.discriminatedUnion("kind", [
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
]);

/** What the page sends; anything else is refused. */
export const DecisionBody = z.strictObject({
  choices: Choices,
  ruling: Ruling,
  comment: Text,
  steward: Steward,
});

export const SignBody = z.strictObject({ choices: Choices, comment: Text, steward: Steward });
export const UndoBody = z.strictObject({ steward: Steward });
export const ForeseeBody = z.strictObject({ anomaly: Text, ruling: Ruling });

export const RuleBody = z.strictObject({
  publisher: z.string().regex(/^[a-z0-9_-]{1,100}$/),
  list: z.enum(["tables", "statements", "ignore"]),
  text: z.string().min(1).max(MOST_RULE),
  documents: z.array(Text).min(1).max(MOST_CHOICES),
  steward: Steward,
  comment: Text,
  /** SHA-256 of the rulebook as it was seen; empty where only the difference is asked for. */
  seen: z.string().regex(/^([0-9a-f]{64})?$/),
});
