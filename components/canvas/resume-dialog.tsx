"use client";
import { useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
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
import { RadioGroup, RadioItem } from "@/components/ui/radio-group";
import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import type { WorkflowAnswer } from "@/lib/api/contracts/workflows";

type Overdue = "send_late" | "skip_overdue" | "leave";
type Props = { workflow: WorkflowAnswer; onClose: () => void; onResumed: () => Promise<void> };

/** Asks what becomes of people whose step came due while the workflow was paused, and resumes it. */
export function ResumeDialog({ workflow, onClose, onResumed }: Props) {
  const api = useApi();
  const { plural } = useFormat();
  const [overdue, setOverdue] = useState<Overdue>("send_late");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { active, held } = workflow.runs;

  async function resume() {
    setBusy(true);
    setProblem(null);
    try {
      await api(workflowRuns.resume, { id: workflow.id, overdue });
      toast.success("The workflow is live again");
      await onResumed();
      onClose();
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Resume the workflow?</DialogTitle>
          <DialogDescription>
            {plural({ count: active, one: "{n} person is inside.", other: "{n} people are inside." })}{" "}
            {held === 0
              ? "Nobody's next step is due yet."
              : plural({
                  count: held,
                  one: "{n} is held: their next step came due.",
                  other: "{n} are held: their next step came due.",
                })}{" "}
            Whoever still waits goes on waiting as planned.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={problem} />
          <p id="overdue" className="text-sm font-medium">
            People whose next step came due during the pause
          </p>
          <RadioGroup
            aria-labelledby="overdue"
            value={overdue}
            onValueChange={(value: string) => setOverdue(value as Overdue)}
          >
            <RadioItem value="send_late" label="Go on now" help="What they should have got meanwhile is sent late." />
            <RadioItem
              value="skip_overdue"
              label="Go on without the overdue messages"
              help="Messages up to their next wait are skipped, with the reason on the step. Everything else happens."
            />
            <RadioItem value="leave" label="Leave the workflow" help="Their run ends, with the reason on it." />
          </RadioGroup>
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            Keep it paused
          </Button>
          <Button onClick={resume} busy={busy}>
            Resume
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
