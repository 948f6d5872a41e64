"use client";
import { useReactFlow } from "@xyflow/react";
import { MessageSquare } from "lucide-react";
import { useRef, useState } from "react";
import useSWR from "swr";
import { CommentsPanel } from "@/components/canvas/comments-panel";
import { focusNode } from "@/components/canvas/focus-node";
import { motion } from "@/components/canvas/motion";
import { useCanvasStore } from "@/components/canvas/store";
import { useApi } from "@/components/shell/api-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { comments } from "@/lib/api/contracts/comments";

type Props = {
  workflowId: string;
  flush: () => Promise<boolean>;
  /** Before a step is shown: whatever covers the canvas goes away. */
  onUncover: () => void;
};

/** Opens what is said about the workflow, and tells how much of it is open. */
export function CommentsButton({ workflowId, flush, onUncover }: Props) {
  const api = useApi();
  const store = useCanvasStore();
  const flow = useReactFlow();
  const shown = useRef<string | null>(null);
  const [open, setOpen] = useState(false);
  const { data, mutate } = useSWR(["comments-open", workflowId], () =>
    api(comments.list, { id: workflowId, status: "open", count: "exact", limit: 1 }),
  );
  const count = data?.count ?? 0;
  function show(nodeId: string) {
    shown.current = nodeId;
    setOpen(false);
    onUncover();
    store.getState().select([nodeId]);
    const zoom = Math.min(1, flow.getZoom());
    void flow.fitView({ nodes: [{ id: nodeId }], maxZoom: zoom, minZoom: zoom, duration: motion(150) });
  }

  /** The focus goes to the step that was asked for; otherwise back to the button. */
  function handFocusOn(event: Event) {
    if (!shown.current) return;
    event.preventDefault();
    focusNode(shown.current);
    shown.current = null;
  }

  return (
    <>
      <Button
        variant="outline"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-label={count > 0 ? `Comments, ${count} open` : "Comments"}
      >
        <MessageSquare aria-hidden />
        <span className="hidden xl:inline">Comments</span>
        {count > 0 ? <Badge tone="accent">{count}</Badge> : null}
      </Button>
      <Sheet open={open} onOpenChange={setOpen}>
        <SheetContent onCloseAutoFocus={handFocusOn}>
          <div className="border-b py-3 pr-12 pl-4">
            <SheetTitle className="text-base font-semibold">Comments</SheetTitle>
            <SheetDescription className="text-sm text-muted-foreground">
              Everybody who sees this workflow can read and write here.
            </SheetDescription>
          </div>
          <CommentsPanel workflowId={workflowId} flush={flush} onChanged={() => void mutate()} onShow={show} />
        </SheetContent>
      </Sheet>
    </>
  );
}
