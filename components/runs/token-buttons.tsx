"use client";
import { useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { type RunAnswer, runs } from "@/lib/api/contracts/runs";
import { tokenMoves } from "./token-moves";
import { useNow } from "./use-now";

type Props = { run: RunAnswer; token: RunAnswer["tokens"][number]; onChanged: () => Promise<void> };

/** Moves one place where a run stands: ends its wait, or lets it go on when nothing is in its way. Nothing for viewers. */
export function TokenButtons({ run, token, onChanged }: Props) {
  const api = useApi();
  const { role } = useWorkspace();
  const now = useNow(token.due_at !== null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const moves = tokenMoves({ token, now });
  if (role === "viewer" || !(moves.skip || moves.wake)) return null;

  async function wake() {
    setBusy(true);
    setProblem(null);
    try {
      await api(runs.wake, { id: run.id, token_id: token.id });
      toast.success("The run goes on.");
      await onChanged();
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
    }
    setBusy(false);
  }

  return (
    <div className="mt-2 grid gap-2">
      <div className="flex flex-wrap gap-2">
        {moves.skip ? (
          <ConfirmDialog
            trigger={
              <Button variant="outline" size="sm" aria-label={`Skip wait: ${token.name}`}>
                Skip wait
              </Button>
            }
            title="Skip this wait?"
            description={`${run.contact?.name ?? "The contact"} goes on from "${token.name}" now, as if its time had run out. This cannot be undone.`}
            actionLabel="Skip wait"
            destructive={false}
            onConfirm={async () => {
              await api(runs.skipWait, { id: run.id, token_id: token.id });
              toast.success("The wait was skipped.");
              await onChanged();
            }}
          />
        ) : null}
        {moves.wake ? (
          <Button variant="outline" size="sm" busy={busy} onClick={wake} aria-label={`Run now: ${token.name}`}>
            Run now
          </Button>
        ) : null}
      </div>
      <FormMessage message={problem} />
    </div>
  );
}
