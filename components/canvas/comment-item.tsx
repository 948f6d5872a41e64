"use client";
import { useState } from "react";
import { nodeTitle } from "@/components/canvas/node-words";
import { useCanvas } from "@/components/canvas/store";
import { useWorkspace } from "@/components/shell/api-provider";
import { ConfirmDialog } from "@/components/shell/confirm-dialog";
import { RelativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { CommentAnswer } from "@/lib/api/contracts/comments";
import { indexGraph } from "@/lib/engine/graph-index";

type Props = {
  comment: CommentAnswer;
  canResolve: boolean;
  onChange: (what: { body?: string; resolved?: boolean }) => Promise<void>;
  onRemove: () => Promise<void>;
  /** Shows its step on the canvas. */
  onShow: (nodeId: string) => void;
};

/** One comment with who wrote it, what it is about, and what whoever looks may do with it. */
export function CommentItem({ comment, canResolve, onChange, onRemove, onShow }: Props) {
  const { role } = useWorkspace();
  const [text, setText] = useState<string | null>(null);
  const mayDelete = comment.own || role === "admin" || role === "owner";
  const author = comment.author ? comment.author.name || "Somebody who has left" : "API key";

  async function keep() {
    const body = text?.trim();
    if (body && body !== comment.body) await onChange({ body });
    setText(null);
  }

  return (
    <li className="grid gap-1.5 border-t py-3 first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium break-words">{author}</span>
        <RelativeTime at={comment.created_at} className="text-muted-foreground" />
      </p>
      <About nodeId={comment.node_id} onShow={onShow} />
      {text === null ? (
        <p className="break-words whitespace-pre-wrap">{comment.body}</p>
      ) : (
        <Field label="Comment" hideLabel>
          <Textarea value={text} maxLength={4000} onChange={(event) => setText(event.currentTarget.value)} />
        </Field>
      )}
      {comment.resolved_at ? (
        <p className="text-sm text-muted-foreground">
          Resolved{comment.resolved_by?.name ? ` by ${comment.resolved_by.name}` : ""}{" "}
          <RelativeTime at={comment.resolved_at} />
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {text !== null ? (
          <>
            <Button size="sm" onClick={keep} disabled={!text.trim()}>
              Save
            </Button>
            <Button variant="ghost" size="sm" onClick={() => setText(null)}>
              Cancel
            </Button>
          </>
        ) : (
          <>
            {canResolve ? (
              <Button variant="outline" size="sm" onClick={() => onChange({ resolved: comment.resolved_at === null })}>
                {comment.resolved_at ? "Reopen" : "Resolve"}
              </Button>
            ) : null}
            {comment.own ? (
              <Button variant="ghost" size="sm" onClick={() => setText(comment.body)}>
                Edit
              </Button>
            ) : null}
            {mayDelete ? (
              <ConfirmDialog
                trigger={
                  <Button variant="ghost" size="sm">
                    Delete
                  </Button>
                }
                title="Delete this comment?"
                description="It is gone for everybody. This cannot be undone."
                actionLabel="Delete comment"
                onConfirm={onRemove}
              />
            ) : null}
          </>
        )}
      </div>
    </li>
  );
}

/** The step a comment is about; choosing it shows the step on the canvas. */
function About({ nodeId, onShow }: { nodeId: string | null; onShow: (nodeId: string) => void }) {
  const node = useCanvas((state) => (nodeId ? indexGraph(state.graph).nodes.get(nodeId) : undefined));
  if (nodeId === null) return <p className="text-sm text-muted-foreground">The whole workflow</p>;
  if (!node) return <p className="text-sm text-muted-foreground">A step that was deleted</p>;
  return (
    <Button variant="link" size="sm" className="max-w-full justify-self-start" onClick={() => onShow(nodeId)}>
      <span className="truncate">{nodeTitle(node)}</span>
    </Button>
  );
}
