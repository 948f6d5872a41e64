import type { Metadata } from "next";
import { EntryLog } from "@/components/workflows/entry-log";
import { WorkflowFrame } from "@/components/workflows/workflow-frame";
import { workflowRuns } from "@/lib/api/contracts/runs";
import { memberPage } from "@/lib/auth/page";
import { listDecisions } from "@/lib/services/workflows/list-decisions";
import { readWorkflow } from "../read-workflow";

export const metadata: Metadata = { title: "Entry log" };

type Props = {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

/** Who did or did not enter a workflow, and why. */
export default async function EntriesPage({ params, searchParams }: Props) {
  const { read } = await memberPage(params);
  const workflow = await readWorkflow(params);
  const parsed = workflowRuns.decisions.query.safeParse({ entered: (await searchParams).entered || undefined });
  const query = parsed.success ? parsed.data : workflowRuns.decisions.query.parse({});
  const initial = await read(({ ctx }) => listDecisions({ ctx, input: { ...query, id: workflow.id } }));
  return (
    <WorkflowFrame workflow={workflow} current="entries">
      <EntryLog workflowId={workflow.id} initial={initial} filters={{ entered: query.entered }} />
    </WorkflowFrame>
  );
}
