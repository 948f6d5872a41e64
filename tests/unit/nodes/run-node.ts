import type { RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import type { NodeResult } from "@/lib/nodes/node-result";
import { getNode } from "@/lib/nodes/registry";
import { contextFor, graphOf, state } from "../engine/walk";

export const now = "2030-03-30T08:00:00.000Z";

/** Runs or simulates one node for a contact with the given fields; `more` replaces parts of its context. */
export async function runNode(args: {
  type: string;
  config: object;
  contact?: Partial<RunState["contact"]>;
  more?: Partial<NodeContext>;
  simulate?: boolean;
}): Promise<NodeResult> {
  const { type, config, contact, more, simulate } = args;
  const graph = graphOf({ nodes: [`n:${type}`], edges: [] });
  const token = { id: "1", nodeId: "n", path: "", visit: 1, status: "running" as const };
  const own = { ...state, contact: { ...state.contact, ...contact } };
  const base = contextFor({ token, graph, resumed: null, now });
  const { render } = await import("@/lib/template");
  const ctx: NodeContext = {
    ...base,
    state: own,
    render: ({ template, as }) => render({ template, state: own, as, now }).text,
    ...more,
  };
  const node = getNode(type)!;
  const parsed = node.config.parse(config);
  return simulate ? node.simulate!(ctx, parsed) : node.run!(ctx, parsed);
}

/** The effect a result asks for. @throws when it asks for none */
export function performing(result: NodeResult): Extract<NodeResult, { type: "perform" }> {
  if (result.type !== "perform") throw new Error(`It performs nothing: ${JSON.stringify(result)}`);
  return result;
}

/** Holds a finished result to its node: the output fits the schema and the outlet exists. */
export function fits({ type, config, result }: { type: string; config: object; result: NodeResult }): boolean {
  if (result.type !== "done") return false;
  const node = getNode(type)!;
  const outlets = node.outlets(node.config.parse(config) as never).map(({ id }) => id);
  return node.output.schema.safeParse(result.output).success && outlets.includes(result.outlet ?? "out");
}
