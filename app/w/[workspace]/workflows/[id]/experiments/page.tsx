import type { Metadata } from "next";
import { ExperimentsPage } from "@/components/experiments/experiments-page";
import { WorkflowFrame } from "@/components/workflows/workflow-frame";
import { experiments } from "@/lib/api/contracts/experiments";
import { workflows } from "@/lib/api/contracts/workflows";
import { memberPage } from "@/lib/auth/page";
import { listExperiments } from "@/lib/services/experiments/list-experiments";
import { listVersions } from "@/lib/services/workflows/list-versions";
import { readWorkflow } from "../read-workflow";

export const metadata: Metadata = { title: "Experiments" };

type Props = { params: Promise<{ workspace: string; id: string }> };

/** Published versions of a workflow compared on the people who enter. */
export default async function WorkflowExperimentsPage({ params }: Props) {
  const { read } = await memberPage(params);
  const workflow = await readWorkflow(params);
  const query = { id: workflow.id, ...experiments.list.query.parse({ limit: 50 }) };
  const { data } = await read(({ ctx }) => listExperiments({ ctx, input: query }));
  const versions = await read(({ ctx }) =>
    listVersions({ ctx, input: { id: workflow.id, ...workflows.versions.query.parse({ limit: 50 }) } }),
  );
  return (
    <WorkflowFrame workflow={workflow} current="experiments">
      <ExperimentsPage
        workflowId={workflow.id}
        initial={data}
        versions={versions.data.map(({ number, note, live }) => ({ number, note, live }))}
      />
    </WorkflowFrame>
  );
}
