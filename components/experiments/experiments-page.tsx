"use client";
import { FlaskConical } from "lucide-react";
import { useRef, useState } from "react";
import useSWR from "swr";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { ExperimentCard } from "@/components/experiments/experiment-card";
import { ExperimentForm } from "@/components/experiments/experiment-form";
import type { Version } from "@/components/experiments/variant-rows";
import { useApi } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { Button } from "@/components/ui/button";
import { type ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";

type Props = { workflowId: string; initial: ExperimentAnswer[]; versions: Version[] };

/** The experiments of a workflow, newest first, and the form that drafts one. */
export function ExperimentsPage({ workflowId, initial, versions }: Props) {
  const api = useApi();
  const { publish: mayChange } = useWorkflowAccess();
  const [drafting, setDrafting] = useState(false);
  const { data = initial, mutate } = useSWR(
    ["experiments", workflowId],
    async () => (await api(experiments.list, { id: workflowId, limit: 50 })).data,
    { fallbackData: initial },
  );
  const possible = mayChange && versions.length > 1;
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setDrafting(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const button = possible ? (
    <Button ref={opener} onClick={() => setDrafting(true)}>
      New experiment
    </Button>
  ) : null;
  const description =
    versions.length > 1
      ? "Let part of the people enter by another published version, and see which one does better."
      : "An experiment compares published versions. Publish this workflow at least twice to begin.";
  return (
    <div className="grid gap-4">
      {drafting ? (
        <ExperimentForm
          workflowId={workflowId}
          versions={versions}
          onClose={close}
          onSaved={() => {
            close();
            void mutate();
          }}
        />
      ) : data.length > 0 && button ? (
        <div className="flex justify-end">{button}</div>
      ) : null}
      {data.length === 0 && !drafting ? (
        <EmptyState
          icon={<FlaskConical aria-hidden />}
          title="No experiments yet"
          description={description}
          action={button}
        />
      ) : null}
      {data.map((one) => (
        <ExperimentCard key={one.id} experiment={one} versions={versions} onChanged={() => void mutate()} />
      ))}
    </div>
  );
}
