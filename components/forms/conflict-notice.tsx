"use client";
import type { Draft } from "@/components/forms/builder/use-draft";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";

/** Why the last change is not saved, and what to do about it. */
export function ConflictNotice({ draft }: { draft: Draft }) {
  if (draft.saving === "conflict" && draft.theirs)
    return (
      <FormMessage
        className="mb-4"
        message={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-0 flex-1 basis-72">
              Someone else changed the same part of this form while you were editing it. Your version is still on this
              screen.
            </span>
            <span className="flex flex-wrap gap-2">
              <Button variant="outline" size="sm" onClick={() => draft.settle("theirs")}>
                Take their version
              </Button>
              <Button size="sm" onClick={() => draft.settle("mine")}>
                Keep mine
              </Button>
            </span>
          </div>
        }
      />
    );
  if (draft.saving === "failed" && draft.problem)
    return (
      <FormMessage
        className="mb-4"
        message={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <span className="min-w-0 flex-1 basis-72">Your last change is not saved. {draft.problem.message}</span>
            <Button variant="outline" size="sm" onClick={() => void draft.flush()}>
              Try again
            </Button>
          </div>
        }
      />
    );
  return null;
}
