"use client";
import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Notice } from "@/components/shell/notice";
import { Button } from "@/components/ui/button";
import { RadioGroup, RadioItem } from "@/components/ui/radio-group";
import { type ExperimentAnswer, type ExperimentResults, experiments } from "@/lib/api/contracts/experiments";

type Props = { experiment: ExperimentAnswer; onEnded: () => Promise<void> };

/** Says that a running experiment stands in the way of publishing, with the ways out of it. */
export function EndExperiment({ experiment, onEnded }: Props) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { id, name, workflow_id } = experiment;
  return (
    <Notice title={`The experiment "${name}" is running`}>
      <p className="text-sm">
        It divides the people who enter between published versions, and another version would change what it measures.
        End it, then publish.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <DeclareWinner experiment={experiment} onEnded={onEnded} />
        <ConfirmDialog
          trigger={
            <Button variant="outline" size="sm">
              Stop without a winner
            </Button>
          }
          title={`Stop "${name}"?`}
          description="Everybody enters by the live version from now on. People inside stay on their version. It cannot be started again."
          actionLabel="Stop experiment"
          onConfirm={() => api(experiments.stop, { id }).then(onEnded)}
        />
        <Link
          href={`/w/${encodeURIComponent(slug)}/workflows/${workflow_id}/experiments`}
          className="px-1 text-sm underline underline-offset-4"
        >
          See results
        </Link>
      </div>
    </Notice>
  );
}

function DeclareWinner({ experiment, onEnded }: Props) {
  const api = useApi();
  const [chosen, setChosen] = useState("");
  const { id, name, variants } = experiment;
  const { data } = useSWR(["experiment-results", id, experiment.status], () => api(experiments.results, { id }));
  return (
    <ConfirmDialog
      trigger={
        <Button variant="outline" size="sm">
          Declare a winner
        </Button>
      }
      title={`Which variant of "${name}" wins?`}
      description={
        <div className="grid gap-3">
          <p>
            The experiment stops and the winner's version goes live. The draft and the people inside stay as they are.
          </p>
          <RadioGroup aria-label="Winner" className="text-foreground" value={chosen} onValueChange={setChosen}>
            {variants.map((one) => (
              <RadioItem
                key={one.id}
                value={one.id}
                label={`${one.name}, version ${one.version}`}
                help={soFar(data?.groups.find((group) => group.id === one.id))}
              />
            ))}
          </RadioGroup>
        </div>
      }
      actionLabel="Declare winner"
      destructive={false}
      onConfirm={async () => {
        if (!chosen) throw { code: "validation", message: "Choose the variant that wins." };
        await api(experiments.winner, { id, variant: chosen });
        await onEnded();
      }}
    />
  );
}

function soFar(group: ExperimentResults["groups"][number] | undefined): string | undefined {
  if (!group) return undefined;
  if (group.people === 0) return "Nobody yet.";
  return `${group.converted} of ${group.people} converted, ${(group.rate * 100).toFixed(1)} %`;
}
