"use client";
import { useRef, useState } from "react";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { ExperimentForm } from "@/components/experiments/experiment-form";
import { ExperimentGroups } from "@/components/experiments/experiment-groups";
import { RenameDialog } from "@/components/experiments/rename-dialog";
import { shareWords } from "@/components/experiments/share-words";
import type { Version } from "@/components/experiments/variant-rows";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { type ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";

const states = {
  draft: { label: "Draft", tone: "neutral" },
  running: { label: "Running", tone: "running" },
  stopped: { label: "Stopped", tone: "skipped" },
} as const;
const activities: Record<string, string> = {
  "contact.tag_added": "Tag added",
  "form.submitted": "Form submitted",
  "event.received": "Event received",
  "page.viewed": "Page viewed",
};

type Props = { experiment: ExperimentAnswer; versions: Version[]; onChanged: () => void };

/** One experiment: what it compares, how it does, and what can be done with it. */
export function ExperimentCard({ experiment, versions, onChanged }: Props) {
  const api = useApi();
  const { publish: mayChange } = useWorkflowAccess();
  const { id, name, status, goal, window_days, holdout_percent, variants } = experiment;
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  // The form stood in the card's place: the focus goes back to where it was opened.
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => edit.current?.focus());
  };
  const saved = () => {
    close();
    onChanged();
  };
  const act = (work: Promise<unknown>) => work.then(onChanged);
  const counts =
    goal.type === "goal"
      ? (goal.name ?? "any goal of this workflow")
      : `${activities[goal.activity]}${goal.key ? `: ${goal.key}` : ""}`;
  if (editing && status === "draft")
    return (
      <ExperimentForm
        workflowId={experiment.workflow_id}
        versions={versions}
        draft={experiment}
        onClose={close}
        onSaved={saved}
      />
    );
  return (
    <Card aria-label={name}>
      <CardHeader className="flex-wrap">
        <div className="min-w-0">
          <CardTitle className="break-words">
            {name} <Badge tone={states[status].tone}>{states[status].label}</Badge>
          </CardTitle>
          <CardDescription>
            Counts: {counts}, within {window_days} {window_days === 1 ? "day" : "days"}.{" "}
            {holdout_percent > 0 ? `Held out: ${holdout_percent} %.` : "Nobody is held out."}
          </CardDescription>
        </div>
        {!mayChange ? null : (
          <div className="flex flex-wrap gap-2">
            <Button
              ref={edit}
              variant="outline"
              size="sm"
              aria-label={`${status === "draft" ? "Edit" : "Rename"} ${name}`}
              onClick={() => setEditing(true)}
            >
              {status === "draft" ? "Edit" : "Rename"}
            </Button>
            {status === "draft" ? (
              <>
                <ConfirmDialog
                  trigger={
                    <Button variant="outline" size="sm">
                      Delete
                    </Button>
                  }
                  title={`Delete "${name}"?`}
                  description="It has not started, so nothing was measured. This cannot be undone."
                  actionLabel="Delete experiment"
                  onConfirm={() => act(api(experiments.remove, { id }))}
                />
                <ConfirmDialog
                  trigger={<Button size="sm">Start</Button>}
                  title={`Start "${name}"?`}
                  description={`${shareWords({ variants, holdoutPercent: holdout_percent })} From then on only names can be changed, and the workflow cannot be published until it ends.`}
                  actionLabel="Start experiment"
                  destructive={false}
                  onConfirm={() => act(api(experiments.start, { id }))}
                />
              </>
            ) : null}
            {status === "running" ? (
              <ConfirmDialog
                trigger={
                  <Button variant="outline" size="sm">
                    Stop
                  </Button>
                }
                title={`Stop "${name}"?`}
                description="Everybody enters by the live version from now on. People inside stay on their version. It cannot be started again."
                actionLabel="Stop experiment"
                onConfirm={() => act(api(experiments.stop, { id }))}
              />
            ) : null}
          </div>
        )}
      </CardHeader>
      <CardContent>
        <ExperimentGroups experiment={experiment} onChanged={onChanged} />
      </CardContent>
      {editing ? <RenameDialog experiment={experiment} onClose={close} onSaved={saved} /> : null}
    </Card>
  );
}
