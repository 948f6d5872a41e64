"use client";
import type { ReactNode } from "react";
import { useFormNames } from "@/components/canvas/names";
import { nodeSummary } from "@/components/canvas/node-words";
import { formsOf } from "@/components/canvas/use-answers";
import { StatusMark } from "@/components/shell/status-badge";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { RunAnswer } from "@/lib/api/contracts/runs";
import type { Graph } from "@/lib/engine/graph";
import { DueIn } from "./due-in";
import { TokenButtons } from "./token-buttons";

type Token = RunAnswer["tokens"][number];
type Props = { run: RunAnswer; graph: Graph; onSelect: (nodeId: string) => void; onChanged: () => Promise<void> };

/** Where an open run stands, branch by branch, and what would move it on. Nothing once it has ended. */
export function Standing({ run, graph, onSelect, onChanged }: Props) {
  const names = useFormNames(formsOf(graph));
  if (run.tokens.length === 0) return null;
  return (
    <Card aria-labelledby="standing">
      <CardHeader>
        <CardTitle id="standing">Now</CardTitle>
      </CardHeader>
      <ul className="divide-y">
        {run.tokens.map((token) => {
          const node = graph.nodes.find((one) => one.id === token.node_id);
          return (
            <li key={token.id} className="flex items-start gap-2.5 px-4 py-2.5">
              <span className={token.status === "waiting" || token.status === "held" ? "text-waiting" : "text-running"}>
                <StatusMark
                  kind="run"
                  status={token.status === "ready" ? "queued" : token.status}
                  className="mt-0.5 size-4"
                />
              </span>
              <div className="min-w-0">
                <button
                  type="button"
                  onClick={() => onSelect(token.node_id)}
                  className="rounded-sm text-left font-medium underline-offset-4 hover:underline"
                >
                  {token.name}
                </button>
                <p className="text-sm text-pretty text-muted-foreground">
                  {tokenWords({ token, type: node?.type, summary: node ? nodeSummary({ node, names }) : "" })}
                </p>
                <TokenButtons run={run} token={token} onChanged={onChanged} />
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function tokenWords({ token, type, summary }: { token: Token; type: string | undefined; summary: string }): ReactNode {
  if (token.status === "held")
    return "Held: the workflow is paused, all sending is stopped, or an earlier run of this contact goes first. It goes on by itself when that is over.";
  if (token.status === "ready") return "About to begin.";
  if (token.status === "running") return "Under way.";
  const due = token.due_at ? <DueIn at={token.due_at} /> : null;
  if (type === "wait_for_event" || type === "join")
    return (
      <>
        {summary}
        {due ? <span className="block">At the latest: {due}</span> : null}
      </>
    );
  return due ? <>Waiting until {due}</> : "Waiting.";
}
