import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { OpenThread, phone } from "@/lib/api/contracts/phone";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { contactsByNumber } from "@/lib/services/phone/contacts-by-number";

const SHOWN = 100;

/** The thread that a text belongs to, with its last texts. @throws AppError 404 */
export async function getThread({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Pick<ServiceInput<typeof phone.get>, "id">;
}): Promise<Answer<typeof phone.get>> {
  const one = await ctx.db
    .selectFrom("phone_box")
    .select(["channel", "number"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!one) throw notFound("thread");
  return readThread({ ctx, ...one });
}

/** The thread with a number on a channel; empty when nothing was written yet, then with the number as its id. */
export async function readThread({
  ctx,
  channel,
  number,
}: {
  ctx: ServiceContext;
  channel: string;
  number: string;
}): Promise<OpenThread> {
  const rows = await ctx.db
    .selectFrom("phone_box as b")
    .leftJoin("messages as m", (j) =>
      j.onRef("m.workspace_id", "=", "b.workspace_id").onRef("m.id", "=", "b.message_id"),
    )
    .select(["b.id", "b.direction", "b.body", "b.created_at", "m.status", "m.reason"])
    .where("b.workspace_id", "=", ctx.workspaceId)
    .where("b.channel", "=", channel)
    .where("b.number", "=", number)
    .orderBy("b.created_at", "desc")
    .orderBy("b.id", "desc")
    .limit(SHOWN)
    .execute();
  const contacts = await contactsByNumber({ ctx, numbers: [number] });
  return {
    id: rows[0]?.id ?? number,
    channel: channel as OpenThread["channel"],
    number,
    contact: contacts.get(number) ?? null,
    texts: rows.reverse() as OpenThread["texts"],
  };
}
