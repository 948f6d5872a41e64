"use client";
import { useState } from "react";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Badge } from "@/components/ui/badge";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import { workflows } from "@/lib/api/contracts/workflows";

type Props = { workflowId: string; number: number; others: number[] };

/** What changed from a version to another one or to the draft, step by step. */
export function VersionDiff({ workflowId, number, others }: Props) {
  const api = useApi();
  const [chosen, setChosen] = useState("draft");
  const { data, error, isLoading } = useSWR(["version-diff", workflowId, number, chosen], () =>
    api(workflows.diff, { id: workflowId, number, with: chosen === "draft" ? chosen : Number(chosen) }),
  );
  return (
    <div className="mt-2 grid gap-2 rounded-md border px-3 py-2.5">
      <Field label={`From version ${number} to`}>
        <NativeSelect value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="draft">The draft</option>
          {others.map((one) => (
            <option key={one} value={one}>
              Version {one}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <FormMessage message={error ? readApiError(error).message : null} />
      {isLoading ? <Skeleton className="h-4 w-2/3" /> : null}
      {data?.nodes.length === 0 ? (
        <p className="text-sm text-muted-foreground">Nothing but places on the canvas.</p>
      ) : null}
      <ul className="grid max-h-72 gap-2 overflow-y-auto text-sm">
        {data?.nodes.map((node) => (
          <li key={node.node_id ?? "workflow"}>
            <p className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 font-medium break-words">{node.name}</span>
              {node.state === "added" ? <Badge tone="done">Added</Badge> : null}
              {node.state === "removed" ? <Badge tone="failed">Removed</Badge> : null}
            </p>
            {node.state === "removed" ? null : (
              <ul className="list-disc pl-4 marker:text-muted-foreground">
                {node.changes.map((change) => (
                  <li key={change} className="break-words">
                    {change}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
