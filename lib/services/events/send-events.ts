import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { events } from "@/lib/api/contracts/events";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";

/**
 * Records custom events. An unknown address becomes a contact; an `event_id` seen before counts as a duplicate.
 * All or nothing. @throws AppError 422 naming the event whose contact does not exist
 */
export async function sendEvents({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof events.send>;
}): Promise<Answer<typeof events.send>> {
  const contactIds = await contactsOf({ ctx, input });
  const made = await ctx.db
    .insertInto("events")
    .values(
      input.events.map((event, i) => ({
        workspace_id: ctx.workspaceId,
        contact_id: contactIds[i] as string,
        event_id: event.event_id ?? null,
        name: event.name,
        properties: event.properties,
        ...(event.occurred_at ? { occurred_at: event.occurred_at } : {}),
      })),
    )
    .onConflict((c) => c.columns(["workspace_id", "event_id"]).doNothing())
    .returning("id")
    .execute();
  return { accepted: made.length, duplicates: input.events.length - made.length };
}

async function contactsOf({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof events.send>;
}): Promise<string[]> {
  const ids = [...new Set(input.events.flatMap((event) => event.contact_id ?? []))];
  const emails = [...new Set(input.events.flatMap((event) => (event.contact_id ? [] : (event.email ?? []))))];
  const living = ctx.db
    .selectFrom("contacts")
    .select(["id", "email"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null);
  const known = new Set(ids.length ? (await living.where("id", "in", ids).execute()).map((row) => row.id) : []);
  const missing = input.events.findIndex((event) => event.contact_id && !known.has(event.contact_id));
  if (missing >= 0)
    throw new AppError("validation", "One of the contacts does not exist.", {
      fields: [{ path: `events.${missing}.contact_id`, message: "This contact does not exist." }],
    });
  if (emails.length)
    await ctx.db
      .insertInto("contacts")
      .values(emails.map((email) => ({ workspace_id: ctx.workspaceId, email, source: "event" })))
      .onConflict((c) =>
        c.columns(["workspace_id", "email"]).where("deleted_at", "is", null).where("email", "is not", null).doNothing(),
      )
      .execute();
  const byEmail = new Map(
    emails.length ? (await living.where("email", "in", emails).execute()).map((row) => [row.email, row.id]) : [],
  );
  return input.events.map((event) => event.contact_id ?? (byEmail.get(event.email ?? null) as string));
}
