import { z } from "zod";
import type { AiTask } from "@/lib/providers/ai/ai-provider";

/** Answers longer than asked for are cut by who uses them; beyond this they are not believed. */
const FAR_TOO_LONG = 20_000;

/** The way out of a choice that fits no option. An option cannot have this id. */
export const NO_OPTION = "other";

/** What an answer to the task must look like, as zod checks it. */
export function answerSchema(task: AiTask): z.ZodType {
  switch (task.type) {
    case "text":
      return z.strictObject({ text: z.string().trim().min(1).max(FAR_TOO_LONG) });
    case "choice":
      return z.strictObject({
        choice: z.enum([...task.options.map(({ id }) => id), NO_OPTION]),
        confidence: z.number().min(0).max(1),
        because: z.string().trim().max(FAR_TOO_LONG),
      });
    case "turn":
      return z.strictObject({ say: z.string().trim().min(1).max(FAR_TOO_LONG), hang_up: z.boolean() });
  }
}

/** The same as JSON Schema, in the part of it that structured outputs know (no lengths, no bounds; everything required). */
export function answerJsonSchema(task: AiTask): Record<string, unknown> {
  const object = (properties: Record<string, object>) => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  switch (task.type) {
    case "text":
      return object({ text: { type: "string", description: `The text, at most ${task.maxLength} characters.` } });
    case "choice":
      return object({
        choice: { type: "string", enum: [...task.options.map(({ id }) => id), NO_OPTION] },
        confidence: { type: "number", description: "How sure you are, from 0 to 1." },
        because: { type: "string", description: "One short sentence: what in the text decided." },
      });
    case "turn":
      return object({
        say: { type: "string", description: `What you say next, at most ${task.maxLength} characters.` },
        hang_up: { type: "boolean", description: "True when the call is over after this." },
      });
  }
}
