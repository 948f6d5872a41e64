"use client";
import { EllipsisVertical, FlaskConical, Send, UserRoundPlus, Users } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { CommentsButton } from "@/components/canvas/comments-button";
import { exportWorkflow } from "@/components/canvas/export-workflow";
import { PeopleInside, RunControl } from "@/components/canvas/run-control";
import { StopDialog } from "@/components/canvas/stop-dialog";
import { ShareDialog } from "@/components/collaborators/share-dialog";
import { useWorkflowAccess } from "@/components/collaborators/workflow-access";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { Crumb } from "@/components/shell/crumb";
import { SaveState, type Saving } from "@/components/shell/save-state";
import { StatusBadge } from "@/components/shell/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { WorkflowTabs } from "@/components/workflows/workflow-tabs";
import { type WorkflowAnswer, workflows } from "@/lib/api/contracts/workflows";

type Props = {
  workflow: WorkflowAnswer;
  saving: Saving;
  canEdit: boolean;
  onRename: (name: string) => void;
  onPublish: () => void;
  onTest: () => void;
  testing: boolean;
  onRun: () => void;
  onVersions: () => void;
  onRetrySave: () => void;
  onChanged: (workflow: WorkflowAnswer) => void;
  /** Saves what is pending; true when everything is. */
  flush: () => Promise<boolean>;
};

