import { sql } from "kysely";
import type { WorkflowProblem } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";
import { type Reference, referencesIn } from "@/lib/services/workflows/references";

/**
 * Everything that stands in the way of publishing (`error`) or deserves a look (`warning`): what the graph itself shows,
 * forms and workflows that are not this workspace's or not published, and a sender identity that law asks for (CAN-SPAM:
 * a marketing email names its sender and a postal address).
 */
export async function findProblems({ ctx, graph }: { ctx: ServiceContext; graph: Graph }): Promise<WorkflowProblem[]> {
  const own = validateGraph({ graph, registry }).map(({ severity, nodeId, path, message }) => ({
    severity,
    node_id: nodeId,
    path: path ? `draft.${path}` : "draft",
    message,
  }));
  return [...own, ...(await referenceProblems({ ctx, graph })), ...(await senderProblems({ ctx, graph }))];
}

async function referenceProblems({ ctx, graph }: { ctx: ServiceContext; graph: Graph }): Promise<WorkflowProblem[]> {
  const references = referencesIn(graph);
  const ids = (kind: Reference["kind"]) =>
    references.flatMap((reference) => (reference.kind === kind ? [reference.id] : []));
  const [formIds, workflowIds] = [ids("form"), ids("workflow")];
  const forms = formIds.length
    ? await ctx.db
        .selectFrom("forms")
        .select(["id", "name", "status"])
        .where("workspace_id", "=", ctx.workspaceId)
        .where(sql<boolean>`id::text = any (${formIds})`)
        .where("deleted_at", "is", null)
        .execute()
    : [];
  const workflows = workflowIds.length
    ? await ctx.db
        .selectFrom("workflows")
        .select("id")
        .where("workspace_id", "=", ctx.workspaceId)
        .where(sql<boolean>`id::text = any (${workflowIds})`)
        .execute()
    : [];
  return references.flatMap(({ kind, id, nodeId, path }): WorkflowProblem[] => {
    const problem = (message: string) => [{ severity: "error" as const, node_id: nodeId, path, message }];
    if (kind === "workflow")
      return workflows.some((one) => one.id === id) ? [] : problem("This workflow does not exist or was deleted.");
    const form = forms.find((one) => one.id === id);
    if (!form) return problem("This form does not exist or was deleted.");
    return form.status === "published" ? [] : problem(`The form "${form.name}" is not published. Publish it first.`);
  });
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
      message: marketing
        ? `Marketing email needs ${words[name]}. Set it in Settings.`
        : "No sender address is set in Settings yet.",
    }));
}
