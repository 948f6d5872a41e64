import { z } from "zod";
import { answerOf, fieldsSeen, instructionsSchema, likelyCost, seeSchema } from "@/lib/nodes/ai-config";
import { branchIdSchema, branchNameSchema, uniqueIds } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done, type NodeResult } from "@/lib/nodes/node-result";

const OTHER = { id: "other", label: "Other" };
const noTokens = { model: null, input_tokens: 0, output_tokens: 0 };

const category = z.strictObject({
  id: branchIdSchema.refine((id) => id !== OTHER.id, "This branch id is taken."),
  name: branchNameSchema.meta({ title: "Name", widget: "text" }),
  description: z.string().trim().max(300, "At most 300 characters.").default("").meta({
    title: "What belongs here",
    widget: "text",
    placeholder: "Asks what it costs, wants an offer",
  }),
});

export default defineNode({
  type: "ai_classify",
  kind: "action",
  version: 1,
  label: "AI classify",
  description: "Lets a language model sort a text into one of your categories, each with a way out of its own.",
  icon: "list-filter",
  group: "AI",
  performs: true,
  config: z.strictObject({
    text: z.string("Say what to sort.").trim().min(1, "Say what to sort.").max(8000, "At most 8,000 characters.").meta({
      title: "Text to sort",
      description: "With variables, such as an answer of a form.",
      widget: "textarea",
      placeholder: "{{ trigger.answers.message }}",
    }),
    categories: z
      .array(category)
      .min(1, "Add at least one category.")
      .max(20, "At most 20 categories.")
      .superRefine(uniqueIds)
      .meta({ title: "Categories", widget: "branches" }),
    instructions: instructionsSchema.optional().meta({
      title: "More instructions",
      description: "What to watch for when it is not clear. The same for every contact.",
      widget: "textarea",
    }),
    minConfidence: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(0, "From 0 to 100.")
      .max(100, "From 0 to 100.")
      .default(0)
      .meta({
        title: "Least confidence in percent",
        description: "Below it, the contact goes the way of Other.",
        widget: "number",
      }),
    see: seeSchema,
  }),
  defaults: { text: "", categories: [{ id: "a", name: "Category 1", description: "" }], minConfidence: 0, see: [] },
  outlets: ({ categories }) => [...categories.map(({ id, name }) => ({ id, label: name })), OTHER],
  output: {
    schema: z.object({
      category: z.string(),
      category_name: z.string(),
      confidence: z.number(),
      because: z.string(),
      ai_written: z.literal(true),
      model: z.string().nullable(),
      input_tokens: z.number(),
      output_tokens: z.number(),
    }),
    sample: {
      category: "a",
      category_name: "Price question",
      confidence: 0.93,
      because: "Asks for an offer for 20 seats.",
      ai_written: true,
      model: "gpt-6-luna",
      input_tokens: 420,
      output_tokens: 31,
    },
  },
  summary: ({ categories = [] }) =>
    categories.length === 0
      ? "No categories yet"
      : `Sort into ${categories.map(({ name }) => name).join(", ")}, or other`,
  templates: ({ text }) => [{ path: "text", template: text ?? "", as: "plain" }],
  cost: ({ categories }) => likelyCost({ input: 5000 + categories.length * 150, output: 300 }),
  async run(ctx, config) {
    const { categories, instructions, see, minConfidence } = config;
    const text = ctx.render({ template: config.text, as: "plain" }).trim().slice(0, 8000).toWellFormed();
    if (text === "") return nothingToSort();
    return {
      type: "perform",
      effect: {
        kind: "ai",
        purpose: "classify",
        instructions: instructions || "Sort the text by what the person wants.",
        data: { text, ...(see.length > 0 && { contact: fieldsSeen({ state: ctx.state, see }) }) },
        task: {
          type: "choice",
          options: categories.map(({ id, name, description }) => ({ id, label: name, description })),
        },
        maxTokens: 300,
        temperature: 0,
      },
      after: (outcome) => {
        const { value, facts } = answerOf(outcome);
        const answer = value as { choice: string; confidence: number; because: string };
        const found = categories.find(({ id }) => id === answer.choice);
        const sure = found && answer.confidence * 100 >= minConfidence ? found : null;
        const because = answer.because.slice(0, 500);
        return sorted({ found: sure, confidence: answer.confidence, because, facts });
      },
    };
  },
  async simulate(ctx, { text, categories }) {
    if (ctx.render({ template: text, as: "plain" }).trim() === "") return nothingToSort();
    return sorted({
      found: categories[0] ?? null,
      confidence: 1,
      because: "A simulation does not ask the model. It assumes the first category.",
      facts: { ...noTokens, model: "simulated" },
    });
  },
});

function sorted(args: {
  found: { id: string; name: string } | null;
  confidence: number;
  because: string;
  facts: { model: string | null; input_tokens: number; output_tokens: number };
}): NodeResult {
  const { found, confidence, because, facts } = args;
  const { id, label } = found ? { id: found.id, label: found.name } : OTHER;
  const output = { category: id, category_name: label, confidence, because, ai_written: true, ...facts };
  return done(output, id, `${label}, ${Math.round(confidence * 100)} % sure. ${because}`.trim());
}

const nothingToSort = (): NodeResult =>
  sorted({ found: null, confidence: 0, because: "There was no text to sort.", facts: noTokens });
