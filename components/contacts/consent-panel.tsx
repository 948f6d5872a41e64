"use client";
import { ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { EmptyState } from "@/components/shell/empty-state";
import { Facts } from "@/components/shell/facts";
import { FormDialog } from "@/components/shell/form-dialog";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { consentChannels, consentStatuses, contacts } from "@/lib/api/contracts/contacts";
import { type Consent, channelLabels, consentLabels } from "./words";

/** Every consent with its proof, and the dialog that records one. */
export function ConsentPanel({
  contactId,
  consents,
  mayWrite,
}: {
  contactId: string;
  consents: Consent[];
  mayWrite: boolean;
}) {
  return (
    <div className="grid gap-4">
      {mayWrite ? (
        <div className="flex justify-end">
          <RecordConsent contactId={contactId} />
        </div>
      ) : null}
      {consents.length === 0 ? (
        <div className="rounded-lg border">
          <EmptyState
            icon={<ShieldCheck aria-hidden />}
            title="No consent on record"
            description="Marketing email is only sent to people who agreed. A form with a consent text records it with its words."
          />
        </div>
      ) : null}
      {consents.map((consent) => (
        <Card key={consent.id}>
          <CardHeader>
            <CardTitle className="flex items-center gap-2">
              {channelLabels[consent.channel]}
              <StatusBadge kind="consent" status={consent.status} />
            </CardTitle>
            <RelativeTime at={consent.at} className="text-sm text-muted-foreground" />
          </CardHeader>
          <CardContent>
            <Facts
              items={[
                { label: "Words", value: consent.text ? `“${consent.text}”` : null },
                { label: "Source", value: <Source source={consent.source} /> },
                { label: "IP address", value: consent.ip },
                { label: "Browser", value: consent.user_agent },
              ]}
            />
          </CardContent>
        </Card>
      ))}
    </div>
  );
}

/** Where a consent came from: a form is named by its id and looked up there. */
function Source({ source }: { source: string }) {
  const { slug } = useWorkspace();
  const form = source.startsWith("form:") ? source.slice("form:".length) : null;
  if (!form) return source;
  return (
    <Link
      href={`/w/${encodeURIComponent(slug)}/forms/${encodeURIComponent(form)}`}
      className="text-primary underline-offset-4 hover:underline"
    >
      A form of this workspace
    </Link>
  );
}

function RecordConsent({ contactId }: { contactId: string }) {
  const api = useApi();
  const router = useRouter();

  async function save(typed: FormData) {
    const data = Object.fromEntries(typed) as Record<string, string>;
    await api(contacts.setConsent, {
      id: contactId,
      channel: data.channel as Consent["channel"],
      status: data.status as Consent["status"],
      source: data.source ?? "",
      ...(data.text ? { text: data.text } : {}),
    });
    toast.success("The consent was recorded.");
    router.refresh();
  }

  return (
    <FormDialog
      title="Record consent"
      description="Write down what the person said. It is kept as proof and never changed."
      action="Record consent"
      trigger={<Button variant="outline">Record consent</Button>}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="channel" label="Channel" error={errorOf("channel")}>
              <NativeSelect>
                {consentChannels.map((value) => (
                  <option key={value} value={value}>
                    {channelLabels[value]}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field name="status" label="Decision" error={errorOf("status")}>
              <NativeSelect>
                {consentStatuses.map((value) => (
                  <option key={value} value={value}>
                    {consentLabels[value]}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          </div>
          <Field
            name="source"
            label="Where from"
            help="For example: phone call on 3 May, signed contract."
            error={errorOf("source")}
            required
          >
            <Input />
          </Field>
          <Field name="text" label="Words agreed to" optional error={errorOf("text")}>
            <Textarea rows={3} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
