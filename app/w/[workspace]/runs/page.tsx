import type { Metadata } from "next";
import { RecentActions } from "@/components/runs/recent-actions";
import { RunList } from "@/components/runs/run-list";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/shell/page-header";
import { runs } from "@/lib/api/contracts/runs";
import { workflows } from "@/lib/api/contracts/workflows";
import { memberPage } from "@/lib/auth/page";
import { listRuns } from "@/lib/services/runs/list-runs";
import { listWorkflows } from "@/lib/services/workflows/list-workflows";

export const metadata: Metadata = { title: "Runs" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

/** Every journey of a contact through a workflow, under way or ended. */
export default async function RunsPage({ params, searchParams }: Props) {
  const { read } = await memberPage(params);
  const { status, workflow, contact } = await searchParams;
  const parsed = runs.list.query.safeParse({
    status: status || undefined,
    workflow: workflow || undefined,
    contact: contact || undefined,
  });
  const filters = parsed.success ? parsed.data : runs.list.query.parse({});
  const { list, choices } = await read(async ({ ctx }) => ({
    list: await listRuns({ ctx, input: filters }),
    choices: await listWorkflows({ ctx, input: workflows.list.query.parse({ limit: 200 }) }),
  }));
  // A workflow that was archived still has runs to look at.
  const known = new Map(
    [...list.data.map((run) => run.workflow), ...choices.data].map(({ id, name }) => [id, { id, name }]),
  );
  return (
    <PageBody wide>
      <PageHeader
        title="Runs"
        description="Each contact's journey through a workflow, newest first."
        secondary={<RecentActions />}
      />
      <RunList
        initial={list}
        filters={{ contact: filters.contact, workflow: filters.workflow, status: filters.status }}
        workflows={[...known.values()]}
      />
    </PageBody>
  );
}
