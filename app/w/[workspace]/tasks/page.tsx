import type { Metadata } from "next";
import { PageBody } from "@/components/shell/page-body";
import { Inbox } from "@/components/tasks/inbox";
import type { TaskFilters } from "@/components/tasks/task-list";
import { tasks } from "@/lib/api/contracts/tasks";
import { memberPage } from "@/lib/auth/page";
import { getTask } from "@/lib/services/tasks/get-task";
import { listTasks } from "@/lib/services/tasks/list-tasks";

export const metadata: Metadata = { title: "Tasks" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

/** Tasks and approvals of the signed-in member, or of everybody. */
export default async function TasksPage({ params, searchParams }: Props) {
  const { read } = await memberPage(params);
  const { show, whose, task } = await searchParams;
  const filters: TaskFilters = {
    show: show === "done" || show === "cancelled" ? show : "open",
    ...(whose === "all" ? {} : { whose: whose === "nobody" ? "nobody" : "mine" }),
  };
  const input = tasks.list.query.parse({
    ...(filters.whose ? { whose: filters.whose } : {}),
    ...(filters.show === "open" ? { sort: "due" } : { status: filters.show }),
    count: "exact",
  });
  const named = tasks.get.params.safeParse({ id: task });
  const { page, opened } = await read(async ({ ctx }) => ({
    page: await listTasks({ ctx, input }),
    // A link to a task that is gone still opens the list.
    opened: named.success ? await getTask({ ctx, input: named.data }).catch(() => null) : null,
  }));
  return (
    <PageBody wide>
      <Inbox initial={page} count={page.count ?? 0} filters={filters} opened={opened} key={task ?? ""} />
    </PageBody>
  );
}
