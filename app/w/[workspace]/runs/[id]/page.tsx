import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunPage } from "@/components/runs/run-page";
import { PageBody } from "@/components/shell/page-body";
import { runs } from "@/lib/api/contracts/runs";
import { memberPage } from "@/lib/auth/page";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { getRun } from "@/lib/services/runs/get-run";
import { listSteps } from "@/lib/services/runs/list-steps";
import { getVersion } from "@/lib/services/workflows/get-version";

export const metadata: Metadata = { title: "Run" };

type Props = { params: Promise<{ workspace: string; id: string }> };

/** One contact's journey through one version of a workflow. */
export default async function Run({ params }: Props) {
  const { read } = await memberPage(params);
  const { id } = await params;
  if (!runs.get.params.safeParse({ id }).success) notFound();
  const data = await read(async ({ ctx }) => {
    const run = await getRun({ ctx, input: { id } });
    const steps = await listSteps({ ctx, input: { id } });
    const version = await getVersion({ ctx, input: { id: run.workflow.id, number: run.version } });
    return { run, steps: steps.data, graph: version.graph as Graph };
  }).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <PageBody wide>
      <RunPage key={id} {...data} />
    </PageBody>
  );
}
