import { parsePhoneNumberFromString } from "libphonenumber-js";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid, notFound } from "@/lib/errors";
import { lockConsent } from "@/lib/services/messages/lock-consent";
import { isZone } from "@/lib/time/is-zone";

const texts = ["first_name", "last_name", "company", "job_title", "source", "time_zone", "locale"] as const;
const statuses = ["lead", "qualified", "customer", "inactive"];
const MAX_TEXT = 500;

/**
 * Writes fields of a contact, as a step or another service found them: standard fields by name, custom ones under `custom`
 * (null or an empty text clears). Phones become E.164; a time zone must exist. Returns the names that got another value.
 * @throws AppError 422 naming the field whose value cannot be; 404
 */
export async function updateContactFields({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; patch: Record<string, unknown> };
}): Promise<{ changed: string[] }> {
  await lockConsent({ ctx, contactId: input.id });
  const before = await ctx.db
    .selectFrom("contacts")
    .select([...texts, "phone", "status", "custom"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) throw notFound("contact");
  const { custom: customPatch, ...patch } = input.patch;
  const set: Record<string, unknown> = {};
  for (const [field, raw] of Object.entries(patch)) {
    const value = checkField({ field, value: raw === "" || raw === undefined ? null : raw });
    if (before[field as keyof typeof before] !== value) set[field] = value;
  }
  const changed = Object.keys(set);
  const custom = { ...(before.custom as Record<string, unknown>) };
  for (const [key, raw] of Object.entries((customPatch ?? {}) as Record<string, unknown>)) {
    const value = raw === "" || raw === undefined ? null : raw;
    if (JSON.stringify(custom[key] ?? null) === JSON.stringify(value)) continue;
    if (value === null) delete custom[key];
    else custom[key] = value;
    changed.push(`custom.${key}`);
    set.custom = custom;
  }
  if (changed.length > 0)
    await ctx.db
      .updateTable("contacts")
      .set(set)
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id)
      .execute();
  return { changed };
}

/** A field as it is stored. @throws AppError 422 naming the field */
export function checkField({ field, value }: { field: string; value: unknown }): unknown {
  if (field === "status") {
    if (typeof value === "string" && statuses.includes(value)) return value;
    throw invalid("status", `A status is one of ${statuses.join(", ")}, not "${value ?? ""}".`);
  }
  if (field === "phone") {
    if (value === null) return null;
    const phone = parsePhoneNumberFromString(String(value));
    if (!phone?.isValid())
      throw invalid("phone", `"${value}" is not a phone number with its country code, such as +49 30 123456.`);
    return phone.number;
  }
  if (!texts.includes(field as (typeof texts)[number]))
    throw invalid(field, `"${field}" is not a field that can be written.`);
  const text = value === null ? null : String(value).trim().slice(0, MAX_TEXT);
  if (field === "time_zone" && text && !isZone(text))
    throw invalid("time_zone", `"${text}" is not a time zone, such as Europe/Berlin.`);
  return text;
}
