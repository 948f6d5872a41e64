"use client";
import useSWR from "swr";
import { MoveUnderWay } from "@/components/canvas/move-under-way";
import { EndExperiment } from "@/components/experiments/end-experiment";
import { useApi } from "@/components/shell/api-provider";
import { experiments } from "@/lib/api/contracts/experiments";
import { moves } from "@/lib/api/contracts/moves";

const EVERY_MS = 1500;

/** What must end before the workflow can be published: an experiment that runs, people who are still being moved. */
export function usePublishBlockers(workflowId: string) {
  const api = useApi();
  return useSWR(
    ["publish-blockers", workflowId],
    async () => {
      const [made, moving] = await Promise.all([
        api(experiments.list, { id: workflowId, limit: 50 }),
        api(moves.list, { id: workflowId, limit: 1 }),
      ]);
      const experiment = made.data.find(({ status }) => status === "running") ?? null;
      // None begins while another is under way, so that only the newest can be.
      const move = moving.data.find(({ status }) => status === "running") ?? null;
      return { experiment, move, any: experiment !== null || move !== null };
    },
    { dedupingInterval: 0, refreshInterval: (latest) => (latest?.move ? EVERY_MS : 0) },
  );
}

type Props = {
  blockers: ReturnType<typeof usePublishBlockers>["data"];
  /** Called when one is out of the way. */
  onEnded: () => Promise<void>;
};

/** The blockers with the ways out of them; nothing when there are none. */
export function PublishBlockers({ blockers, onEnded }: Props) {
  if (!blockers?.any) return null;
  const { experiment, move } = blockers;
  return (
    <>
      {experiment ? <EndExperiment experiment={experiment} onEnded={onEnded} /> : null}
      {move ? <MoveUnderWay move={move} onEnded={onEnded} /> : null}
    </>
  );
}
