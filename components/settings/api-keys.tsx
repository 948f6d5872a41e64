"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { RelativeTime } from "@/components/shell/relative-time";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { type ApiKeyAnswer, apiKeys } from "@/lib/api/contracts/api-keys";
import { CreateKey } from "./create-key";

type Props = { initial: Page<ApiKeyAnswer>; scopes: string[] };

/** The list of API keys, with creating and revoking. */
export function ApiKeys({ initial, scopes }: Props) {
  const api = useApi();
  const pages = usePages<ApiKeyAnswer>({
    key: "api-keys",
    initial,
    load: ({ cursor, signal }) => api(apiKeys.list, cursor ? { cursor } : {}, { signal }),
  });
  const [revoking, setRevoking] = useState<ApiKeyAnswer | null>(null);

  async function revoke(key: ApiKeyAnswer) {
    await api(apiKeys.revoke, { id: key.id });
    const now = new Date().toISOString();
    pages.setRows((rows) => rows.map((row) => (row.id === key.id ? { ...row, revoked_at: now } : row)));
    toast(`${key.name} revoked`);
  }

  const columns: Column<ApiKeyAnswer>[] = [
    { id: "name", header: "Name", cell: (key) => key.name },
    { id: "prefix", header: "Begins with", width: "130px", cell: (key) => <code>{key.prefix}…</code> },
    { id: "role", header: "Role", width: "90px", cell: (key) => roleNames[key.role] },
    {
      id: "scopes",
      header: "Scopes",
      hideBelow: "lg",
      cell: (key) => <span title={key.scopes.join(", ")}>{key.scopes.join(", ")}</span>,
    },
    {
      id: "used",
      header: "Last used",
      width: "130px",
      hideBelow: "md",
      cell: (key) => <RelativeTime at={key.last_used_at} />,
    },
    { id: "state", header: "State", width: "200px", cell: (key) => <KeyState apiKey={key} /> },
    {
      id: "revoke",
      header: "Actions",
      width: "100px",
      align: "right",
      cell: (key) =>
        key.revoked_at ? null : (
          <Button variant="outline" size="sm" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
            Revoke
          </Button>
        ),
    },
  ];

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-pretty text-muted-foreground">
          A key lets a program use the API in place of a person. It reads and changes this workspace only.
        </p>
        <CreateKey scopes={scopes} onCreated={(key) => pages.setRows((rows) => [key, ...rows])} />
      </div>
      <DataTable
        label="API keys"
        columns={columns}
        getId={(key) => key.id}
        empty={
          <EmptyState
            icon={<KeyRound aria-hidden />}
            title="No API keys yet"
            description="Create one to send leads and events from your own website or server."
          />
        }
        {...pages.table}
      />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => !open && setRevoking(null)}
        title={`Revoke ${revoking?.name ?? "this key"}?`}
        description="Programs that use it are refused from now on. This cannot be undone; a new key can be made at any time."
        actionLabel="Revoke key"
        onConfirm={() => (revoking ? revoke(revoking) : undefined)}
      />
    </div>
  );
}

const roleNames = { admin: "Admin", editor: "Editor", viewer: "Viewer" };

function KeyState({ apiKey }: { apiKey: ApiKeyAnswer }) {
  if (apiKey.revoked_at) return <Badge tone="failed">Revoked</Badge>;
  if (apiKey.expires_at && Date.parse(apiKey.expires_at) < Date.now()) return <Badge tone="waiting">Expired</Badge>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <Badge tone="done">Active</Badge>
      {apiKey.expires_at ? (
        <span className="text-sm text-muted-foreground">
          ends <RelativeTime at={apiKey.expires_at} />
        </span>
      ) : null}
    </span>
  );
}
