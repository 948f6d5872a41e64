import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";

export interface KnownForm {
  name: string;
  published: boolean;
}

/** The forms of this workspace that the graphs' settings name, by id; forms of other workspaces are simply not there. */
export async function referencedForms({
  ctx,
  graphs,
}: {
  ctx: ServiceContext;
  graphs: Graph[];
}): Promise<Map<string, KnownForm>> {
  const ids = new Set(graphs.flatMap(formIdsIn));
  if (ids.size === 0) return new Map();
  const forms = await ctx.db
    .selectFrom("forms")
    .select(["id", "name", "status"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    // What an author typed need not be an id at all.
    .where(sql<boolean>`id::text = any (${[...ids]}::text[])`)
    .execute();
  return new Map(forms.map(({ id, name, status }) => [id, { name, published: status === "published" }]));
}

function formIdsIn(graph: Graph): string[] {
  return graph.nodes.flatMap((node) => {
    try {
      return (registry.get(node.type)?.references?.(node.config) ?? []).map(({ id }) => id);
    } catch {
      // A half-finished config may lack what the node reads; it names nothing yet.
      return [];
    }
  });
}
