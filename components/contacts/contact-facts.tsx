"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { Facts } from "@/components/shell/facts";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { useMembers } from "@/components/tasks/use-members";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Switch } from "@/components/ui/switch";
import { consentChannels, contacts } from "@/lib/api/contracts/contacts";
import { TagEditor } from "./tag-editor";
import { type ContactFull, channelLabels } from "./words";

const suppressed: Record<string, string> = {
  bounced: "Mail to this address bounced. Nothing more is sent to it.",
  complained: "The receiver marked a mail as spam. Nothing more is sent to this address.",
  unsubscribed: "Unsubscribed from marketing email.",
  manual: "On the suppression list.",
};

const suppressedNumber = (channel: string): Record<string, string> => ({
  bounced: `${channel}: the number could not be reached. Nothing more is sent to it.`,
  complained: `${channel}: the contact complained. Nothing more is sent.`,
  unsubscribed: `${channel}: answered STOP. Nothing more is sent.`,
  manual: `${channel}: the number is on the suppression list.`,
});

/** The right column of a contact: facts, tags, and what may be sent. */
export function ContactFacts({
  contact,
  segments,
  mayWrite,
}: {
  contact: ContactFull;
  segments: { id: string; name: string }[];
  mayWrite: boolean;
}) {
  const { slug } = useWorkspace();
  const { data: people } = useMembers();
  const owner = contact.owner_id ? (people?.find(({ id }) => id === contact.owner_id)?.name ?? "A member") : null;
  const api = useApi();
  const router = useRouter();
  async function change(fields: { tags?: string[]; do_not_contact?: boolean }) {
    try {
      await api(contacts.update, { id: contact.id, ...fields });
      router.refresh();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
  }
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>Facts</CardTitle>
        </CardHeader>
        <CardContent>
          <Facts
            items={[
              { label: "Email", value: contact.email },
              { label: "Phone", value: contact.phone },
              { label: "Company", value: contact.company },
              { label: "Job title", value: contact.job_title },
              { label: "Source", value: contact.source },
              { label: "Owner", value: owner },
              { label: "Score", value: contact.score > 0 ? contact.score : null },
              { label: "Time zone", value: contact.time_zone },
              ...Object.entries(contact.custom).map(([label, value]) => ({ label, value: String(value) })),
              { label: "Created", value: <RelativeTime at={contact.created_at} /> },
            ]}
          />
        </CardContent>
      </Card>
      <Card>
        <CardHeader>
          <CardTitle>Tags</CardTitle>
        </CardHeader>
        <CardContent>
          <TagEditor tags={contact.tags} disabled={!mayWrite} onChange={(tags) => change({ tags })} />
        </CardContent>
      </Card>
      {segments.length > 0 ? (
        <Card>
          <CardHeader>
            <CardTitle>Segments</CardTitle>
          </CardHeader>
          <CardContent className="flex flex-wrap gap-1.5">
            {segments.map(({ id, name }) => (
              <Link key={id} href={`/w/${encodeURIComponent(slug)}/segments/${id}`} className="max-w-full">
                <Badge className="min-h-6 max-w-full truncate hover:underline">{name}</Badge>
              </Link>
            ))}
          </CardContent>
        </Card>
      ) : null}
      <Card>
        <CardHeader>
          <CardTitle>What may be sent</CardTitle>
        </CardHeader>
        <CardContent className="grid gap-3">
          <Facts
            items={consentChannels.map((channel) => {
              const state = contact.consents.find((consent) => consent.channel === channel);
              return {
                label: channelLabels[channel],
                value: <StatusBadge kind="consent" status={state?.status ?? "unknown"} />,
              };
            })}
          />
          {contact.suppressions.map(({ channel, reason }) => (
            <p key={channel} className="text-sm text-failed">
              {(channel === "email" ? suppressed : suppressedNumber(channelLabels[channel]))[reason]}
            </p>
          ))}
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
          <label className="flex items-center justify-between gap-3 border-t pt-3">
            <span>
              Do not contact
              <span className="block text-sm text-muted-foreground">No workflow sends anything.</span>
            </span>
            <Switch
              checked={contact.do_not_contact}
              disabled={!mayWrite}
              onCheckedChange={(checked) => change({ do_not_contact: checked })}
              aria-label="Do not contact"
            />
          </label>
        </CardContent>
      </Card>
    </>
  );
}
