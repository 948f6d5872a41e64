"use client";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { VersionDiff } from "@/components/canvas/version-diff";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { RelativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { workflows } from "@/lib/api/contracts/workflows";
import type { Graph } from "@/lib/engine/graph";

type Props = { workflowId: string; canEdit: boolean; onClose: () => void; onRestore: (graph: Graph) => void };

/** The published versions; each can be compared with another one, and become the draft again, which undo takes back. */
export function VersionsDialog({ workflowId, canEdit, onClose, onRestore }: Props) {
  const api = useApi();
  const [busy, setBusy] = useState<number | null>(null);
  const [compared, setCompared] = useState<number | null>(null);
  const { data, error, isLoading } = useSWR(["versions", workflowId], () =>
    api(workflows.versions, { id: workflowId, limit: 200 }),
  );

  async function restore(number: number) {
    setBusy(number);
    try {
      const version = await api(workflows.version, { id: workflowId, number });
      onRestore(version.graph as Graph);
      toast.success(`The draft is version ${number} again. Publish it to make it live.`);
      onClose();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
      setBusy(null);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Versions</DialogTitle>
          <DialogDescription>What was published, newest first. A version never changes.</DialogDescription>
        </DialogHeader>
        <DialogBody className="pb-5">
          <FormMessage message={error ? readApiError(error).message : null} />
          {isLoading ? <Skeleton className="h-12 w-full" /> : null}
          {data?.data.length === 0 ? <p className="text-muted-foreground">Nothing has been published yet.</p> : null}
          <ol className="grid">
            {data?.data.map((version) => (
              <li key={version.number} className="border-t py-2.5 first:border-t-0">
                <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-2">
                      <span className="font-medium">Version {version.number}</span>
                      {version.live ? <Badge tone="done">Live</Badge> : null}
                      <RelativeTime at={version.created_at} className="text-sm text-muted-foreground" />
                    </p>
                  </div>
                  <Button
                    variant="ghost"
                    size="sm"
                    aria-expanded={compared === version.number}
                    onClick={() => setCompared(compared === version.number ? null : version.number)}
                  >
                    Compare
                  </Button>
                  {canEdit ? (
                    <Button
                      variant="outline"
                      size="sm"
                      busy={busy === version.number}
                      onClick={() => restore(version.number)}
                    >
                      Use as draft
                    </Button>
                  ) : null}
                </div>
                {version.note ? <p className="text-sm break-words">{version.note}</p> : null}
                {compared === version.number ? (
                  <VersionDiff
                    workflowId={workflowId}
                    number={version.number}
                    others={data.data.map((one) => one.number).filter((one) => one !== version.number)}
                  />
                ) : null}
              </li>
            ))}
          </ol>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
