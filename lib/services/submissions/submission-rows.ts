import { sql } from "kysely";
import type { SubmissionAnswer } from "@/lib/api/contracts/submissions";
import type { ServiceContext } from "@/lib/db/scoped";

/** Submissions with the words of the form they answered, as the API shows them; the caller adds conditions and order. */
export function selectSubmissions(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("submissions as s")
    .innerJoin("forms as f", (join) =>
      join.onRef("f.id", "=", "s.form_id").onRef("f.workspace_id", "=", "s.workspace_id"),
    )
    .innerJoin("form_versions as v", (join) =>
      join.onRef("v.id", "=", "s.version_id").onRef("v.workspace_id", "=", "s.workspace_id"),
    )
    .leftJoin("contacts as c", (join) =>
      join
        .onRef("c.id", "=", "s.contact_id")
        .onRef("c.workspace_id", "=", "s.workspace_id")
        .on("c.deleted_at", "is", null),
    )
    .where("s.workspace_id", "=", ctx.workspaceId)
    .select([
      "s.id",
      "s.form_id",
      "f.name as form_name",
      "v.number as version",
      "s.contact_id",
      "c.id as shown_contact",
      "c.email",
      sql<string>`concat_ws(' ', c.first_name, c.last_name)`.as("contact_name"),
      "s.answers",
      sql`v.content -> 'fields'`.as("fields"),
      "s.differs",
      "s.consent",
      "s.utm",
      "s.referrer",
      "s.ip",
      "s.user_agent",
      "s.created_at",
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectSubmissions>["executeTakeFirstOrThrow"]>>;

/** A row of `selectSubmissions` in the shape of the contract. */
export function toSubmission({ shown_contact, email, contact_name, fields, ...row }: Row): SubmissionAnswer {
  const shown = fields as SubmissionAnswer["labels"];
  return {
    ...(row as unknown as SubmissionAnswer),
    contact: shown_contact ? { id: shown_contact, name: contact_name, email } : null,
    labels: shown.map(({ key, label, type, options }) => ({ key, label: label || key, type, options })),
  };
}
