"use client";
import { toast } from "sonner";
import type { Draft } from "@/components/forms/builder/use-draft";
import { useApi } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { ErrorState } from "@/components/shell/error-state";
import { LoadMore } from "@/components/shell/load-more";
import { RelativeTime } from "@/components/shell/relative-time";
import { usePages } from "@/components/shell/use-pages";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { type FormVersion, forms } from "@/lib/api/contracts/forms";

/** Every published version; each can become the draft again. */
export function VersionList({ draft, mayEdit }: { draft: Draft; mayEdit: boolean }) {
  const api = useApi();
  const { form } = draft;
  const { rows, table, reload } = usePages<FormVersion>({
    key: `${form.id} ${form.version} ${form.status}`,
    load: ({ cursor, signal }) =>
      api(forms.versions, { id: form.id, limit: 10, ...(cursor ? { cursor } : {}) }, { signal }),
  });

  async function restore(number: number) {
    await draft.flush();
    draft.replace(await api(forms.restore, { id: form.id, number }));
    toast(`Version ${number} is the draft now. Publish it to put it online.`);
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Versions</CardTitle>
      </CardHeader>
      <CardContent className="py-1">
        {table.state === "error" ? (
          <ErrorState message={table.problem?.message ?? "The versions could not be read."} onRetry={reload} />
        ) : null}
        {table.state === "loading" ? <Skeleton className="my-3 h-5 w-2/3" /> : null}
        {table.state === "ready" && rows.length === 0 ? (
          <p className="py-3 text-muted-foreground">
            Not published yet. Each time you publish, the version is kept here.
          </p>
        ) : null}
        <ul className="divide-y">
          {rows.map((version) => (
            <li key={version.number} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
              <span className="font-medium">Version {version.number}</span>
              {version.live ? <Badge tone="done">Online</Badge> : null}
              <span className="text-muted-foreground">
                <RelativeTime at={version.created_at} />
              </span>
              <span className="min-w-0 flex-1 basis-40 break-words">{version.note}</span>
              {mayEdit ? (
                <ConfirmDialog
                  trigger={
                    <Button variant="outline" size="sm">
                      Use as draft
                    </Button>
                  }
                  title={`Use version ${version.number} as the draft?`}
                  description="It replaces the present draft. Visitors see no difference until you publish."
                  actionLabel={`Use version ${version.number}`}
                  destructive={false}
                  onConfirm={() => restore(version.number)}
                />
              ) : null}
            </li>
          ))}
        </ul>
        <LoadMore {...table.more} />
      </CardContent>
    </Card>
  );
}
