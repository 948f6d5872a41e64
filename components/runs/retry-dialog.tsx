"use client";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { RadioGroup, RadioItem } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { type RunAnswer, type RunStep, runs } from "@/lib/api/contracts/runs";
import { type RetryChoice, RetryChoiceFields } from "./retry-choice";
import { RetryPreview } from "./retry-preview";
import { retryRequest } from "./retry-request";

type Repeat = "none" | "step" | "all";
type Props = { run: RunAnswer; steps: RunStep[]; onClose: () => void };

/** Tries an ended run again: where from, on which version, and what that would send, before anything happens. */
export function RetryDialog({ run, steps, onClose }: Props) {
  const api = useApi();
  const router = useRouter();
  const { slug } = useWorkspace();
  const repeatId = useId();
  const [choice, setChoice] = useState<RetryChoice>({
    from: run.status === "failed" ? "failed" : "start",
    stepId: (steps.findLast((step) => step.status === "failed") ?? steps[0])?.id ?? "",
    version: "same",
  });
  const [repeat, setRepeat] = useState<Repeat>();
  const [confirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = retryRequest({ choice, steps, repeat });
  const preview = useSWR(["retry-preview", slug, run.id, JSON.stringify(request)], () =>
    api(runs.previewRetry, { id: run.id, ...request }),
  );
  const unknown = preview.data?.effects.some((effect) => effect.outcome === "asks") ?? false;
  // While another answer to "sent again?" is looked up, the question itself must not vanish.
  const [asked, setAsked] = useState(false);
  const mustChoose = preview.data?.must_choose ?? asked;
  const ready = Boolean(preview.data) && !(mustChoose && !repeat) && !(unknown && !confirmed);

  function choose(next: RetryChoice) {
    setChoice(next);
    // What was said about one place is not said about another.
    setRepeat(undefined);
    setConfirmed(false);
    setAsked(false);
    setProblem(null);
  }

  async function retry() {
    setBusy(true);
    setProblem(null);
    try {
      const made = await api(runs.retry, { id: run.id, ...request, confirm_unknown: confirmed });
      toast.success("A new run has begun.");
      router.push(`/w/${encodeURIComponent(slug)}/runs/${made.id}`);
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
      // What was sent or became unclear since then is asked about now.
      void preview.mutate();
    }
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <form
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !busy) void retry();
          }}
        >
          <DialogHeader>
            <DialogTitle>Try this run again</DialogTitle>
            <DialogDescription>
              {run.contact?.name ?? "The contact"} goes through {run.workflow.name} in a new run.
            </DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <RetryChoiceFields run={run} steps={steps} choice={choice} onChange={choose} />
            {mustChoose ? (
              <fieldset className="grid gap-2">
                <legend id={repeatId} className="mb-2 font-medium">
                  This step has sent something already. Send it again?
                </legend>
                <RadioGroup
                  aria-labelledby={repeatId}
                  value={repeat ?? ""}
                  onValueChange={(value) => {
                    setAsked(true);
                    setConfirmed(false);
                    setRepeat(value as Repeat);
                  }}
                >
                  <RadioItem value="none" label="No, use what came of it" />
                  <RadioItem value="step" label="Yes, this step only" />
                  <RadioItem value="all" label="Yes, and everything that comes after it" />
                </RadioGroup>
              </fieldset>
            ) : null}
            <div aria-live="polite" className="grid gap-3">
              {preview.data ? (
                <RetryPreview preview={preview.data} />
              ) : preview.error ? (
                <FormMessage message={readApiError(preview.error).message} />
              ) : (
                <Skeleton className="h-24" />
              )}
            </div>
            {unknown ? (
              <CheckField
                label="Send it again, although it may have arrived"
                help="The provider never answered, so it may be delivered twice."
                checked={confirmed}
                onCheckedChange={(value) => setConfirmed(value === true)}
              />
            ) : null}
            <FormMessage message={problem} />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button type="submit" busy={busy} disabled={!ready}>
              Try again
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
