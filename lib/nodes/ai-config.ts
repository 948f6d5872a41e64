import { z } from "zod";
import { readPath } from "@/lib/conditions/read-path";
import type { EffectOutcome } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import { NodeError } from "@/lib/nodes/node-result";

/** Fields of a contact that a model may be shown at all. */
const showable = [
  ...["email", "phone", "first_name", "last_name", "company", "job_title", "status", "source", "tags", "score"],
  ...["time_zone", "locale", "created_at", "last_activity_at"],
];

/** Instructions are the author's alone: a variable in them would let a contact write instructions. */
export const instructionsSchema = z
  .string("Write what the model should do.")
  .trim()
  .max(4000, "At most 4,000 characters.")
  .refine(
    (text) => !/\{\{|\{%/.test(text),
    "Variables do not work in instructions, because a contact could write instructions through them. Choose fields below instead.",
  );

/** The allow-list: only these fields of the one contact reach the model. */
export const seeSchema = z
  .array(
    z.strictObject({
      field: z
        .string("Choose a field.")
        .refine(
          (field) => showable.includes(field) || /^custom\.(?!constructor$|__proto__$)[A-Za-z][\w-]{0,59}$/.test(field),
          "Choose a field that a model may see.",
        )
        .meta({ title: "Field", widget: "field" }),
    }),
  )
  .max(20, "At most 20 fields.")
  .default([])
  .meta({ title: "Fields the model may see", widget: "list" });

/** The chosen fields of the contact with their values; empty ones are left out. */
export function fieldsSeen({ state, see }: { state: RunState; see: { field: string }[] }): Record<string, unknown> {
  const seen: Record<string, unknown> = {};
  for (const { field } of see) {
    const value = readPath({ root: state.contact, path: field });
    if (value !== null && value !== undefined && value !== "") seen[field] = value;
  }
  return seen;
}

/** The answer of a performed `ai` effect, or the node's failure. */
export function answerOf(outcome: EffectOutcome): {
  value: Record<string, unknown>;
  facts: { model: string; input_tokens: number; output_tokens: number };
} {
  if (outcome.status === "failed") throw new NodeError(outcome.reason, outcome);
  if (outcome.status !== "done") throw new NodeError("The model gave no answer.", { retryable: false });
  const { value, model, input_tokens, output_tokens } = outcome.output;
  return {
    value: value as Record<string, unknown>,
    facts: { model: String(model), input_tokens: Number(input_tokens), output_tokens: Number(output_tokens) },
  };
}

/** What the model thinks before it answers is output, too: about so many tokens. */
const THOUGHTS = 500;

/** Millionths of a dollar for so many tokens with the model a new connection has (gpt-6-luna: 0.10 and 0.50 per million). */
export const likelyCost = ({ input, output }: { input: number; output: number }) => ({
  micros: Math.ceil(input * 0.1 + (output + THOUGHTS) * 0.5),
  currency: "USD" as const,
  per: "question to gpt-6-luna; other models have other prices",
});
