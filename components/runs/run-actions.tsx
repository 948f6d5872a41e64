"use client";
import { ChevronDown, RotateCcw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type RunAnswer, runs } from "@/lib/api/contracts/runs";
import { type UnknownEffect, UnknownEffects, unknownOf } from "./unknown-effects";

type Props = { run: RunAnswer; onChanged: () => Promise<void> };

/** What a member may do to a run: stop it while it is under way, try it again once it has ended. */
export function RunActions({ run, onChanged }: Props) {
  const { role } = useWorkspace();
  if (role === "viewer") return null;
  return run.ended_at === null ? <CancelRun run={run} onChanged={onChanged} /> : <RetryRun run={run} />;
}

function CancelRun({ run, onChanged }: Props) {
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

function RetryRun({ run }: { run: RunAnswer }) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [restarting, setRestarting] = useState(false);
  const [unknown, setUnknown] = useState<UnknownEffect[]>([]);

  async function retry(input: { from: "failed" | "start"; confirm_unknown?: boolean }) {
    const made = await api(runs.retry, { id: run.id, ...input });
    toast.success("A new run has begun.");
    router.push(`/w/${encodeURIComponent(slug)}/runs/${made.id}`);
  }

  async function retryFailed() {
    setBusy(true);
    try {
      await retry({ from: "failed" });
    } catch (error) {
      const listed = unknownOf(error);
      if (listed.length > 0) setUnknown(listed);
      else toast.error(readApiError(error).message);
    }
    setBusy(false);
  }

  return (
    <>
      {run.status === "failed" ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline" busy={busy}>
              <RotateCcw aria-hidden />
              Try again
              <ChevronDown aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            <DropdownMenuItem onSelect={() => void retryFailed()}>From the step that failed</DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setRestarting(true)}>From the start</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      ) : (
        <Button variant="outline" onClick={() => setRestarting(true)}>
          <RotateCcw aria-hidden />
          Run again
        </Button>
      )}
      <ConfirmDialog
        open={restarting}
        onOpenChange={setRestarting}
        title="Run again from the start?"
        description={`A new run takes ${run.contact?.name ?? "the contact"} through version ${run.version} of ${run.workflow.name} once more. Messages that were sent before are sent again.`}
        actionLabel="Run again"
        destructive={false}
        onConfirm={() => retry({ from: "start" })}
      />
      <ConfirmDialog
        open={unknown.length > 0}
        onOpenChange={(open) => {
          if (!open) setUnknown([]);
        }}
        title="Send again, although it may have arrived?"
        description={<UnknownEffects items={unknown} />}
        actionLabel="Send again"
        onConfirm={() => retry({ from: "failed", confirm_unknown: true })}
      />
    </>
  );
}
