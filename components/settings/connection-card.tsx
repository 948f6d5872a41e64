"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import type { z } from "zod";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { CopyButton } from "@/components/shell/copy-button";
import { type Fact, Facts } from "@/components/shell/facts";
import { RelativeTime } from "@/components/shell/relative-time";
import { StatusBadge } from "@/components/shell/status-badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { fieldsOf, type Provider } from "@/lib/api/contracts/connection-fields";
import { connections as calls } from "@/lib/api/contracts/connections";
import { ConnectionForm } from "./connection-form";

type Connection = z.output<typeof calls.connect.response>;
type Props = { provider: Provider; connection: Connection | null; locked: boolean };

/** One provider: what it is for, how it stands, and the ways to connect, test, change and remove it. */
export function ConnectionCard({ provider, connection, locked }: Props) {
  const api = useApi();
  const router = useRouter();
  const [editing, setEditing] = useState(false);
  const [testing, setTesting] = useState(false);
  const { name, purpose } = fieldsOf(provider);

  async function test() {
    setTesting(true);
    try {
      const { status, last_error } = await api(calls.test, { provider });
      if (status === "healthy") toast.success(`${name} works.`);
      else toast.error(last_error ?? `${name} did not answer.`);
      router.refresh();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    } finally {
      setTesting(false);
    }
  }

  return (
    <Card>
      <CardHeader className={connection || editing ? "block" : "block border-b-0 pb-0"}>
        <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
          <CardTitle>{name}</CardTitle>
          {connection ? <StatusBadge kind="connection" status={connection.status} /> : null}
        </div>
        <p className="text-muted-foreground">{purpose}</p>
      </CardHeader>
      {connection && !editing ? (
        <CardContent>
          <Facts items={factsOf({ provider, connection })} />
        </CardContent>
      ) : null}
      {editing ? (
        <ConnectionForm
          provider={provider}
          connection={connection}
          onDone={(saved) => {
            setEditing(false);
            if (!saved) return;
            toast.success(connection ? `${name} was changed.` : `${name} is connected.`);
            router.refresh();
          }}
        />
      ) : locked ? null : connection ? (
        <CardFooter className="flex flex-wrap gap-2">
          <Button busy={testing} onClick={test} aria-label={`Test ${name}`}>
            Test
          </Button>
          <Button variant="outline" onClick={() => setEditing(true)} aria-label={`Change ${name}`}>
            Change
          </Button>
          <ConfirmDialog
            trigger={
              <Button variant="outline" aria-label={`Remove ${name}`}>
                Remove
              </Button>
            }
            title={`Remove ${name}?`}
            description="Its settings and secrets are deleted. Steps that need it right now fail and say so."
            actionLabel={`Remove ${name}`}
            onConfirm={async () => {
              await api(calls.disconnect, { provider });
              toast.success(`${name} was removed.`);
              router.refresh();
            }}
          />
        </CardFooter>
      ) : (
        <CardFooter className="justify-start border-t-0">
          <Button variant="outline" onClick={() => setEditing(true)} aria-label={`Connect ${name}`}>
            Connect
          </Button>
        </CardFooter>
      )}
    </Card>
  );
}

function factsOf({ provider, connection }: { provider: Provider; connection: Connection }): Fact[] {
  const { config, webhook } = fieldsOf(provider);
  const { last_error, tested_at, webhook_url, has_webhook_secret } = connection;
  return [
    ...Object.entries(config).flatMap(([key, { label, choices }]) => {
      const value = connection.config[key];
      return value ? [{ label, value: choices?.[value] ?? value }] : [];
    }),
    { label: "Secret", value: "Stored encrypted" },
    { label: "Tested", value: tested_at ? <RelativeTime at={tested_at} /> : "Not yet" },
    ...(last_error ? [{ label: "Last error", value: <span className="text-failed">{last_error}</span> }] : []),
    ...(webhook && webhook_url
      ? [
          {
            label: "Webhook address",
            value: (
              <span className="flex min-w-0 items-center gap-1">
                <code className="min-w-0 break-all">{webhook_url}</code>
                <CopyButton value={webhook_url} label="Copy the webhook address" iconOnly />
              </span>
            ),
          },
          { label: "What it is for", value: webhook.help },
          ...(webhook.secretHelp
            ? [
                {
                  label: "Signing secret",
                  value: has_webhook_secret
                    ? "Stored encrypted"
                    : `Missing: reports are refused. ${webhook.secretHelp}`,
                },
              ]
            : []),
        ]
      : []),
  ];
}
