import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { NodeError } from "@/lib/nodes/node-result";
import { readValue, toItems } from "@/lib/nodes/values";
import { variableNameSchema } from "@/lib/nodes/variable-name";

/** Items of one loop. */
export const MAX_ITEMS = 1000;
/** What the list may take up: it is read at every step inside the loop. */
const MAX_JSON = 200_000;

export default defineNode({
  type: "for_each",
  kind: "logic",
  version: 1,
  label: "For each",
  description:
    "Walks the way “Each item” once for every item of a list, then goes on by “Done”. The way of an item ends where nothing follows, or where it leads back here.",
  icon: "repeat",
  group: "Logic",
  role: "loop",
  config: z.strictObject({
    list: z.string("Say which list.").trim().min(1, "Say which list.").max(20_000, "At most 20,000 characters.").meta({
      title: "List",
      description: "A variable that holds a list, JSON, or one item per line.",
      widget: "textarea",
      placeholder: "{{ trigger.data.items }}",
    }),
    name: variableNameSchema.default("item").meta({
      title: "Call each item",
      description: "Inside, {{ vars.item }} is the item and {{ vars.item_index }} its number from 1.",
      widget: "text",
    }),
    concurrency: z
      .number("Give a number.")
      .int("Give a whole number.")
      .min(1, "At least 1.")
      .max(10, "At most 10.")
      .default(1)
      .meta({ title: "How many at a time", widget: "number" }),
    onItemError: z
      .enum(["stop", "break", "next_item"])
      .default("stop")
      .meta({ title: "If a step fails for an item", widget: "select" }),
  }),
  defaults: { list: "", name: "item", concurrency: 1, onItemError: "stop" },
  outlets: () => [
    { id: "item", label: "Each item" },
    { id: "done", label: "Done" },
  ],
  output: {
    schema: z.object({ count: z.number(), done: z.number(), failed: z.number(), broken: z.boolean() }),
    sample: { count: 3, done: 3, failed: 0, broken: false },
  },
  summary: ({ list, name = "item" }) => (list ? `For each ${name} of ${list.slice(0, 80)}` : "No list yet"),
  templates: ({ list = "" }) => [{ path: "list", template: list, as: "plain" }],
  async run(ctx, { list, name, concurrency, onItemError }) {
    const items = toItems(readValue({ ctx, text: list }));
    if (items.length > MAX_ITEMS)
      throw new NodeError(`The list has ${items.length} items; a loop takes at most ${MAX_ITEMS}.`, {
        retryable: false,
      });
    if (JSON.stringify(items).length > MAX_JSON)
      throw new NodeError("The items of the list are too long: at most 200,000 characters together.", {
        retryable: false,
      });
    return { type: "each", items, name, concurrency, onError: onItemError === "next_item" ? "continue" : onItemError };
  },
});
