import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Position } from "@/lib/engine/transition";
import { AppError } from "@/lib/errors";
import { effectPrefix } from "@/lib/services/runs/run-node";

/**
 * Nothing is sent again blindly: when nobody knows whether effects of these places happened, a person has to say that they
 * may be repeated. Confirmed ones count as failed from then on, so that the step tries them again.
 * @throws AppError 409 with `details.unknown`, when not confirmed
 */
export async function confirmUnknown(args: {
  ctx: ServiceContext;
  rootRunId: string;
  places: Position[];
  confirmed: boolean;
}): Promise<void> {
  const { ctx, rootRunId, places, confirmed } = args;
  const prefixes = places.map((place) =>
    effectPrefix({ rootRunId, path: place.path, nodeId: place.nodeId, visit: place.visit }),
  );
  const unknown = await ctx.db
    .selectFrom("effects")
    .select(["id", "kind", "error", "message_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("status", "=", "unknown")
    .where(sql<boolean>`exists (select from unnest(${prefixes}::text[]) prefix where starts_with(key, prefix))`)
    .execute();
  if (unknown.length === 0) return;
  if (!confirmed)
    throw new AppError(
      "conflict",
      `It is not known whether ${unknown.length === 1 ? "a message" : `${unknown.length} messages`} went out. Confirm that it may be sent again.`,
      { details: { unknown: unknown.map(({ kind, error, message_id }) => ({ kind, reason: error, message_id })) } },
    );
  await ctx.db
    .updateTable("effects")
    .set({ status: "failed", error: "A member confirmed that it may be sent again." })
    .where("workspace_id", "=", ctx.workspaceId)
    .where(
      "id",
      "in",
      unknown.map((effect) => effect.id),
    )
    .execute();
}
