import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import type { ReferenceKind } from "@/lib/nodes/define-node";
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
  const ids = new Set(graphs.flatMap((graph) => idsIn({ graph, kind: "form" })));
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

/** Secrets, webhook addresses, segments, workflows and members that the graph's settings name and this workspace has, as `<kind> <id>`. */
export async function referencedThings({ ctx, graph }: { ctx: ServiceContext; graph: Graph }): Promise<Set<string>> {
  const tables = { secret: "secrets", hook: "inbound_hooks", segment: "segments", workflow: "workflows" } as const;
  const found = new Set<string>();
  for (const kind of ["secret", "hook", "segment", "workflow"] as const) {
    const ids = idsIn({ graph, kind });
    if (ids.length === 0) continue;
    const rows = await ctx.db
      .selectFrom(tables[kind])
      .select("id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`id::text = any (${ids}::text[])`)
      .execute();
    for (const { id } of rows) found.add(`${kind} ${id}`);
  }
  const people = idsIn({ graph, kind: "member" });
  if (people.length > 0) {
    const rows = await ctx.db
      .selectFrom("workspace_members")
      .select("user_id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`user_id::text = any (${people}::text[])`)
      .execute();
    for (const { user_id } of rows) found.add(`member ${user_id}`);
  }
  return found;
}

function idsIn({ graph, kind }: { graph: Graph; kind: ReferenceKind }): string[] {
  return graph.nodes.flatMap((node) => {
    try {
      const named = registry.get(node.type)?.references?.(node.config) ?? [];
      return named.filter((one) => one.kind === kind).map(({ id }) => id);
    } catch {
      // A half-finished config may lack what the node reads; it names nothing yet.
      return [];
    }
  });
}
