import type { Metadata } from "next";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/shell/page-header";
import { ImportButton } from "@/components/workflows/import-button";
import { NewWorkflowButton } from "@/components/workflows/new-workflow-button";
import { OrderButton } from "@/components/workflows/order-button";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { workflows } from "@/lib/api/contracts/workflows";
import { memberPage } from "@/lib/auth/page";
import { listGroups } from "@/lib/services/workflows/list-groups";
import { listWorkflows } from "@/lib/services/workflows/list-workflows";

export const metadata: Metadata = { title: "Workflows" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

/** The workflows of the workspace. */
export default async function WorkflowsPage({ params, searchParams }: Props) {
  const { read, workspace } = await memberPage(params);
  const { status, search } = await searchParams;
  const parsed = workflows.list.query.safeParse({
    status: status || undefined,
    search: search || undefined,
    count: "exact",
  });
  const input = parsed.success ? parsed.data : workflows.list.query.parse({ count: "exact" });
  const { count, ...initial } = await read(({ ctx }) => listWorkflows({ ctx, input }));
  const groups = workspace.role === "viewer" ? [] : await read(listGroups);
  return (
    <PageBody wide>
      <PageHeader
        title="Workflows"
        count={count}
        action={
          workspace.role === "viewer" ? undefined : (
            <span className="flex items-center gap-2">
              <OrderButton groups={groups} />
              <ImportButton />
              <NewWorkflowButton />
            </span>
          )
        }
      />
      <WorkflowList initial={initial} filters={{ status: input.status, search: input.search }} />
    </PageBody>
  );
}
