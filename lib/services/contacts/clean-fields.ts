import { parsePhoneNumberFromString } from "libphonenumber-js";
import { IANAZone } from "luxon";
import type { z } from "zod";
import type { contactFields } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";

type Fields = z.output<typeof contactFields>;

/**
 * What the columns take: phones in E.164, known time zones, tags without doubles (first spelling wins), an owner who is a member.
 * @throws AppError 422 naming the field
 */
export async function cleanFields({ ctx, input }: { ctx: ServiceContext; input: Fields }): Promise<Fields> {
  const fields = { ...input };
  if (fields.phone !== undefined) fields.phone = fields.phone ? e164(fields.phone) : null;
  if (fields.time_zone && !IANAZone.isValidZone(fields.time_zone))
    throw invalid("time_zone", "This is not a time zone, such as Europe/Berlin.");
  if (fields.tags) fields.tags = uniqueTags(fields.tags);
  if (fields.owner_id) {
    const member = await ctx.db
      .selectFrom("workspace_members")
      .select("user_id")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("user_id", "=", fields.owner_id)
      .executeTakeFirst();
    if (!member) throw invalid("owner_id", "The owner must be a member of this workspace.");
  }
  return fields;
}

/** ITU-T E.164. @throws AppError 422 when the number has no country code or is not possible */
export function e164(text: string): string {
  const parsed = parsePhoneNumberFromString(text);
  if (!parsed?.isPossible())
    throw invalid("phone", "Write the number with its country code, for example +49 30 901820.");
  return parsed.number;
}

/** Tags compare without regard to case. */
export function uniqueTags(tags: string[]): string[] {
  return [...new Map([...tags].reverse().map((tag) => [tag.toLowerCase(), tag])).values()].reverse();
}
