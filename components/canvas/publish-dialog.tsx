"use client";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { MovePeople, useMovePreview } from "@/components/canvas/move-people";
import { PublishBlockers, usePublishBlockers } from "@/components/canvas/publish-blockers";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { FailingCases, useFailingCases } from "@/components/tests/failing-cases";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import type { PeopleChoicesInput } from "@/lib/api/contracts/moves";
import { type WorkflowAnswer, type WorkflowProblem, workflows } from "@/lib/api/contracts/workflows";

type Props = {
  workflow: WorkflowAnswer;
  /** The revision on screen, saved before this opens. */
  revision: number;
  onClose: () => void;
  onPublished: (workflow: WorkflowAnswer) => void;
  /** Another version has gone live meanwhile, by a winner that was declared here. */
  onChanged: (workflow: WorkflowAnswer) => void;
  onJump: (problem: WorkflowProblem) => void;
};

/** What publishing would change, what stands in its way, and a note for the list of versions. */
export function PublishDialog({ workflow, revision, onClose, onPublished, onChanged, onJump }: Props) {
  const api = useApi();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { data, error, isLoading, mutate } = useSWR(
    ["publish", workflow.id, revision],
    async () => {
      const [changes, checked] = await Promise.all([
        api(workflows.changes, { id: workflow.id }),
        api(workflows.validate, { id: workflow.id }),
      ]);
      return { ...changes, ...checked };
    },
    { revalidateOnFocus: false, dedupingInterval: 0 },
  );
  const failing = useFailingCases({ workflowId: workflow.id, revision });
  const [force, setForce] = useState(false);
  const [people, setPeople] = useState<PeopleChoicesInput>({});
  const { data: blockers, mutate: lookAgain } = usePublishBlockers(workflow.id);
  const preview = useMovePreview({ workflowId: workflow.id, revision, people, moving: blockers?.move?.id });
  const blocked = blockers?.any ?? true;
  const inside = (preview.data?.people ?? 0) > 0;
  const errors = data?.problems.filter((problem) => problem.severity === "error") ?? [];
  const warnings = data?.problems.filter((problem) => problem.severity === "warning") ?? [];
  const first = workflow.live_version === null;

  async function unblocked() {
    setRefused(null);
    onChanged(await api(workflows.get, { id: workflow.id }));
    await Promise.all([lookAgain(), mutate(), preview.mutate()]);
  }

  async function publish() {
    setBusy(true);
    setRefused(null);
    try {
      const published = await api(
        workflows.publish,
        { id: workflow.id, note: note.trim(), ...(force ? { force } : {}), ...(inside ? { people } : {}) },
        { ifMatch: revision },
      );
      toast.success(
        published.status === "paused"
          ? `Version ${published.live_version} is published. The workflow is still paused.`
          : published.move_id
            ? `Version ${published.live_version} is live. The people inside follow in the background.`
            : `Version ${published.live_version} is live`,
      );
      onPublished(published);
    } catch (thrown) {
      const [now] = await Promise.all([lookAgain(), mutate(), preview.mutate()]);
      // What stands in the way says so itself, with the way out.
      setRefused(now?.any ? null : readApiError(thrown).message);
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{errors.length > 0 ? "Not ready to publish" : `Publish "${workflow.name}"`}</DialogTitle>
          <DialogDescription>
            {errors.length > 0
              ? "Set these right first. Nothing has changed for anyone."
              : first
                ? "From now on, whoever matches a trigger enters this workflow."
                : inside
                  ? "New people enter the new version. You choose what becomes of the people already inside."
                  : "From now on, new people enter the new version."}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-4">
          <FormMessage message={refused ?? (error ? readApiError(error).message : null)} />
          <PublishBlockers blockers={blockers} onEnded={unblocked} />
          {isLoading ? (
            <div className="grid gap-2" aria-busy>
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-4 w-2/3" />
            </div>
          ) : null}
          {errors.length > 0 ? <ProblemList problems={errors} onJump={onJump} /> : null}
          {data && errors.length === 0 ? (
            <>
              <FailingCases failing={failing ?? []} force={force} onForce={setForce} />
              <section aria-label="Changes">
                <h3 className="text-sm font-medium">
                  {first ? "What goes live" : `Changes since version ${data.live_version}`}{" "}
                  <span className="font-normal text-muted-foreground tabular-nums">{data.changes.length || ""}</span>
                </h3>
                <ul className="mt-1.5 max-h-56 list-disc overflow-y-auto pl-4 text-sm marker:text-muted-foreground">
                  {data.changes.length === 0 ? (
                    <li>{workflow.has_changes ? "Nothing but places on the canvas." : "Nothing has changed."}</li>
                  ) : null}
                  {data.changes.map((change, n) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: sentences without identity that never move
                    <li key={n} className="py-0.5 break-words">
                      {change.message}
                    </li>
                  ))}
                </ul>
              </section>
              <MovePeople preview={preview.data} error={preview.error} people={people} onChange={setPeople} />
              {warnings.length > 0 ? (
                <section aria-label="Warnings">
                  <h3 className="text-sm font-medium">Worth a look</h3>
                  <ProblemList problems={warnings} onJump={onJump} />
                </section>
              ) : null}
              <Field label="Note" optional help="Shown in the list of versions.">
                <Textarea
                  value={note}
                  maxLength={500}
                  placeholder="What changed and why"
                  onChange={(event) => setNote(event.currentTarget.value)}
                  className="min-h-16"
                />
              </Field>
            </>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            {errors.length > 0 ? "Close" : "Cancel"}
          </Button>
          {errors.length > 0 ? null : (
            <Button
              onClick={publish}
              busy={busy}
              disabled={
                !data ||
                blocked ||
                failing === null ||
                preview.isLoading ||
                (preview.data?.problems.length ?? 0) > 0 ||
                (failing.length > 0 && !force) ||
                (workflow.status === "live" && !workflow.has_changes)
              }
            >
              {first ? "Publish" : `Publish version ${preview.data?.next_version ?? ""}`}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function ProblemList({
  problems,
  onJump,
}: {
  problems: WorkflowProblem[];
  onJump: (problem: WorkflowProblem) => void;
}) {
  return (
    <ul className="-mx-2 mt-1 grid">
      {problems.map((problem, n) => {
        const Icon = problem.severity === "error" ? CircleAlert : TriangleAlert;
        return (
          <li key={`${problem.path} ${problem.message} ${n.toString()}`}>
            <button
              type="button"
              className="flex w-full items-start gap-2 rounded-sm px-2 py-1 text-left text-sm hover:bg-accent"
              onClick={() => onJump(problem)}
            >
              <Icon
                aria-hidden
                className={cn("mt-0.5 size-4 shrink-0", problem.severity === "error" ? "text-failed" : "text-waiting")}
              />
              {problem.message}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
