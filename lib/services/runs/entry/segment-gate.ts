import { sql } from "kysely";
import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

/** Only who is on a list, or only who is not, as the list stands at this moment. A list that was deleted lets nobody in. */
export const segmentGate = eachCandidate("segment_gate", async ({ ctx, candidate, facts }) => {
  const gate = candidate.entry.segment_gate;
  if (!gate || !facts.contact) return null;
  const { rows } = await sql<{ name: string; inside: boolean }>`
    select s.name, exists (select from public.segment_members m where m.workspace_id = s.workspace_id and m.segment_id = s.id
      and m.contact_id = ${facts.contact.id}) as inside
      from public.segments s where s.workspace_id = ${ctx.workspaceId} and s.id = ${gate.segment_id}`.execute(ctx.db);
  const [segment] = rows;
  const detail = { segment_id: gate.segment_id, wanted: gate.in ? "in" : "out" };
  if (!segment)
    return { reason: "The segment that decides who enters was deleted. Choose another in Settings.", detail };
  if (segment.inside === gate.in) return null;
  return {
    reason: gate.in
      ? `The contact was not in the segment "${segment.name}", and only its members enter.`
      : `The contact was in the segment "${segment.name}", whose members do not enter.`,
    detail: { ...detail, segment: segment.name },
  };
});
