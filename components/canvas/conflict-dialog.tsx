"use client";
import { useMemo } from "react";
import { useCanvas } from "@/components/canvas/store";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { WorkflowAnswer } from "@/lib/api/contracts/workflows";
import { diffGraphs } from "@/lib/engine/diff";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";

type Props = { theirs: WorkflowAnswer; onMine: () => void; onTheirs: () => void };

/** Two people changed the same step: says how the two differ and keeps one. The other can be had back by undo. */
export function ConflictDialog({ theirs, onMine, onTheirs }: Props) {
  const mine = useCanvas((state) => state.graph);
  const changes = useMemo(() => diffGraphs({ before: theirs.draft as Graph, after: mine, registry }), [theirs, mine]);
  return (
    <Dialog open>
      <DialogContent
        onEscapeKeyDown={(event) => event.preventDefault()}
        onPointerDownOutside={(event) => event.preventDefault()}
        className="[&>button:last-child]:hidden"
      >
        <DialogHeader>
          <DialogTitle>Someone else changed the same step</DialogTitle>
          <DialogDescription>
            Their version was saved <RelativeTime at={theirs.updated_at} />. Choose which one to keep.
          </DialogDescription>
        </DialogHeader>
        <DialogBody>
          <p className="text-sm font-medium">Your version differs from theirs like this</p>
          <ul className="mt-1.5 grid gap-1 text-sm">
            {changes.length === 0 ? <li>Only places on the canvas differ.</li> : null}
            {changes.map((change, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: sentences without identity that never move
              <li key={n} className="break-words">
                {change.message}
              </li>
            ))}
          </ul>
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onTheirs}>
            Take theirs
          </Button>
          <Button onClick={onMine}>Keep mine</Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
