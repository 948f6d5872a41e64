import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workspaces } from "@/lib/api/contracts/workspaces";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";

/** The workspace the caller works in. @throws AppError 404 for the id of any other */
export async function getWorkspace({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Pick<ServiceInput<typeof workspaces.get>, "id">;
}): Promise<Answer<typeof workspaces.get>> {
  if (input.id !== ctx.workspaceId) throw notFound("workspace");
  const row = await ctx.db
    .selectFrom("workspaces")
    .select([
      "id",
      "slug",
      "name",
      "time_zone",
      "sender_name",
      "sender_email",
      "reply_to",
      "postal_address",
      "track_email",
      "business_hours",
      "quiet_hours",
      "frequency_caps",
      "sms_help",
      "sending_stopped_at",
      "sending_stopped_reason",
      "created_at",
      "updated_at",
    ])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirst();
  if (!row) throw notFound("workspace");
  return { ...(row as Omit<Answer<typeof workspaces.get>, "role">), role: ctx.actor?.role ?? "viewer" };
}
