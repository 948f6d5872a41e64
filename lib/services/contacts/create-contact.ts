import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { cleanFields } from "@/lib/services/contacts/clean-fields";
import { getContact } from "@/lib/services/contacts/get-contact";

/** Creates a contact. @throws AppError 422 for a bad field, 409 when the address belongs to another contact */
export async function createContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.create>;
}) {
  const { ifMatch: _, ...fields } = input;
  const values = await cleanFields({ ctx, input: fields });
  if (!values.email && !values.phone && !values.first_name && !values.last_name)
    throw new AppError("validation", "Give at least a name, an email address or a phone number.", {
      fields: [{ path: "email", message: "Give at least a name, an email address or a phone number." }],
    });
  await requireFreeEmail({ ctx, email: values.email ?? null });
  const id = ctx.newId();
  await ctx.db
    .insertInto("contacts")
    .values({
      ...values,
      id,
      workspace_id: ctx.workspaceId,
      source: values.source ?? (ctx.actor?.kind === "key" ? "api" : "manual"),
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return getContact({ ctx, input: { id } });
}

/** @throws AppError 409 naming `email` when another living contact has this address */
export async function requireFreeEmail({
  ctx,
  email,
  except,
}: {
  ctx: ServiceContext;
  email: string | null;
  except?: string;
}): Promise<void> {
  if (!email) return;
  const other = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("email", "=", email)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!other || other.id === except) return;
  throw new AppError("conflict", "Another contact has this email address.", {
    fields: [{ path: "email", message: "Another contact has this email address." }],
    details: { contact_id: other.id },
  });
}
