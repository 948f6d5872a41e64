"use client";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { Facts } from "@/components/shell/facts";
import { FormMessage } from "@/components/shell/form-message";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { type TaskAnswer, tasks } from "@/lib/api/contracts/tasks";
import { DueTime } from "./due-time";
import { TaskState } from "./task-state";
import { useMembers } from "./use-members";

type Props = { task: TaskAnswer; onClose: () => void; onChanged: () => void };

/** One task or approval: what is asked, and the answer. */
export function TaskDialog({ task, onClose, onChanged }: Props) {
  const api = useApi();
  const { slug, role } = useWorkspace();
  const { data: people = [] } = useMembers();
  const [comment, setComment] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, contact } = task;
  const base = `/w/${encodeURIComponent(slug)}`;
  const mayAct = task.status === "open" && role !== "viewer";

  async function act({ name, said, work }: { name: string; said: string; work: () => Promise<unknown> }) {
    setBusy(name);
    setProblem(null);
    try {
      await work();
      toast.success(said);
      onChanged();
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
      setBusy(null);
    }
  }
  const decide = (decision: "approved" | "rejected") =>
    act({
      name: decision,
      said: decision === "approved" ? "Approved." : "Rejected.",
      work: () => api(tasks.decide, { id, decision, ...(comment ? { comment } : {}) }),
    });
  const handOn = (assignee_id: string) =>
    act({ name: "hand", said: "It was handed on.", work: () => api(tasks.delegate, { id, assignee_id }) });

  return (
    <Dialog open onOpenChange={(open) => !open && busy === null && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{task.title}</DialogTitle>
          <DialogDescription>
            {task.kind === "approval" ? "Approval" : "Task"}
            {task.workflow ? ` from the workflow "${task.workflow.name}"` : ""}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-4">
          <FormMessage message={problem} />
          {task.body ? <p className="whitespace-pre-wrap break-words">{task.body}</p> : null}
          <Facts
            items={[
              { label: "State", value: <TaskState task={task} /> },
              {
                label: "Contact",
                value: contact ? (
                  <Link href={`${base}/contacts/${contact.id}`} className="text-primary hover:underline">
                    {contact.name}
                  </Link>
                ) : null,
              },
              { label: "Assignee", value: task.assignee?.name ?? "Nobody" },
              { label: "Due", value: task.due_at ? <DueTime at={task.due_at} /> : null },
              { label: task.kind === "approval" ? "Decided by" : "Done by", value: task.decided_by?.name ?? null },
              { label: "When", value: task.decided_at ? <RelativeTime at={task.decided_at} /> : null },
              { label: "Comment", value: task.comment },
              { label: "No longer needed", value: task.closed_reason },
            ].filter(({ value }) => value !== null)}
          />
          {mayAct ? (
            <>
              <Field name="comment" label="Comment" help="Optional. Stands on the contact's timeline.">
                <Textarea
                  rows={3}
                  maxLength={5000}
                  value={comment}
                  onChange={(event) => setComment(event.currentTarget.value)}
                />
              </Field>
              <Field name="assignee" label="Hand on to">
                <NativeSelect
                  value=""
                  disabled={busy !== null}
                  onChange={(event) => event.currentTarget.value && handOn(event.currentTarget.value)}
                >
                  <option value="">Choose a member</option>
                  {people
                    .filter((one) => one.id !== task.assignee?.id)
                    .map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                </NativeSelect>
              </Field>
            </>
          ) : null}
        </DialogBody>
        <DialogFooter>
          {!mayAct ? (
            <Button variant="outline" onClick={onClose}>
              Close
            </Button>
          ) : task.kind === "approval" ? (
            <>
              <Button
                variant="outline"
                onClick={() => decide("rejected")}
                busy={busy === "rejected"}
                disabled={busy !== null}
              >
                Reject
              </Button>
              <Button onClick={() => decide("approved")} busy={busy === "approved"} disabled={busy !== null}>
                Approve
              </Button>
            </>
          ) : (
            <>
              <Button
                variant="outline"
                onClick={() =>
                  act({ name: "cancel", said: "The task was cancelled.", work: () => api(tasks.cancel, { id }) })
                }
                busy={busy === "cancel"}
                disabled={busy !== null}
              >
                Cancel task
              </Button>
              <Button
                onClick={() =>
                  act({
                    name: "done",
                    said: "The task is done.",
                    work: () => api(tasks.complete, { id, ...(comment ? { comment } : {}) }),
                  })
                }
                busy={busy === "done"}
                disabled={busy !== null}
              >
                Mark as done
              </Button>
            </>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
