import type { ActivityRow } from "@/lib/services/runs/match-event";

/** The bulk enrolment that an activity asks for, or null. */
export function bulkOf({ type, data }: Pick<ActivityRow, "type" | "data">): string | null {
  const id = type === "workflow.requested" ? (data as { bulk_enrolment_id?: unknown }).bulk_enrolment_id : null;
  return typeof id === "string" ? id : null;
}
