import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { submissions } from "@/lib/api/contracts/submissions";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { selectSubmissions, toSubmission } from "@/lib/services/submissions/submission-rows";

/** What visitors sent, newest first, by form and by contact. */
export async function listSubmissions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof submissions.list>;
}): Promise<Answer<typeof submissions.list>> {
  const after = decodeCursor(input.cursor);
  const { form, contact } = input;
  let query = selectSubmissions(ctx)
    .orderBy("s.created_at", "desc")
    .orderBy("s.id", "desc")
    .limit(input.limit + 1);
  if (form) query = query.where("s.form_id", "=", form);
  if (contact) query = query.where("s.contact_id", "=", contact);
  if (after) query = query.where(sql<boolean>`(s.created_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  const answer = page({ rows: (await query.execute()).map(toSubmission), limit: input.limit });
  if (input.count !== "exact") return answer;
  let counting = ctx.db
    .selectFrom("submissions")
    .where("workspace_id", "=", ctx.workspaceId)
    .select(sql<number>`count(*)`.as("n"));
  if (form) counting = counting.where("form_id", "=", form);
  if (contact) counting = counting.where("contact_id", "=", contact);
  return { ...answer, count: (await counting.executeTakeFirstOrThrow()).n };
}
