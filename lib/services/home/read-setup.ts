import { sql } from "kysely";
import type { HomeAnswer } from "@/lib/api/contracts/home";
import type { ServiceContext } from "@/lib/db/scoped";

/** The workspace's zone, and which of the first things it needs are done. */
export async function readSetup({
  ctx,
}: {
  ctx: ServiceContext;
}): Promise<{ zone: string; setup: HomeAnswer["setup"] }> {
  const ws = ctx.workspaceId;
  const row = await ctx.db
    .selectFrom("workspaces as w")
    .select("w.time_zone")
    .select(
      sql<boolean>`w.sender_name is not null and w.sender_email is not null and w.postal_address is not null`.as(
        "sender_set",
      ),
    )
    .select((e) => [
      e
        .exists(e.selectFrom("forms").select("id").where("workspace_id", "=", ws).where("deleted_at", "is", null))
        .as("form_made"),
      e
        .exists(
          e
            .selectFrom("forms")
            .select("id")
            .where("workspace_id", "=", ws)
            .where("deleted_at", "is", null)
            .where("published_version_id", "is not", null),
        )
        .as("form_published"),
      e
        .exists(
          e
            .selectFrom("workflows")
            .select("id")
            .where("workspace_id", "=", ws)
            .where(sql<boolean>`jsonb_array_length(coalesce(draft -> 'nodes', '[]')) > 0`),
        )
        .as("workflow_drawn"),
      e
        .exists(
          e
            .selectFrom("workflows")
            .select("id")
            .where("workspace_id", "=", ws)
            .where("published_version_id", "is not", null),
        )
        .as("workflow_published"),
      e.exists(e.selectFrom("workflow_runs").select("id").where("workspace_id", "=", ws)).as("first_run"),
    ])
    .where("w.id", "=", ws)
    .executeTakeFirstOrThrow();
  const done = (value: unknown) => value === true;
  return {
    zone: row.time_zone,
    setup: {
      form_made: done(row.form_made),
      form_published: done(row.form_published),
      workflow_drawn: done(row.workflow_drawn),
      workflow_published: done(row.workflow_published),
      first_run: done(row.first_run),
      sender_set: done(row.sender_set),
    },
  };
}
