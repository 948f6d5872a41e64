import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { findSegment } from "@/lib/services/segments/segment-rows";

/** Makes an empty segment. @throws AppError 422 on `name` when another segment has it, in any case */
export async function createSegment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.create>;
}) {
  const made = await ctx.db
    .insertInto("segments")
    .values({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      name: input.name,
      description: input.description ?? "",
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) throw nameTaken(input.name);
  return findSegment({ ctx, id: made.id });
}

export const nameTaken = (name: string) => invalid("name", `There is a segment called "${name}" already.`);
