"use client";
import { Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { WhyEntry } from "@/components/explain/why-entry";
import { MessageList } from "@/components/messages/message-list";
import { RunList } from "@/components/runs/run-list";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { DetailLayout } from "@/components/shell/detail-layout";
import type { Page } from "@/components/shell/use-pages";
import { NewTaskDialog } from "@/components/tasks/new-task-dialog";
import { type TaskFilters, TaskList } from "@/components/tasks/task-list";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { contacts } from "@/lib/api/contracts/contacts";
import type { TaskAnswer } from "@/lib/api/contracts/tasks";
import { ActivityTimeline } from "./activity-timeline";
import { ConsentPanel } from "./consent-panel";
import { ContactDialog } from "./contact-dialog";
import { ContactFacts } from "./contact-facts";
import { SetAside } from "./set-aside";
import { type Activity, type Consent, type ContactFull, statusLabels } from "./words";

type Tab = "timeline" | "messages" | "runs" | "consent" | "tasks";
type Props = {
  contact: ContactFull;
  activities: Page<Activity>;
  setAside: Parameters<typeof SetAside>[0]["items"];
  consents: { data: Consent[] };
  messages: Parameters<typeof MessageList>[0]["initial"] | null;
  runs: Parameters<typeof RunList>[0]["initial"] | null;
  tasks: { initial: Page<TaskAnswer>; show: TaskFilters["show"] } | null;
  segments: { id: string; name: string }[];
  tab: Tab;
};

/** Everything about one contact, with what a member may do to it. */
export function ContactPage({ contact, activities, setAside, consents, messages, runs, tasks, segments, tab }: Props) {
  const api = useApi();
  const router = useRouter();
  const { slug, role } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const [newTask, setNewTask] = useState(false);
  const mayWrite = role !== "viewer";
  const list = `/w/${encodeURIComponent(slug)}/contacts`;
  const here = `${list}/${contact.id}`;
  const tabs: { id: Tab; label: string; count?: number }[] = [
    { id: "timeline", label: "Timeline" },
    { id: "runs", label: "Runs" },
    { id: "messages", label: "Messages" },
    { id: "tasks", label: "Tasks" },
    { id: "consent", label: "Consent", count: consents.data.length },
  ];
  return (
    <>
      <DetailLayout
        title={contact.name}
        mark={<Avatar name={contact.name} size="lg" />}
        subtitle={[contact.job_title, contact.company].filter(Boolean).join(", ") || contact.email}
        badge={
          <>
            <Badge tone="outline">{statusLabels[contact.status]}</Badge>
            {contact.do_not_contact ? <Badge tone="failed">Do not contact</Badge> : null}
          </>
        }
        actions={
          mayWrite ? (
            <>
              <WhyEntry contact={contact} />
              <ConfirmDialog
                trigger={<Button variant="outline">Delete</Button>}
                title={`Delete ${contact.name}?`}
                description="The contact leaves every list and its runs end before their next step. What happened stays on record."
                actionLabel="Delete contact"
                onConfirm={async () => {
                  await api(contacts.remove, { id: contact.id });
                  toast.success("The contact was deleted.");
                  router.push(list);
                  router.refresh();
                }}
              />
              <Button variant="outline" onClick={() => setEditing(true)}>
                <Pencil aria-hidden />
                Edit
              </Button>
            </>
          ) : (
            <WhyEntry contact={contact} />
          )
        }
        tabs={tabs.map(({ id, label, count }) => ({
          label,
          count,
          href: id === "timeline" ? here : `${here}?tab=${id}`,
          current: id === tab,
        }))}
        aside={<ContactFacts contact={contact} segments={segments} mayWrite={mayWrite} />}
      >
        {tab === "timeline" ? (
          <div className="grid gap-5">
            <SetAside contactId={contact.id} items={setAside} mayWrite={mayWrite} />
            <ActivityTimeline contactId={contact.id} initial={activities} mayWrite={mayWrite} />
          </div>
        ) : null}
        {tab === "consent" ? (
          <ConsentPanel contactId={contact.id} consents={consents.data} mayWrite={mayWrite} />
        ) : null}
        {tab === "messages" && messages ? <MessageList initial={messages} filters={{ contact: contact.id }} /> : null}
        {tab === "runs" && runs ? <RunList initial={runs} filters={{ contact: contact.id }} /> : null}
        {tab === "tasks" && tasks ? (
          <TaskList
            initial={tasks.initial}
            filters={{ show: tasks.show, contact: contact.id }}
            opened={null}
            onNew={() => setNewTask(true)}
          />
        ) : null}
      </DetailLayout>
      {newTask ? (
        <NewTaskDialog contactId={contact.id} onClose={() => setNewTask(false)} onSaved={() => router.refresh()} />
      ) : null}
      <ContactDialog contact={contact} open={editing} onOpenChange={setEditing} onSaved={() => router.refresh()} />
    </>
  );
}
