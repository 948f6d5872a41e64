import { z } from "zod";
import { answerOf, fieldsSeen, instructionsSchema, likelyCost, seeSchema } from "@/lib/nodes/ai-config";
import { defineNode } from "@/lib/nodes/define-node";
import { done, type NodeResult } from "@/lib/nodes/node-result";

const tones = {
  neutral: "Write in a neutral, clear tone.",
  friendly: "Write in a warm and friendly tone, without exaggeration.",
  formal: "Write in a formal and polite tone.",
  brief: "Write as briefly as possible, without pleasantries.",
} as const;

/** Names the output has anyway. */
const taken = ["ai_written", "model", "input_tokens", "output_tokens"];

export default defineNode({
  type: "ai_generate_text",
  kind: "action",
  version: 1,
  label: "AI text",
  description:
    "Lets a language model write a text for later steps to use. The model sees only the fields you choose, and the text is marked as written by AI.",
  icon: "sparkles",
  group: "AI",
  performs: true,
  config: z.strictObject({
    instructions: instructionsSchema.min(1, "Write what the model should write.").meta({
      title: "Instructions",
      description: "What to write, and for what. The same for every contact.",
      widget: "textarea",
      placeholder: "Write two sentences that welcome the person to our newsletter and mention their company.",
    }),
    tone: z
      .enum(Object.keys(tones) as [keyof typeof tones, ...(keyof typeof tones)[]])
      .default("friendly")
      .meta({ title: "Tone", widget: "select" }),
    maxLength: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(20, "At least 20 characters.")
      .max(4000, "At most 4,000 characters.")
      .default(600)
      .meta({ title: "At most so many characters", widget: "number" }),
    see: seeSchema,
    context: z.string().trim().max(4000, "At most 4,000 characters.").optional().meta({
      title: "More to go by",
      description: "Text with variables, such as an answer of a form. The model treats it as data.",
      widget: "textarea",
      placeholder: "{{ trigger.answers.message }}",
    }),
    outputName: z
      .string()
      .trim()
      .regex(/^[a-z][a-z0-9_]{0,39}$/, "Use small letters, digits and _, beginning with a letter.")
      .refine((name) => !taken.includes(name), "This name is taken. Choose another.")
      .default("text")
      .meta({ title: "Name of the text", description: "Later steps use it by this name.", widget: "text" }),
  }),
  defaults: { instructions: "", tone: "friendly", maxLength: 600, see: [{ field: "first_name" }], outputName: "text" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z
      .object({ ai_written: z.literal(true), model: z.string(), input_tokens: z.number(), output_tokens: z.number() })
      .catchall(z.string()),
    sample: {
      text: "Welcome, Ada. We are glad that Analytical Engines reads along.",
      ai_written: true,
      model: "gpt-6-luna",
      input_tokens: 310,
      output_tokens: 24,
    },
  },
  summary: ({ instructions }) =>
    instructions
      ? `Write: ${instructions.length > 80 ? `${instructions.slice(0, 80)}…` : instructions}`
      : "No instructions yet",
  templates: ({ context }) => (context ? [{ path: "context", template: context, as: "plain" as const }] : []),
  cost: ({ maxLength }) => likelyCost({ input: 1500, output: maxLength }),
  async run(ctx, config) {
    const { instructions, tone, maxLength, see, context, outputName } = config;
    const text = context ? ctx.render({ template: context, as: "plain" }).trim() : "";
    return {
      type: "perform",
      effect: {
        kind: "ai",
        purpose: "generate_text",
        instructions: `${instructions}\n${tones[tone]}`,
        data: { contact: fieldsSeen({ state: ctx.state, see }), ...(text && { text }) },
        task: { type: "text", maxLength },
        maxTokens: maxLength + 100,
        temperature: 0.7,
      },
      after: (outcome) => {
        const { value, facts } = answerOf(outcome);
        return written({ name: outputName, text: String(value.text).slice(0, maxLength), facts });
      },
    };
  },
  async simulate(ctx, { maxLength, outputName, context }) {
    if (context) ctx.render({ template: context, as: "plain" });
    const text = "(a text the model would write)".slice(0, maxLength);
    return written({ name: outputName, text, facts: { model: "simulated", input_tokens: 0, output_tokens: 0 } });
  },
});

function written(args: {
  name: string;
  text: string;
  facts: { model: string; input_tokens: number; output_tokens: number };
}): NodeResult {
  const { name, text, facts } = args;
  return done({ [name]: text, ai_written: true, ...facts }, "out", `Written by AI (${facts.model}).`);
}
