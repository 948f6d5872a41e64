"use client";
import { ExperimentGroups } from "@/components/experiments/experiment-groups";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
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

/** One experiment: what it compares, how it does, and what can be done with it. */
export function ExperimentCard({ experiment, onChanged }: { experiment: ExperimentAnswer; onChanged: () => void }) {
  const api = useApi();
  const { role } = useWorkspace();
  const { id, name, status, goal, window_days, holdout_percent } = experiment;
  const act = (work: Promise<unknown>) => work.then(onChanged);
  const counts =
    goal.type === "goal"
      ? (goal.name ?? "any goal of this workflow")
      : `${activities[goal.activity]}${goal.key ? `: ${goal.key}` : ""}`;
  return (
    <Card aria-label={name}>
      <CardHeader className="flex-wrap">
        <div className="min-w-0">
          <CardTitle className="break-words">
            {name} <Badge tone={states[status].tone}>{states[status].label}</Badge>
          </CardTitle>
          <CardDescription>
            Counts: {counts}, within {window_days} {window_days === 1 ? "day" : "days"}. Held out: {holdout_percent} %.
          </CardDescription>
        </div>
        {role === "viewer" ? null : (
          <div className="flex flex-wrap gap-2">
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
                  description="People who enter from now on are divided by the weights. While it runs, it cannot be changed and the workflow cannot be published."
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
    </Card>
  );
}
