"use client";
import {
  ClipboardList,
  Globe,
  Mail,
  MailOpen,
  MailX,
  MousePointerClick,
  Pencil,
  PhoneCall,
  PhoneMissed,
  ShieldCheck,
  StickyNote,
  Tag,
  UserPlus,
  Workflow,
  Zap,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { LoadMore } from "@/components/shell/load-more";
import { RelativeTime } from "@/components/shell/relative-time";
import { Timeline } from "@/components/shell/timeline";
import { useLive } from "@/components/shell/use-live";
import { type Page, usePages } from "@/components/shell/use-pages";
import type { Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { contacts } from "@/lib/api/contracts/contacts";
import { ActivityBody, activityTitle } from "./activity-body";
import type { Activity } from "./words";

const looks: [prefix: string, icon: ReactNode, tone: Tone][] = [
  ["form.", <ClipboardList key="form" />, "accent"],
  ["contact.tag", <Tag key="tag" />, "neutral"],
  ["contact.created", <UserPlus key="new" />, "accent"],
  ["contact.", <Pencil key="edit" />, "neutral"],
  ["email.bounced", <MailX key="bounce" />, "failed"],
  ["email.complained", <MailX key="spam" />, "failed"],
  ["email.failed", <MailX key="fail" />, "failed"],
  ["email.opened", <MailOpen key="open" />, "neutral"],
  ["email.clicked", <MousePointerClick key="click" />, "accent"],
  ["email.", <Mail key="mail" />, "done"],
  ["call.failed", <PhoneMissed key="call-failed" />, "failed"],
  ["call.missed", <PhoneMissed key="missed" />, "skipped"],
  ["call.", <PhoneCall key="call" />, "done"],
  ["page.", <Globe key="page" />, "neutral"],
  ["consent.", <ShieldCheck key="consent" />, "neutral"],
  ["note.", <StickyNote key="note" />, "waiting"],
  ["workflow.", <Workflow key="flow" />, "running"],
];

/** What happened to a contact, newest first, with a box for notes. Grows by itself when something new happens. */
export function ActivityTimeline({
  contactId,
  initial,
  mayWrite,
}: {
  contactId: string;
  initial: Page<Activity>;
  mayWrite: boolean;
}) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const pages = usePages<Activity>({
    key: contactId,
    initial,
    load: ({ cursor, signal }) =>
      api(contacts.activities, { id: contactId, ...(cursor ? { cursor } : {}) }, { signal }),
  });
  useLive({ kind: "contact", id: contactId, onChange: () => router.refresh() });

  async function addNote(event: FormEvent) {
    event.preventDefault();
    if (!note.trim()) return;
    setBusy(true);
    try {
      await api(contacts.addNote, { id: contactId, body: note });
      setNote("");
      router.refresh();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="grid gap-5">
      {mayWrite ? (
        <form onSubmit={addNote} className="grid gap-2">
          <Textarea
            aria-label="Note"
            placeholder="Write a note"
            rows={2}
            value={note}
            maxLength={10_000}
            onChange={(event) => setNote(event.target.value)}
          />
          {note.trim() ? (
            <div className="flex justify-end">
              <Button type="submit" size="sm" busy={busy}>
                Add note
              </Button>
            </div>
          ) : null}
        </form>
      ) : null}
      {pages.rows.length === 0 ? (
        <EmptyState
          icon={<Zap aria-hidden />}
          title="Nothing has happened yet"
          description="Forms, emails, changes and notes appear here."
        />
      ) : (
        <Timeline
          label="Timeline"
          items={pages.rows.map((row) => {
            const [, icon, tone] = looks.find(([prefix]) => row.type.startsWith(prefix)) ?? [
              "",
              <Zap key="any" />,
              "neutral" as Tone,
            ];
            return {
              id: row.id,
              icon,
              tone,
              title: activityTitle(row),
              meta: (
                <>
                  {row.workflow && row.run_id ? (
                    <>
                      <Link href={`/w/${encodeURIComponent(slug)}/runs/${row.run_id}`} className="hover:underline">
                        {row.workflow.name}
                      </Link>
                      {" · "}
                    </>
                  ) : null}
                  <RelativeTime at={row.occurred_at} />
                </>
              ),
              body: <ActivityBody activity={row} />,
            };
          })}
        />
      )}
      <LoadMore {...pages.table.more} />
    </div>
  );
}
