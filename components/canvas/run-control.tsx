"use client";
import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { ResumeDialog } from "@/components/canvas/resume-dialog";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";

type Props = { workflow: WorkflowAnswer; onChanged: (workflow: WorkflowAnswer) => void };

/** Pauses a live workflow, resumes a paused one, starts a stopped one. Resuming with people held asks what to do with them. */
export function RunControl({ workflow, onChanged }: Props) {
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const { status } = workflow;
  if (status === "draft" || status === "archived") return null;

  async function change() {
    setBusy(true);
    try {
      if (status === "paused") {
        // People may have been held since the page was opened.
        const now = await api(workflows.get, { id: workflow.id });
        onChanged({ ...workflow, runs: now.runs });
        if (now.runs.active > 0) setAsking(true);
        else await resume();
      } else if (status === "stopped") await resume();
      else {
        await api(workflowRuns.pause, { id: workflow.id });
        toast.success("Paused. Nobody enters, and everybody inside is held at their next step.");
        await refresh();
      }
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
    setBusy(false);
  }
  async function resume() {
    await api(workflowRuns.resume, { id: workflow.id });
    toast.success("The workflow is live again");
    await refresh();
  }
  async function refresh() {
    const { status: next, paused, runs } = await api(workflows.get, { id: workflow.id });
    onChanged({ ...workflow, status: next, paused, runs });
  }

  const label = status === "live" ? "Pause" : status === "paused" ? "Resume" : "Start again";
  return (
    <>
      <Button variant="outline" onClick={change} busy={busy} aria-label={label}>
        {busy ? null : status === "live" ? <Pause aria-hidden /> : <Play aria-hidden />}
        <span className="hidden sm:inline">{label}</span>
      </Button>
      {asking ? <ResumeDialog workflow={workflow} onClose={() => setAsking(false)} onResumed={refresh} /> : null}
    </>
  );
}

/** How many people are inside and held, and why the workflow stands still when it was not a member who paused it. */
export function PeopleInside({ workflow }: { workflow: WorkflowAnswer }) {
  const { plural, number } = useFormat();
  const { active, held } = workflow.runs;
  const inside = plural({ count: active, one: "{n} person inside", other: "{n} people inside" });
  const breaker = workflow.paused?.reason === "breaker";
  if (active === 0 && !breaker) return null;
  return (
    <span className="text-sm text-muted-foreground">
      {breaker ? "Too many people entered at once. " : null}
      {active === 0 ? null : held > 0 ? `${inside}, ${number(held)} held` : inside}
    </span>
  );
}
