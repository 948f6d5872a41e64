import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";
import { presentWorkflow } from "@/lib/services/workflows/present";
import { requireRevision } from "@/lib/services/workflows/require-revision";
import { requireSegment } from "@/lib/services/workflows/require-segment";

/**
 * Changes draft and settings; nothing goes live by this, but entry rules, settings, priority and group count from now on.
 * Every change raises the revision. @throws AppError 409 revision_conflict when If-Match names an older revision; 422; 404; 403 for
 * those who may not change it, or only its draft
 */
export async function updateWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflows.update>;
}) {
  const counts = [input.entry, input.settings, input.priority, input.exclusive_group];
  const to = counts.some((value) => value !== undefined) ? "publish" : "edit";
  await requireAccess({ ctx, workflowId: input.id, to });
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  await requireRevision({ ctx, row, revision: input.ifMatch });
  const draft = input.draft === undefined ? undefined : parseDraft(input.draft);
  await requireSegment({
    ctx,
    segmentId: input.entry?.segment_gate?.segment_id,
    path: "entry.segment_gate.segment_id",
  });
  await ctx.db
    .updateTable("workflows")
    .set({
      revision: row.revision + 1,
      // Settings are not part of a version: changing them alone leaves nothing to publish.
      ...(draft === undefined && {
        published_revision: sql`case when published_revision = revision then revision + 1 else published_revision end`,
      }),
      ...(draft !== undefined && { draft }),
      ...(input.name !== undefined && { name: input.name }),
      ...(input.description !== undefined && { description: input.description }),
      ...(input.entry !== undefined && { entry: input.entry }),
      ...(input.settings !== undefined && { settings: input.settings }),
      ...(input.priority !== undefined && { priority: input.priority }),
      ...(input.exclusive_group !== undefined && { exclusive_group: input.exclusive_group }),
    } as never)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id: input.id }) });
}
