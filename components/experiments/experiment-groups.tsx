"use client";
import useSWR from "swr";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { points, sureWords } from "@/components/experiments/sure-words";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { FormMessage } from "@/components/shell/form-message";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type ExperimentAnswer, type ExperimentResults, experiments } from "@/lib/api/contracts/experiments";

type Group = ExperimentResults["groups"][number];
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** How each variant and the holdout do, with the range each rate lies in. */
export function ExperimentGroups({ experiment, onChanged }: { experiment: ExperimentAnswer; onChanged: () => void }) {
  const api = useApi();
  const { publish: mayChange } = useWorkflowAccess();
  const { id, status, winner, variants } = experiment;
  const { data, error } = useSWR(["experiment-results", id, status], () => api(experiments.results, { id }));
  if (error) return <FormMessage message={readApiError(error).message} />;
  if (!data) return <p className="text-muted-foreground">Counting…</p>;
  const decides = mayChange && status !== "draft" && winner === null;
  return (
    <>
      {data.correction && status !== "draft" ? (
        <p className="mb-3 max-w-prose text-sm text-muted-foreground">{data.correction}</p>
      ) : null}
      <ul className="grid gap-3 lg:grid-cols-2">
        {data.groups.map((group) => {
          const variant = variants.find((one) => one.id === group.id);
          return (
            <li key={group.id} className="min-w-0 rounded-md border p-3">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <span className="min-w-0 font-medium break-words">
                  {group.name}
                  {variant ? (
                    <span className="font-normal text-muted-foreground">
                      {" "}
                      version {variant.version}, weight {variant.weight}
                    </span>
                  ) : null}
                </span>
                {winner === group.id ? <Badge tone="done">Winner</Badge> : null}
                {decides && variant ? (
                  <ConfirmDialog
                    trigger={
                      <Button variant="outline" size="sm" aria-label={`Declare ${group.name} the winner`}>
                        Declare winner
                      </Button>
                    }
                    title={`Declare "${group.name}" the winner?`}
                    description={`The experiment stops and version ${variant.version} goes live. The draft and the people inside stay as they are.`}
                    actionLabel="Declare winner"
                    destructive={false}
                    onConfirm={() => api(experiments.winner, { id, variant: group.id }).then(onChanged)}
                  />
                ) : null}
              </div>
              <div aria-hidden className="relative mt-2 h-2 rounded-full bg-secondary">
                <div
                  className="absolute h-2 rounded-full bg-primary-soft"
                  style={{
                    left: `${group.interval.low * 100}%`,
                    width: `${Math.max(1, (group.interval.high - group.interval.low) * 100)}%`,
                  }}
                />
                <div className="absolute h-2 w-0.5 bg-primary" style={{ left: `${group.rate * 100}%` }} />
              </div>
              <Words group={group} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Words({ group }: { group: Group }) {
  const lines = [
    group.people === 0
      ? "Nobody yet."
      : `${group.converted} of ${group.people} converted, ${percent(group.rate)} (95 % sure: ${percent(group.interval.low)} to ${percent(group.interval.high)})`,
    group.difference && against({ found: group.difference, whom: "the first variant" }),
    group.uplift && against({ found: group.uplift, whom: "the holdout" }),
    group.advice,
  ];
  return lines.map((line, n) =>
    line ? (
      <p key={line} className={cn("mt-1 text-sm", n > 0 && "text-muted-foreground")}>
        {line}
      </p>
    ) : null,
  );
}

function against({ found, whom }: { found: NonNullable<Group["uplift"]>; whom: string }): string {
  const { value, interval } = found;
  return `${points(value)} points against ${whom} (${points(interval.low)} to ${points(interval.high)}), ${sureWords(found)}`;
}
