"use client";
import { useId, useState } from "react";
import useSWR from "swr";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormat } from "@/components/shell/use-format";
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
import { type RunAction, type RunActionOptions, type RunFilter, runActions } from "@/lib/api/contracts/run-actions";
import { bulkWords } from "./bulk-words";
import { RunActionProgress } from "./run-action-progress";

/** What is to be done, to chosen runs by id or to all that fit the filter of the list. */
export type BulkRequest = { action: RunAction["action"]; filter: RunFilter };

/** Does something to many runs: counts them first, then shows how far it is and why some were refused. */
export function BulkRunsDialog({ action, filter, onClose }: BulkRequest & { onClose: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { plural } = useFormat();
  const [options, setOptions] = useState<RunActionOptions>({ from: "failed", version: "same", confirm_unknown: false });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [made, setMade] = useState<RunAction | null>(null);
  const words = bulkWords(action);
  const counted = useSWR(made ? null : ["run-action-count", slug, action, JSON.stringify(filter)], () =>
    api(runActions.create, { action, filter, preview: true }),
  );
  // Once begun, the number it began with stays.
  const count = made?.total ?? counted.data?.count;

  async function start() {
    setBusy(true);
    setProblem(null);
    try {
      const { action: begun } = await api(runActions.create, { action, filter, options });
      setMade(begun);
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
    }
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {count === undefined ? "Counting the runs" : plural({ count, one: words.one, other: words.other })}
          </DialogTitle>
          <DialogDescription>{count === 0 ? "None of these runs fits. Choose others." : words.help}</DialogDescription>
        </DialogHeader>
        {made || problem || counted.error || action === "retry" ? (
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={problem ?? (counted.error ? readApiError(counted.error).message : null)} />
            {made ? (
              <>
                <RunActionProgress initial={made} />
                <p className="text-sm text-muted-foreground">
                  It goes on when you close this. You find it again under Bulk actions, at the top of the runs.
                </p>
              </>
            ) : action === "retry" ? (
              <RetryOptions options={options} onChange={setOptions} />
            ) : null}
          </DialogBody>
        ) : null}
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            {made ? "Close" : "Keep as they are"}
          </Button>
          {made ? null : (
            <Button
              variant={action === "cancel" ? "destructive" : "primary"}
              onClick={start}
              busy={busy}
              disabled={!count}
            >
              {action === "cancel" ? "Cancel runs" : words.label}
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type OptionsProps = { options: RunActionOptions; onChange: (options: RunActionOptions) => void };

function RetryOptions({ options, onChange }: OptionsProps) {
  const id = useId();
  return (
    <>
      <fieldset>
        <legend id={`${id}-from`} className="mb-2 font-medium">
          Where to begin
        </legend>
        <RadioGroup
          aria-labelledby={`${id}-from`}
          value={options.from}
          onValueChange={(from) => onChange({ ...options, from: from as RunActionOptions["from"] })}
        >
          <RadioItem value="failed" label="At the step that failed" help="Runs without one are left as they are." />
          <RadioItem value="start" label="At the start" help="All messages of these runs are sent once more." />
        </RadioGroup>
      </fieldset>
      <fieldset>
        <legend id={`${id}-version`} className="mb-2 font-medium">
          Version
        </legend>
        <RadioGroup
          aria-labelledby={`${id}-version`}
          value={options.version}
          onValueChange={(version) => onChange({ ...options, version: version as RunActionOptions["version"] })}
        >
          <RadioItem value="same" label="The version of each run, as before" />
          <RadioItem value="current" label="The version that is live now" />
        </RadioGroup>
      </fieldset>
      <CheckField
        label="Send again what may have arrived"
        help="Where a provider never answered, it may be delivered twice. Without this, such runs are left as they are."
        checked={options.confirm_unknown}
        onCheckedChange={(value) => onChange({ ...options, confirm_unknown: value === true })}
      />
    </>
  );
}
