import { sql } from "kysely";
import type { FileReference } from "@/lib/api/contracts/workflow-files";
import type { ServiceContext } from "@/lib/db/scoped";

const kinds = ["form", "segment", "workflow"] as const;
const tables = { form: "forms", segment: "segments", workflow: "workflows" } as const;

/** Forms, segments and workflows of this workspace by ids or by names. What somebody typed need not be an id at all. */
export async function findNamed(args: {
  ctx: ServiceContext;
  by: "id" | "name";
  wanted: { kind: string; value: string }[];
}): Promise<FileReference[]> {
  const { ctx, by, wanted } = args;
  const found: FileReference[] = [];
  for (const kind of kinds) {
    const values = [...new Set(wanted.filter((one) => one.kind === kind).map((one) => one.value))];
    if (values.length === 0) continue;
    const column = by === "id" ? sql`id::text` : sql`name`;
    const rows = await ctx.db
      .selectFrom(tables[kind])
      .select(["id", "name"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where(sql<boolean>`${column} = any (${values}::text[])`)
      .where(kind === "form" ? sql<boolean>`deleted_at is null` : sql<boolean>`true`)
      .execute();
    found.push(...rows.map((row) => ({ kind, ...row })));
  }
  return found;
}
