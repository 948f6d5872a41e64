import { z } from "zod";
import { contract } from "@/lib/api/contract";

const nodeType = z.object({
  type: z.string(),
  kind: z.string(),
  version: z.number(),
  label: z.string(),
  description: z.string(),
  icon: z.string(),
  group: z.string(),
  /** JSON Schema of `config`, with the hints the inspector uses. */
  config_schema: z.record(z.string(), z.unknown()),
  defaults: z.record(z.string(), z.unknown()),
  /** The ways out with the config a new node starts with; some nodes have more once they are set up. */
  outlets: z.array(z.object({ id: z.string(), label: z.string() })),
  output_schema: z.record(z.string(), z.unknown()),
  sample: z.record(z.string(), z.unknown()),
});
export type NodeTypeAnswer = z.output<typeof nodeType>;

export const nodeTypes = {
  list: contract({
    method: "GET",
    path: "/node-types",
    tag: "Workflows",
    summary: "Every kind of node a workflow can hold, with its settings, outlets and a sample of its output",
    role: "viewer",
    scope: "workflows:read",
    response: z.object({ data: z.array(nodeType) }),
  }),
};
