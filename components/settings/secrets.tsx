"use client";
import { LockKeyhole, Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { type Column, DataTable } from "@/components/shell/data-table";
import { EmptyState } from "@/components/shell/empty-state";
import { RelativeTime } from "@/components/shell/relative-time";
import { type Page, usePages } from "@/components/shell/use-pages";
import { Button } from "@/components/ui/button";
import { type SecretAnswer, secrets } from "@/lib/api/contracts/secrets";
import { SecretDialog } from "./secret-dialog";

/** The list of secrets, with adding, changing and deleting for admins. */
export function Secrets({ initial }: { initial: Page<SecretAnswer> }) {
  const api = useApi();
  const { role } = useWorkspace();
  const allowed = role === "owner" || role === "admin";
  const pages = usePages<SecretAnswer>({
    key: "secrets",
    initial,
    load: ({ cursor, signal }) => api(secrets.list, cursor ? { cursor } : {}, { signal }),
  });
  const [editing, setEditing] = useState<SecretAnswer | "new" | null>(null);
  const [deleting, setDeleting] = useState<SecretAnswer | null>(null);

  function saved(secret: SecretAnswer) {
    pages.setRows((rows) =>
      rows.some(({ id }) => id === secret.id)
        ? rows.map((row) => (row.id === secret.id ? secret : row))
        : [secret, ...rows],
    );
    toast(`${secret.name} saved`);
  }
  async function remove(secret: SecretAnswer) {
    await api(secrets.remove, { id: secret.id });
    pages.setRows((rows) => rows.filter(({ id }) => id !== secret.id));
    toast(`${secret.name} deleted`);
  }

  const columns: Column<SecretAnswer>[] = [
    { id: "name", header: "Name", cell: (secret) => secret.name },
    {
      id: "hosts",
      header: "May go to",
      cell: (secret) => <span title={secret.hosts.join(", ")}>{secret.hosts.join(", ")}</span>,
    },
    {
      id: "used",
      header: "Last used",
      width: "130px",
      hideBelow: "md",
      cell: (secret) => <RelativeTime at={secret.last_used_at} />,
    },
    ...(allowed
      ? [
          {
            id: "actions",
            header: "Actions",
            width: "190px",
            align: "right" as const,
            cell: (secret: SecretAnswer) => (
              <span className="inline-flex gap-2">
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={`Change ${secret.name}`}
                  onClick={() => setEditing(secret)}
                >
                  Change
                </Button>
                <Button
                  variant="outline"
                  size="sm"
                  aria-label={`Delete ${secret.name}`}
                  onClick={() => setDeleting(secret)}
                >
                  Delete
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ];

  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-pretty text-muted-foreground">
          What steps prove themselves with towards other systems: keys, tokens and webhook addresses. A secret goes to
          the hosts you name and nowhere else, and is never shown again.
        </p>
        {allowed ? (
          <Button onClick={() => setEditing("new")}>
            <Plus aria-hidden />
            Add secret
          </Button>
        ) : null}
      </div>
      <DataTable
        label="Secrets"
        columns={columns}
        getId={(secret) => secret.id}
        empty={
          <EmptyState
            icon={<LockKeyhole aria-hidden />}
            title="No secrets yet"
            description={
              allowed
                ? "Add one for a step that calls another system or posts to a chat channel."
                : "An admin or the owner can add one."
            }
          />
        }
        {...pages.table}
      />
      <SecretDialog
        key={editing === "new" ? "new" : editing?.id}
        editing={editing}
        onClose={() => setEditing(null)}
        onSaved={saved}
      />
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={`Delete ${deleting?.name ?? "this secret"}?`}
        description="Steps that use it fail from now on. This cannot be undone."
        actionLabel="Delete secret"
        onConfirm={() => (deleting ? remove(deleting) : undefined)}
      />
    </div>
  );
}
