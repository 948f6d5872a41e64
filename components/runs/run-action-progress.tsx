"use client";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { JobProgress, LeftOut } from "@/components/shell/job-progress";
import { useFormat } from "@/components/shell/use-format";
import { type RunAction, runActions } from "@/lib/api/contracts/run-actions";
import { bulkWords } from "./bulk-words";

/** How far an action on many runs is, and why it could not be done to some; can be cancelled while it goes on. */
export function RunActionProgress({ initial }: { initial: RunAction }) {
  const api = useApi();
  const { role } = useWorkspace();
  const { number } = useFormat();
  const { id } = initial;
  return (
    <JobProgress
      initial={initial}
      kind="run-action"
      load={() => api(runActions.get, { id })}
      cancel={() => api(runActions.cancel, { id })}
      counts="Runs looked at"
      stopLabel={role === "viewer" ? undefined : "Stop here"}
    >
      {({ action, total, done, refused }) => {
        if (total === 0) return <p>No run fitted.</p>;
        const left = refused.reduce((sum, one) => sum + one.count, 0);
        return (
          <>
            <p>
              {number(done)} {bulkWords(action).past}
              {left > 0 ? `, ${number(left)} left as they were` : ""}.
            </p>
            <LeftOut reasons={refused} />
          </>
        );
      }}
    </JobProgress>
  );
}
