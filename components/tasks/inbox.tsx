"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWorkspace } from "@/components/shell/api-provider";
import { PageHeader } from "@/components/shell/page-header";
import { useFormat } from "@/components/shell/use-format";
import type { Page } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import type { TaskAnswer } from "@/lib/api/contracts/tasks";
import { NewTaskDialog } from "./new-task-dialog";
import { type TaskFilters, TaskList } from "./task-list";

type Props = { initial: Page<TaskAnswer>; count: number; filters: TaskFilters; opened: TaskAnswer | null };

/** What there is to do: one's own open tasks and approvals first, by their due time. */
export function Inbox({ initial, count, filters, opened }: Props) {
  const router = useRouter();
  const { role } = useWorkspace();
  const { number } = useFormat();
  const [creating, setCreating] = useState(false);
  return (
    <>
      <PageHeader
        title="Tasks"
        count={number(count)}
        action={
          role === "viewer" ? undefined : (
            <Button onClick={() => setCreating(true)}>
              <Plus aria-hidden />
              New task
            </Button>
          )
        }
      />
      <TaskList initial={initial} filters={filters} opened={opened} />
      {creating ? <NewTaskDialog onClose={() => setCreating(false)} onSaved={() => router.refresh()} /> : null}
    </>
  );
}
