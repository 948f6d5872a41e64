"use client";
import useSWR from "swr";
import { EndExperiment } from "@/components/experiments/end-experiment";
import { useApi } from "@/components/shell/api-provider";
import { experiments } from "@/lib/api/contracts/experiments";

/** What must end before the workflow can be published: an experiment that runs. */
export function usePublishBlockers(workflowId: string) {
  const api = useApi();
  return useSWR(
    ["publish-blockers", workflowId],
    async () => {
      const made = await api(experiments.list, { id: workflowId, limit: 50 });
      return { experiment: made.data.find(({ status }) => status === "running") ?? null };
    },
    { dedupingInterval: 0 },
  );
}

type Props = {
  blockers: ReturnType<typeof usePublishBlockers>["data"];
  /** Called when one is out of the way. */
  onEnded: () => Promise<void>;
};

/** The blockers with the ways out of them; nothing when there are none. */
export function PublishBlockers({ blockers, onEnded }: Props) {
  if (!blockers?.experiment) return null;
  return <EndExperiment experiment={blockers.experiment} onEnded={onEnded} />;
}
