import { z } from "zod";
import { toBoolean, toNumber } from "@/lib/conditions/coerce";
import { defineNode } from "@/lib/nodes/define-node";
import type { NodeContext } from "@/lib/nodes/node-context";
import { NodeError } from "@/lib/nodes/node-result";
import { parseJson, readValue, toItems } from "@/lib/nodes/values";
import { variableNameSchema } from "@/lib/nodes/variable-name";

const MAX_JSON = 50_000;

const config = z.strictObject({
  name: variableNameSchema.meta({
    title: "Name",
    description: "Later steps read it as {{ vars.name }}.",
    widget: "text",
    placeholder: "discount",
  }),
  as: z
    .enum(["text", "number", "yes_no", "list", "json"])
    .default("text")
    .meta({ title: "Kind of value", widget: "select" }),
  value: z.string().max(20_000, "At most 20,000 characters.").default("").meta({
    title: "Value",
    description: "Text with variables. A list has one item per line, or is a variable that holds one.",
    widget: "textarea",
  }),
});
type Config = z.infer<typeof config>;

/** The value in its kind. @throws NodeError in words when the text cannot be read so */
function typed(ctx: NodeContext, { as, value }: Config): unknown {
  const refuse = (what: string, text: unknown) =>
    new NodeError(`"${String(text).slice(0, 80)}" is not ${what}.`, { retryable: false });
  if (as === "text") return ctx.render({ template: value, as: "plain" });
  const given = readValue({ ctx, text: value });
  if (as === "list") return toItems(given);
  if (as === "json") return typeof given === "string" ? parseJson(given) : (given ?? null);
  const found = as === "number" ? toNumber(given) : toBoolean(given);
  if (found === null) throw refuse(as === "number" ? "a number" : "a yes or a no", given ?? "");
  return found;
}

export default defineNode({
  type: "set_variable",
  kind: "logic",
  version: 1,
  label: "Set variable",
  description: "Remembers a value for the rest of the run. Later steps read it by its name.",
  icon: "variable",
  group: "Logic",
  config,
  defaults: { name: "", as: "text", value: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ name: z.string(), value: z.unknown() }), sample: { name: "discount", value: "10" } },
  summary: ({ name, value }) => {
    if (!name) return "No variable yet";
    return `Set ${name} to ${value ? `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"` : "nothing"}`;
  },
  templates: ({ value = "" }) => [{ path: "value", template: value, as: "plain" }],
  async run(ctx, values) {
    const value = typed(ctx, values);
    if (JSON.stringify(value).length > MAX_JSON)
      throw new NodeError("This value is too long to remember: at most 50,000 characters.", { retryable: false });
    return { type: "done", output: { name: values.name, value }, vars: { [values.name]: value } };
  },
});
