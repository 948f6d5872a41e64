import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import type { activity, contacts } from "@/lib/api/contracts/contacts";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { type EventName, events } from "@/lib/events";
import { requireContact } from "@/lib/services/contacts/require-contact";
import { submittedAnswers } from "@/lib/services/contacts/submitted-answers";

/** What happened to a contact, newest first. @throws AppError 404 */
export async function listActivities({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.activities>;
}) {
  await requireContact({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const filtered = ctx.db
    .selectFrom("activities as a")
    .where("a.workspace_id", "=", ctx.workspaceId)
    .where("a.subject_id", "=", input.id)
    .$if(input.type !== undefined, (q) => q.where("a.type", "=", input.type as string));
  const rows = await filtered
    .leftJoin("workflows as w", (j) =>
      j.onRef("w.workspace_id", "=", "a.workspace_id").onRef("w.id", "=", "a.workflow_id"),
    )
    .select([
      "a.id",
      "a.type",
      "a.data",
      "a.changes",
      "a.source",
      "a.run_id",
      "a.workflow_id",
      "w.name as workflow_name",
      "a.occurred_at",
      "a.created_at",
    ])
    // By the order of writing: what one transaction records has one time.
    .$if(cursor !== null, (q) =>
      q.where("a.seq", "<", (e) =>
        e
          .selectFrom("activities as last")
          .select("last.seq")
          .where("last.workspace_id", "=", ctx.workspaceId)
          .where("last.id", "=", cursor?.id as string),
      ),
    )
    .orderBy("a.seq", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const noteIds = data
    .filter((row) => row.type === "note.added")
    .map((row) => String((row.data as { note_id?: string }).note_id));
  const notes = noteIds.length
    ? await ctx.db
        .selectFrom("notes")
        .select(["id", "body"])
        .where("workspace_id", "=", ctx.workspaceId)
        .where("id", "in", noteIds)
        .execute()
    : [];
  const submissionOf = (row: { type: string; data: unknown }) =>
    row.type === "form.submitted" ? (row.data as { submission_id?: string }).submission_id : undefined;
  const answers = await submittedAnswers({ ctx, submissionIds: data.flatMap((row) => submissionOf(row) ?? []) });
  const bodies = new Map(notes.map((note) => [note.id, note.body]));
  const count = input.count
    ? await filtered.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  return {
    data: data.map(({ workflow_id, workflow_name, ...row }) => ({
      ...row,
      label: events[row.type as EventName]?.label ?? row.type,
      data: row.data as Record<string, unknown>,
      changes: row.changes as z.input<typeof activity>["changes"],
      note: bodies.get(String((row.data as { note_id?: string }).note_id)) ?? null,
      answers: answers.get(submissionOf(row) ?? ""),
      workflow: workflow_id && workflow_name ? { id: workflow_id, name: workflow_name } : null,
    })),
    next_cursor,
    ...(count ? { count: count.n } : {}),
  };
}
