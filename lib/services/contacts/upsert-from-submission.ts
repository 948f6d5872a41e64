import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Answers, AnswerValue, FormContent } from "@/lib/forms";
import { contactByEmail, contactByPhone, type KnownContact } from "@/lib/services/contacts/find-submitter";

/** What a submission knew better or otherwise than the contact: the contact's value stands, the answer stays here. */
export type Differs = Record<string, { contact: unknown; answer: unknown }>;

export interface Submitter {
  id: string;
  email: string | null;
  doNotContact: boolean;
  isNew: boolean;
  differs: Differs;
}

interface Args {
  ctx: ServiceContext;
  content: FormContent;
  answers: Answers;
  /** Where the visitor came from, kept as first and last touch. */
  touch: Record<string, unknown>;
  /** The contact with the submitted email address, if there is one. */
  known: KnownContact | undefined;
}

/**
 * Finds or makes the contact a submission belongs to, and fills what is empty there. A differing value is left alone and
 * reported, unless its field says overwrite (trust.md, "Public forms write little"). The caller holds the submitter's lock.
 * @returns null when the answers name neither an email address nor a phone: such a submission makes no contact
 */
export async function upsertFromSubmission({
  ctx,
  content,
  answers,
  touch,
  known: byEmail,
}: Args): Promise<Submitter | null> {
  const given = mapped({ content, answers });
  const email = (given.get("email")?.value as string | undefined) ?? null;
  const phone = (given.get("phone")?.value as string | undefined) ?? null;
  if (!email && !phone) return null;
  const known = byEmail ?? (phone ? await contactByPhone({ ctx, phone, email }) : undefined);
  if (known) return fill({ ctx, known, given, touch });
  const id = ctx.newId();
  const made = await ctx.db
    .insertInto("contacts")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      ...plainValues(given),
      custom: customValues(given),
      source: "form",
      first_touch: touch,
      last_touch: touch,
      last_activity_at: ctx.now,
    })
    // Someone may have made this contact since it was looked for, by another way than a form.
    .onConflict((conflict) =>
      conflict
        .columns(["workspace_id", "email"])
        .where("deleted_at", "is", null)
        .where("email", "is not", null)
        .doNothing(),
    )
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 1n) return { id, email, doNotContact: false, isNew: true, differs: {} };
  const other = email ? await contactByEmail({ ctx, email }) : undefined;
  if (!other) throw new Error("A contact with this email exists and cannot be read.");
  return fill({ ctx, known: other, given, touch });
}

interface Given {
  value: AnswerValue;
  overwrite: boolean;
}

function mapped({ content, answers }: Pick<Args, "content" | "answers">): Map<string, Given> {
  const found = new Map<string, Given>();
  for (const field of content.fields) {
    const value = answers[field.key];
    if (field.maps_to === "none" || value === undefined) continue;
    if (field.maps_to === "time_zone" && !isTimeZone(value)) continue;
    if (field.maps_to === "locale" && !isLocale(value)) continue;
    const custom = field.maps_to.startsWith("custom.");
    found.set(field.maps_to, { value: custom ? value : shorten(String(value)), overwrite: field.overwrite });
  }
  return found;
}

async function fill({
  ctx,
  known,
  given,
  touch,
}: Pick<Args, "ctx" | "touch"> & { known: KnownContact; given: Map<string, Given> }): Promise<Submitter> {
  const writes = new Map<string, Given>();
  const differs: Differs = {};
  const custom = known.custom as Record<string, unknown>;
  for (const [target, { value, overwrite }] of given) {
    const has = target.startsWith("custom.") ? custom[target.slice(7)] : known[target as "email"];
    if (same(has, value)) continue;
    // The address is what the contact was found by: another one is never put in its place.
    if (isEmpty(has) || (overwrite && target !== "email")) writes.set(target, { value, overwrite });
    else differs[target] = { contact: has, answer: value };
  }
  const added = customValues(writes);
  await ctx.db
    .updateTable("contacts")
    .set({
      ...plainValues(writes),
      ...(Object.keys(added).length > 0 ? { custom: sql`custom || ${added}::jsonb` } : {}),
      last_touch: touch,
      ...(known.first_touch === null ? { first_touch: touch } : {}),
      last_activity_at: ctx.now,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", known.id)
    .execute();
  const email = known.email ?? (writes.get("email")?.value as string | undefined) ?? null;
  const doNotContact = known.do_not_contact || known.tags.some((tag) => tag.toLowerCase() === "dnc");
  return { id: known.id, email, doNotContact, isNew: false, differs };
}

function plainValues(
  given: Map<string, Given>,
): Partial<
  Record<"email" | "phone" | "first_name" | "last_name" | "company" | "job_title" | "time_zone" | "locale", string>
> {
  return Object.fromEntries(
    [...given]
      .filter(([target]) => !target.startsWith("custom."))
      .map(([target, { value }]) => [target, String(value)]),
  );
}

function customValues(given: Map<string, Given>): Record<string, AnswerValue> {
  return Object.fromEntries(
    [...given]
      .filter(([target]) => target.startsWith("custom."))
      .map(([target, { value }]) => [target.slice(7), value]),
  );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Without half an emoji at the cut, which jsonb does not store. */
const shorten = (text: string): string => text.slice(0, 200).toWellFormed();

function same(a: unknown, b: unknown): boolean {
  if (typeof a === "string" && typeof b === "string") return a.trim().toLowerCase() === b.trim().toLowerCase();
  return JSON.stringify(a) === JSON.stringify(b);
}

function isTimeZone(value: AnswerValue): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: String(value) });
    return true;
  } catch {
    return false;
  }
}

function isLocale(value: AnswerValue): boolean {
  try {
    return Intl.getCanonicalLocales(String(value)).length === 1;
  } catch {
    return false;
  }
}
