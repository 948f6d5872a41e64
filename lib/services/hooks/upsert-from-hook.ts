import { sql } from "kysely";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import type { HookMapping } from "@/lib/api/contracts/hooks";
import { readPath } from "@/lib/conditions/read-path";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactByEmail, contactByPhone, type KnownContact } from "@/lib/services/contacts/find-submitter";
import { cleanText } from "@/lib/text";

const email = z.email().max(320);
const texts = ["first_name", "last_name", "company"] as const;
type Given = Partial<Record<"email" | "phone" | (typeof texts)[number], string>>;

/**
 * Finds or makes the contact a payload tells of. A known contact's empty fields are filled, nothing of it is overwritten
 * (trust.md, "Public forms write little").
 * @returns null when the payload has neither an email address nor a phone where the mapping looks for them
 */
export async function upsertFromHook({
  ctx,
  payload,
  mapping,
}: {
  ctx: ServiceContext;
  payload: unknown;
  mapping: HookMapping;
}): Promise<string | null> {
  const given = read({ payload, mapping });
  if (!given.email && !given.phone) return null;
  const name = `submitter:${ctx.workspaceId}:${given.email ?? given.phone}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(ctx.db);
  const known = await find({ ctx, given });
  if (known) return fill({ ctx, known, given });
  const id = ctx.newId();
  const made = await ctx.db
    .insertInto("contacts")
    .values({ id, workspace_id: ctx.workspaceId, ...given, source: "webhook", last_activity_at: ctx.now })
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "email"])
        .where("deleted_at", "is", null)
        .where("email", "is not", null)
        .doNothing(),
    )
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 1n) return id;
  const other = await find({ ctx, given });
  if (!other) throw new Error("A contact with this email exists and cannot be read.");
  return fill({ ctx, known: other, given });
}

async function find({ ctx, given }: { ctx: ServiceContext; given: Given }) {
  const byEmail = given.email ? await contactByEmail({ ctx, email: given.email }) : undefined;
  if (byEmail || !given.phone) return byEmail;
  return contactByPhone({ ctx, phone: given.phone, email: given.email ?? null });
}

async function fill({
  ctx,
  known,
  given,
}: {
  ctx: ServiceContext;
  known: KnownContact;
  given: Given;
}): Promise<string> {
  const empty = Object.fromEntries(Object.entries(given).filter(([field]) => !known[field as keyof Given]));
  await ctx.db
    .updateTable("contacts")
    .set({ ...empty, last_activity_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", known.id)
    .execute();
  return known.id;
}

function read({ payload, mapping }: { payload: unknown; mapping: HookMapping }): Given {
  const at = (field: keyof HookMapping): string => {
    const path = mapping[field];
    const value = path ? readPath({ root: payload, path }) : undefined;
    return typeof value === "string" || typeof value === "number" ? cleanText(String(value)).trim() : "";
  };
  const address = at("email").toLowerCase();
  const phone = parsePhoneNumberFromString(at("phone").slice(0, 40));
  const given: Given = {};
  if (email.safeParse(address).success) given.email = address;
  if (phone?.isPossible() && /^\+[1-9][0-9]{6,14}$/.test(phone.number)) given.phone = phone.number;
  for (const field of texts) {
    const text = at(field).slice(0, 200).toWellFormed();
    if (text) given[field] = text;
  }
  return given;
}
