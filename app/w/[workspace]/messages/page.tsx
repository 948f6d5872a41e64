import type { Metadata } from "next";
import { Calls } from "@/components/calls/calls";
import { Mailbox } from "@/components/messages/mailbox";
import { MessageList } from "@/components/messages/message-list";
import { MessageTabs } from "@/components/messages/message-tabs";
import { Phone } from "@/components/messages/phone";
import { PageBody } from "@/components/shell/page-body";
import { PageHeader } from "@/components/shell/page-header";
import { calls } from "@/lib/api/contracts/calls";
import { messages } from "@/lib/api/contracts/messages";
import { phone } from "@/lib/api/contracts/phone";
import { memberPage } from "@/lib/auth/page";
import { env } from "@/lib/env";
import { listCalls } from "@/lib/services/calls/list-calls";
import { listConnections } from "@/lib/services/connections/list-connections";
import { listMailbox } from "@/lib/services/mailbox/list-mailbox";
import { listMessages } from "@/lib/services/messages/list-messages";
import { listThreads } from "@/lib/services/phone/list-threads";

export const metadata: Metadata = { title: "Mailbox" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

const leads = {
  mailbox:
    "No email provider is connected, so mail is delivered here and to nobody else. Read it, or answer it as the receiver's mail system would.",
  phone:
    "The built-in phone. Texts arrive here and at nobody else until Twilio is connected. Answer as the contact would.",
  all: "Everything this workspace sent, or chose not to send, with the reason.",
  calls: "What was said in each call and how it ended. Until Twilio is connected, calls ring here and nowhere else.",
};

/** Mail of the workspace: what the built-in mailbox received, and everything that was sent, skipped or failed. */
export default async function MessagesPage({ params, searchParams }: Props) {
  const { read, workspace } = await memberPage(params);
  const { tab, status, contact, run } = await searchParams;
  const provider = await read(async ({ ctx }) => (await listConnections({ ctx })).email_provider);
  const showAll = tab === "all" || Boolean(contact || run) || provider !== "local";
  const hasPhone = env().mode === "embedded";
  const onPhone = hasPhone && tab === "phone";
  const current = tab === "calls" ? "calls" : onPhone ? "phone" : showAll ? "all" : "mailbox";
  const parsed = messages.list.query.safeParse({ status: status || undefined, contact, run, limit: 50 });
  const filters = parsed.success ? parsed.data : messages.list.query.parse({});
  return (
    <PageBody wide>
      <PageHeader title="Mailbox" description={leads[current]} />
      <MessageTabs workspace={workspace.slug} current={current} mailbox={provider === "local"} phone={hasPhone} />
      {tab === "calls" ? (
        <Calls initial={await read(({ ctx }) => listCalls({ ctx, input: calls.list.query.parse({}) }))} />
      ) : onPhone ? (
        <Phone initial={await read(({ ctx }) => listThreads({ ctx, input: phone.list.query.parse({}) }))} />
      ) : showAll ? (
        <MessageList
          initial={await read(({ ctx }) => listMessages({ ctx, input: filters }))}
          filters={{ status: filters.status, contact: filters.contact, run: filters.run }}
        />
      ) : (
        <Mailbox
          initial={
            await read(({ ctx }) => listMailbox({ ctx, input: messages.listMailbox.query.parse({ count: "exact" }) }))
          }
        />
      )}
    </PageBody>
  );
}