/** The top of the editor: name, state, save state in words, and what can be done with the workflow. */
export function WorkflowHeader(props: Props) {
  const {
    workflow,
    saving,
    canEdit,
    onRename,
    onPublish,
    onTest,
    testing,
    onRun,
    onVersions,
    onRetrySave,
    onChanged,
    flush,
  } = props;
  const api = useApi();
  const router = useRouter();
  const { slug, role } = useWorkspace();
  const { publish: canPublish } = useWorkflowAccess();
  const [sharing, setSharing] = useState(false);
  const [asking, setAsking] = useState<"archive" | "delete" | "stop" | null>(null);
  const published = workflow.live_version !== null;
  const deletable = workflow.status === "draft" || workflow.status === "archived";

  async function act(work: () => Promise<void>) {
    try {
      await work();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
  }
  const duplicate = () =>
    act(async () => {
      if (!(await flush())) return;
      const copy = await api(workflows.duplicate, { id: workflow.id });
      router.push(`/w/${slug}/workflows/${copy.id}`);
    });

  const exportFile = () =>
    act(async () => {
      if (await flush()) await exportWorkflow({ api, id: workflow.id, name: workflow.name });
    });

  const unarchive = () =>
    act(async () => {
      onChanged(await api(workflows.unarchive, { id: workflow.id }));
      toast.success("The workflow is back. It lets nobody in before you start it or publish it again.");
    });

  return (
    <header className="shrink-0 border-b bg-background px-4 pt-2">
      <Crumb label={workflow.name} />
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <NameBox name={workflow.name} canEdit={canEdit} onRename={onRename} />
        <StatusBadge kind="workflow" status={workflow.status} />
        <PeopleInside workflow={workflow} />
        {published && workflow.has_changes ? <Badge tone="outline">Draft differs</Badge> : null}
        {canEdit ? (
          <span className="flex items-center gap-1">
            <SaveState state={saving} />
            {saving === "failed" ? (
              <Button variant="link" size="sm" onClick={onRetrySave}>
                Try again
              </Button>
            ) : null}
          </span>
        ) : null}
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
          <CommentsButton workflowId={workflow.id} flush={flush} onUncover={() => testing && onTest()} />
          <Button
            variant="outline"
            onClick={() => setSharing(true)}
            aria-haspopup="dialog"
            aria-label="Share"
            className="max-lg:hidden"
          >
            <Users aria-hidden />
            <span className="hidden xl:inline">Share</span>
          </Button>
          {canEdit ? (
            <Button variant="outline" onClick={onTest} aria-pressed={testing} aria-label="Test">
              <FlaskConical aria-hidden />
              <span className="hidden sm:inline">Test</span>
            </Button>
          ) : null}
          {canPublish && workflow.status === "live" ? (
            <Button variant="outline" onClick={onRun} aria-label="Run for a contact">
              <UserRoundPlus aria-hidden />
              <span className="hidden xl:inline">Run for a contact</span>
            </Button>
          ) : null}
          {canPublish ? <RunControl workflow={workflow} onChanged={onChanged} /> : null}
          {canPublish ? (
            <Button onClick={onPublish} disabled={saving === "conflict"}>
              <Send aria-hidden />
              Publish
            </Button>
          ) : null}
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon" aria-label="More">
                <EllipsisVertical aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              <DropdownMenuItem onSelect={() => setSharing(true)}>Share</DropdownMenuItem>
              <DropdownMenuItem onSelect={onVersions}>Versions</DropdownMenuItem>
              <DropdownMenuItem asChild>
                <Link href={`/w/${slug}/runs?workflow=${workflow.id}`}>Runs of this workflow</Link>
              </DropdownMenuItem>
              <DropdownMenuItem onSelect={exportFile}>Export</DropdownMenuItem>
              {role === "viewer" ? null : <DropdownMenuItem onSelect={duplicate}>Duplicate</DropdownMenuItem>}
              {canPublish ? (
                <>
                  <DropdownMenuSeparator />
                  {workflow.status === "live" || workflow.status === "paused" || workflow.runs.active > 0 ? (
                    <DropdownMenuItem onSelect={() => setAsking("stop")}>Stop</DropdownMenuItem>
                  ) : null}
                  {workflow.status === "archived" ? (
                    <DropdownMenuItem onSelect={unarchive}>Take out of the archive</DropdownMenuItem>
                  ) : (
                    <DropdownMenuItem onSelect={() => setAsking("archive")}>Archive</DropdownMenuItem>
                  )}
                  {deletable ? (
                    <DropdownMenuItem variant="destructive" onSelect={() => setAsking("delete")}>
                      Delete
                    </DropdownMenuItem>
                  ) : null}
                </>
              ) : null}
            </DropdownMenuContent>
          </DropdownMenu>
        </div>
      </div>
      <WorkflowTabs workflowId={workflow.id} current="canvas" />
      {sharing ? <ShareDialog workflow={workflow} onClose={() => setSharing(false)} /> : null}
      {asking === "stop" ? (
        <StopDialog workflow={workflow} onClose={() => setAsking(null)} onChanged={onChanged} />
      ) : null}
      <ConfirmDialog
        open={asking === "archive"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Archive "${workflow.name}"?`}
        description="Nobody enters it any more. Its runs and its entry log stay, and it can be taken out again."
        actionLabel="Archive"
        destructive={false}
        onConfirm={async () => {
          onChanged(await api(workflows.archive, { id: workflow.id }));
          toast.success("The workflow is archived");
        }}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={`Delete "${workflow.name}"?`}
        description="Its drawing, versions, runs and entry log are deleted with it. This cannot be undone."
        actionLabel="Delete workflow"
        typeToConfirm={published ? workflow.name : undefined}
        onConfirm={async () => {
          await api(workflows.remove, { id: workflow.id });
          router.push(`/w/${slug}/workflows`);
        }}
      />
    </header>
  );
}

function NameBox({ name, canEdit, onRename }: { name: string; canEdit: boolean; onRename: (name: string) => void }) {
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  if (!canEdit) return <h1 className="min-w-0 truncate text-lg font-semibold">{name}</h1>;
  const keep = () => {
    const next = text.trim();
    if (next && next !== name) onRename(next);
    else setText(name);
  };
  return (
    <>
      <h1 className="sr-only">{name}</h1>
      <input
        aria-label="Name of the workflow"
        value={text}
        maxLength={120}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        className="field-sizing-content max-sm:-ml-1.5 h-8 max-w-[min(100%,26rem)] min-w-24 truncate rounded-sm border border-transparent bg-transparent px-1.5 text-lg font-semibold hover:border-border-strong focus:border-ring"
      />
    </>
  );
}
