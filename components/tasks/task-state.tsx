import { Badge, type Tone } from "@/components/ui/badge";
import type { TaskAnswer } from "@/lib/api/contracts/tasks";

const words: Record<string, { label: string; tone: Tone }> = {
  approved: { label: "Approved", tone: "done" },
  rejected: { label: "Rejected", tone: "failed" },
  timed_out: { label: "No answer", tone: "skipped" },
  cancelled: { label: "Cancelled", tone: "skipped" },
  done: { label: "Done", tone: "done" },
};

/** How a task stands, in one word; an outcome that a member wrote as he wrote it. */
export function TaskState({ task }: { task: TaskAnswer }) {
  if (task.status === "open") return <Badge tone="waiting">Open</Badge>;
  const { label, tone } = words[task.outcome ?? task.status] ?? { label: task.outcome ?? "", tone: "done" as const };
  return <Badge tone={tone}>{label}</Badge>;
}
