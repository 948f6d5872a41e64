import type { Metadata } from "next";
import { BulkEnrolments } from "@/components/workflows/bulk-enrolments";
import { EntryLog } from "@/components/workflows/entry-log";
import { WorkflowFrame } from "@/components/workflows/workflow-frame";
import { enrolments } from "@/lib/api/contracts/enrolments";
import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { memberPage } from "@/lib/auth/page";
import { listEnrolments } from "@/lib/services/enrolments/list-enrolments";
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
  const { data: bulk } = await read(({ ctx }) =>
    listEnrolments({ ctx, input: { ...enrolments.list.query.parse({ limit: 3 }), id: workflow.id } }),
  );
  return (
    <WorkflowFrame workflow={workflow} current="entries">
      <BulkEnrolments key={bulk.map((one) => one.id).join()} initial={bulk} />
      <EntryLog workflowId={workflow.id} initial={initial} filters={{ entered: query.entered }} />
    </WorkflowFrame>
  );
}
