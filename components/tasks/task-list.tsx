"use client";
import { ListTodo, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { FilterBar } from "@/components/shell/filter-bar";
import { RelativeTime } from "@/components/shell/relative-time";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type TaskAnswer, tasks } from "@/lib/api/contracts/tasks";
import { DueTime } from "./due-time";
import { TaskDialog } from "./task-dialog";
import { TaskState } from "./task-state";

export type TaskFilters = { whose?: "mine" | "nobody"; show: "open" | "done" | "cancelled"; contact?: string };
type Props = {
  initial: Page<TaskAnswer>;
  filters: TaskFilters;
  /** The task the address names. */
  opened: TaskAnswer | null;
  onNew?: () => void;
};

/** Tasks and approvals with filters; a row opens what can be done with it. */
export function TaskList({ initial, filters, opened, onNew }: Props) {
  const api = useApi();
  const router = useRouter();
  const { role } = useWorkspace();
  const [chosen, setChosen] = useState<TaskAnswer | null>(opened);
  const { whose, show, contact } = filters;
  const query = {
    ...(whose ? { whose } : {}),
    ...(contact ? { contact } : {}),
    ...(show === "open" ? { sort: "due" as const } : { status: show }),
  };
  const pages = usePages<TaskAnswer>({
    key: JSON.stringify(filters),
    initial,
    load: ({ cursor, signal }) => api(tasks.list, { ...query, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  useLive({ kind: "task", onChange: () => router.refresh() });
  const close = () => {
    setChosen(null);
    const url = new URL(location.href);
    if (!url.searchParams.has("task")) return;
    url.searchParams.delete("task");
    history.replaceState(null, "", url);
  };
  return (
    <>
      <FilterBar
        filters={[
          {
            param: "show",
            label: "State",
            options: [
              { value: "done", label: "Done" },
              { value: "cancelled", label: "Cancelled" },
            ],
          },
          ...(contact
            ? []
            : [
                {
                  param: "whose",
                  label: "Assignee",
                  options: [
                    { value: "all", label: "Everybody" },
                    { value: "nobody", label: "Nobody" },
                  ],
                },
              ]),
        ]}
        right={
          onNew && role !== "viewer" ? (
            <Button variant="outline" size="sm" onClick={onNew}>
              <Plus aria-hidden />
              New task
            </Button>
          ) : undefined
        }
      />
      <DataTable
        label="Tasks"
        {...pages.table}
        getId={(task) => task.id}
        columns={[
          {
            id: "title",
            header: "Task",
            cell: (task) => (
              <button
                type="button"
                onClick={() => setChosen(task)}
                className="min-h-6 max-w-full truncate text-left font-medium underline-offset-4 hover:underline"
              >
                {task.title}
              </button>
            ),
          },
          {
            id: "kind",
            header: "Kind",
            width: "110px",
            cell: (task) =>
              task.kind === "approval" ? <Badge tone="waiting">Approval</Badge> : <Badge tone="outline">Task</Badge>,
          },
          { id: "contact", header: "Contact", hideBelow: "md", hideStacked: true, cell: (task) => task.contact?.name },
          { id: "assignee", header: "Assignee", width: "160px", cell: (task) => task.assignee?.name ?? "Nobody" },
          show === "open"
            ? { id: "due", header: "Due", width: "190px", cell: (task) => <DueTime at={task.due_at} /> }
            : { id: "state", header: "State", width: "150px", cell: (task) => <TaskState task={task} /> },
          {
            id: "created",
            header: "Created",
            width: "130px",
            hideBelow: "lg",
            hideStacked: true,
            cell: (task) => <RelativeTime at={task.created_at} className="text-muted-foreground" />,
          },
        ]}
        empty={
          <EmptyState
            icon={<ListTodo aria-hidden />}
            title={show === "open" ? "Nothing to do" : "Nothing here"}
            description="Workflows and colleagues put tasks and approvals here."
          />
        }
      />
      {chosen ? (
        <TaskDialog
          task={pages.rows.find(({ id }) => id === chosen.id) ?? chosen}
          onClose={close}
          onChanged={() => {
            close();
            router.refresh();
          }}
        />
      ) : null}
    </>
  );
}
