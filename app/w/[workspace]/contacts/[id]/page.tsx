import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContactPage } from "@/components/contacts/contact-page";
import { PageBody } from "@/components/shell/page-body";
import { contacts } from "@/lib/api/contracts/contacts";
import { messages } from "@/lib/api/contracts/messages";
import { runs } from "@/lib/api/contracts/runs";
import { segments } from "@/lib/api/contracts/segments";
import { tasks } from "@/lib/api/contracts/tasks";
import { memberPage } from "@/lib/auth/page";
import { AppError } from "@/lib/errors";
import { getContact } from "@/lib/services/contacts/get-contact";
import { listActivities } from "@/lib/services/contacts/list-activities";
import { listConsents } from "@/lib/services/contacts/list-consents";
import { listSetAside } from "@/lib/services/contacts/list-set-aside";
import { listMessages } from "@/lib/services/messages/list-messages";
import { listRuns } from "@/lib/services/runs/list-runs";
import { listSegments } from "@/lib/services/segments/list-segments";
import { listTasks } from "@/lib/services/tasks/list-tasks";

export const metadata: Metadata = { title: "Contact" };

type Props = {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<{ tab?: string; show?: string }>;
};

/** One person: what is known, what may be sent, and everything that happened. */
export default async function Contact({ params, searchParams }: Props) {
  const { read } = await memberPage(params);
  const { id } = await params;
  const { tab, show: asked } = await searchParams;
  const show = asked === "done" || asked === "cancelled" ? asked : "open";
  const input = contacts.get.params.safeParse({ id });
  if (!input.success) notFound();
  const data = await read(async ({ ctx }) => ({
    contact: await getContact({ ctx, input: { id } }),
    activities: await listActivities({ ctx, input: { id, ...contacts.activities.query.parse({}) } }),
    setAside: (await listSetAside({ ctx, input: { id } })).data,
    consents: await listConsents({ ctx, input: { id } }),
    messages:
      tab === "messages" ? await listMessages({ ctx, input: messages.list.query.parse({ contact: id }) }) : null,
    segments: (await listSegments({ ctx, input: segments.list.query.parse({ contact: id }) })).data,
    tasks:
      tab === "tasks"
        ? {
            show: show as "open" | "done" | "cancelled",
            initial: await listTasks({
              ctx,
              input: tasks.list.query.parse({ contact: id, ...(show === "open" ? { sort: "due" } : { status: show }) }),
            }),
          }
        : null,
    runs: tab === "runs" ? await listRuns({ ctx, input: runs.list.query.parse({ contact: id }) }) : null,
  })).catch((error) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <PageBody>
      <ContactPage
        {...data}
        tab={tab === "messages" || tab === "runs" || tab === "consent" || tab === "tasks" ? tab : "timeline"}
      />
    </PageBody>
  );
}
