"use client";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Button } from "@/components/ui/button";
import { type RunAnswer, type RunStep, runs } from "@/lib/api/contracts/runs";
import { RetryDialog } from "./retry-dialog";

type Props = { run: RunAnswer; steps: RunStep[]; onChanged: () => Promise<void> };

/** What a member may do to a run: stop it while it is under way, try it again once it has ended. */
export function RunActions({ run, steps, onChanged }: Props) {
  const { role } = useWorkspace();
  if (role === "viewer") return null;
  return run.ended_at === null ? <CancelRun run={run} onChanged={onChanged} /> : <RetryRun run={run} steps={steps} />;
}

function CancelRun({ run, onChanged }: Omit<Props, "steps">) {
  const api = useApi();
  return (
    <ConfirmDialog
      trigger={<Button variant="outline">Cancel run</Button>}
      title="Cancel this run?"
      description={`${run.contact?.name ?? "The contact"} leaves the workflow at once and for good. What was sent stays sent.`}
      actionLabel="Cancel run"
      keepLabel="Keep it going"
      onConfirm={async () => {
        await api(runs.cancel, { id: run.id });
        toast.success("The run was cancelled.");
        await onChanged();
      }}
    />
  );
}

function RetryRun({ run, steps }: { run: RunAnswer; steps: RunStep[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)}>
        <RotateCcw aria-hidden />
        {run.status === "failed" ? "Try again" : "Run again"}
      </Button>
      {open ? <RetryDialog run={run} steps={steps} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
