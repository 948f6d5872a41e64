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
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";

type Props = { workflow: WorkflowAnswer; onClose: () => void; onChanged: (workflow: WorkflowAnswer) => void };

/** Stops a workflow for good: nobody enters, and people inside finish or leave. */
export function StopDialog({ workflow, onClose, onChanged }: Props) {
  const api = useApi();
  const { plural } = useFormat();
  const [people, setPeople] = useState<"finish" | "leave">("finish");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function stop() {
    setBusy(true);
    setProblem(null);
    try {
      await api(workflowRuns.stop, { id: workflow.id, people });
      const { status, paused, runs } = await api(workflows.get, { id: workflow.id });
      onChanged({ ...workflow, status, paused, runs });
      toast.success(people === "finish" ? "Stopped. People inside finish." : "Stopped. Everybody inside leaves.");
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
          <DialogTitle>Stop the workflow?</DialogTitle>
          <DialogDescription>
            Nobody enters any more.{" "}
            {plural({ count: workflow.runs.active, one: "{n} person is inside.", other: "{n} people are inside." })}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={problem} />
          <RadioGroup
            aria-label="People inside"
            value={people}
            onValueChange={(value: string) => setPeople(value as "finish" | "leave")}
          >
            <RadioItem
              value="finish"
              label="People inside finish their journey"
              help="Whoever was held by a pause goes on."
            />
            <RadioItem
              value="leave"
              label="Everybody leaves now"
              help="Their runs end where they stand. This cannot be undone."
            />
          </RadioGroup>
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button variant={people === "leave" ? "destructive" : "primary"} onClick={stop} busy={busy}>
            Stop the workflow
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
