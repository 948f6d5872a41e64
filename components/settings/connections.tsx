"use client";
import type { z } from "zod";
import { useWorkspace } from "@/components/shell/api-provider";
import { providerNames } from "@/lib/api/contracts/connection-fields";
import type { connections as calls } from "@/lib/api/contracts/connections";
import { ConnectionCard } from "./connection-card";

type Props = { connections: z.output<typeof calls.list.response> };

const sentences = {
  local:
    "No email provider is connected. Mail is delivered to the built-in mailbox of this installation and to nobody else.",
  resend: "Email goes out through Resend.",
  smtp: "Email goes out through your mail server.",
  none: "No email provider is connected, so this workspace cannot send email. Steps that send are marked as failed.",
} as const;

/** Every provider with its state; admins connect, test and remove them. Secrets are never shown again. */
export function Connections({ connections: { data, email_provider } }: Props) {
  const { role } = useWorkspace();
  const locked = role !== "owner" && role !== "admin";
  return (
    <div className="grid max-w-2xl gap-5">
      <p className="text-pretty text-muted-foreground">
        {sentences[email_provider]}
        {locked ? " Only an admin or the owner can connect a provider." : null}
      </p>
      {providerNames.map((provider) => (
        <ConnectionCard
          key={provider}
          provider={provider}
          connection={data.find((connection) => connection.provider === provider) ?? null}
          locked={locked}
        />
      ))}
    </div>
  );
}
