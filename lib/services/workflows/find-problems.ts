import type { WorkflowProblem } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";
import { referencedForms, referencedThings } from "@/lib/services/workflows/references";

/**
 * Everything that stands in the way of publishing (`error`) or deserves a look (`warning`): what the graph itself shows,
 * forms that are not this workspace's or not published, and a sender identity that law asks for (CAN-SPAM: a marketing
 * email names its sender and a postal address).
 */
export async function findProblems({ ctx, graph }: { ctx: ServiceContext; graph: Graph }): Promise<WorkflowProblem[]> {
  const forms = await referencedForms({ ctx, graphs: [graph] });
  const things = await referencedThings({ ctx, graph });
  const index = new Map(graph.nodes.map((node, n) => [node.id, n]));
  const own = validateGraph({ graph, registry, lookups: { forms, things } }).map(
    ({ severity, nodeId, path, code, message }) => {
      const node = nodeId === undefined ? undefined : index.get(nodeId);
      const place = node === undefined ? "draft" : `draft.nodes.${node}`;
      return { severity, node_id: nodeId ?? null, path: path ? `${place}.${path}` : place, code, message };
    },
  );
  return [...own, ...(await senderProblems({ ctx, graph }))];
}

async function senderProblems({ ctx, graph }: { ctx: ServiceContext; graph: Graph }): Promise<WorkflowProblem[]> {
  const emails = graph.nodes.filter((node) => registry.get(node.type)?.sends === "email" && !node.settings.disabled);
  if (emails.length === 0) return [];
  const marketing = emails.find((node) => node.config.purpose !== "transactional");
  const workspace = await ctx.db
    .selectFrom("workspaces")
    .select(["sender_name", "sender_email", "postal_address"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  const words = { sender_name: "a sender name", sender_email: "a sender address", postal_address: "a postal address" };
  return (Object.keys(words) as (keyof typeof words)[])
    .filter((name) => !workspace[name]?.trim() && (marketing || name === "sender_email"))
    .map((name) => ({
      severity: marketing ? ("error" as const) : ("warning" as const),
      node_id: (marketing ?? emails[0]!).id,
      path: `workspace.${name}`,
      code: "sender_incomplete",
      message: marketing
        ? `Marketing email needs ${words[name]}. Set it in Settings.`
        : "No sender address is set in Settings yet.",
    }));
}
