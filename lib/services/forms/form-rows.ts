import { sql } from "kysely";
import type { FormSummary } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { type FormContent, formContent } from "@/lib/forms";

/** More submissions than this are shown as "10,000+": counting a million rows for a list is not worth its time. */
const COUNT_UP_TO = 10_000;

/** Forms of the workspace that are not deleted, as the API shows them; the caller adds conditions and order. */
export function selectForms(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("forms as f")
    .leftJoin("form_versions as v", (join) =>
      join.onRef("v.id", "=", "f.published_version_id").onRef("v.workspace_id", "=", "f.workspace_id"),
    )
    .where("f.workspace_id", "=", ctx.workspaceId)
    .where("f.deleted_at", "is", null)
    .select([
      "f.id",
      "f.public_id",
      "f.name",
      "f.status",
      "f.revision",
      "f.created_at",
      "f.updated_at",
      "v.number as version",
      sql<boolean>`(v.content is distinct from f.draft)`.as("has_changes"),
      sql<number>`(select count(*) from (select 1 from submissions s where s.workspace_id = f.workspace_id and s.form_id = f.id
        limit ${COUNT_UP_TO}) counted)`.as("submission_count"),
      sql<
        string | null
      >`(select s.created_at from submissions s where s.workspace_id = f.workspace_id and s.form_id = f.id
        order by s.created_at desc, s.id desc limit 1)`.as("last_submission_at"),
    ]);
}

type Row = Omit<FormSummary, "url" | "status"> & { status: string };

/** A row of `selectForms` with its public address. */
export function toSummary(row: Row): FormSummary {
  return { ...row, status: row.status === "published" ? "published" : "draft", url: publicUrl(row.public_id) };
}

/** Where visitors find a form. */
export const publicUrl = (publicId: string): string => `${env().baseUrl}/f/${publicId}`;

/** Reads stored content; a field added to the schema later gets its default. */
export const readContent = (stored: unknown): FormContent => formContent.parse(stored);

/** The form's row with its draft. @throws AppError 404 */
export async function requireForm({ ctx, id }: { ctx: ServiceContext; id: string }) {
  const row = await selectForms(ctx).select("f.draft").where("f.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("form");
  return { ...toSummary(row), draft: readContent(row.draft) };
}
