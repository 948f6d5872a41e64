"use client";
import { useState } from "react";
import { toast } from "sonner";
import useSWRInfinite from "swr/infinite";
import { AddComment } from "@/components/canvas/add-comment";
import { CommentItem } from "@/components/canvas/comment-item";
import { useCanvas } from "@/components/canvas/store";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { type CommentAnswer, comments } from "@/lib/api/contracts/comments";

type Status = "open" | "resolved";
type Props = {
  workflowId: string;
  /** Saves what is pending, so that a new step can be commented on. */
  flush: () => Promise<boolean>;
  onChanged: () => void;
  /** Shows a step on the canvas. */
  onShow: (nodeId: string) => void;
};

/** What is said about the workflow: write, read, resolve. */
export function CommentsPanel({ workflowId, flush, onChanged, onShow }: Props) {
  const api = useApi();
  const readOnly = useCanvas((state) => state.readOnly);
  const [status, setStatus] = useState<Status>("open");
  const { data, error, isLoading, size, setSize, mutate } = useSWRInfinite(
    (n, before: { next_cursor: string | null } | null) =>
      n > 0 && !before?.next_cursor ? null : ["comments", workflowId, status, before?.next_cursor ?? null],
    ([, id, of, cursor]) =>
      api(comments.list, { id: id as string, status: of as Status, limit: 50, ...(cursor ? { cursor } : {}) }),
  );
  const list = data?.flatMap((page) => page.data);
  const refresh = async () => {
    onChanged();
    await mutate();
  };

  async function add(comment: { body: string; node_id: string | null }) {
    try {
      // The server knows the steps of the saved draft only.
      if (comment.node_id && !readOnly && !(await flush()))
        return "The workflow could not be saved. Save it first, or comment on the whole workflow.";
      await api(comments.create, { id: workflowId, ...comment });
      setStatus("open");
      await refresh();
      return null;
    } catch (thrown) {
      return readApiError(thrown).message;
    }
  }
  async function act(work: () => Promise<unknown>) {
    try {
      await work();
      await refresh();
    } catch (thrown) {
      toast.error(readApiError(thrown).message);
    }
  }
  const change = (comment: CommentAnswer, what: { body?: string; resolved?: boolean }) =>
    act(() => api(comments.update, { id: comment.id, ...what }));
  const remove = (comment: CommentAnswer) => act(() => api(comments.remove, { id: comment.id }));

  return (
    <div className="grid gap-4 p-4">
      <AddComment onAdd={add} />
      <Segmented<Status>
        label="Which comments"
        value={status}
        onChange={setStatus}
        options={[
          { value: "open", label: "Open" },
          { value: "resolved", label: "Resolved" },
        ]}
        className="justify-self-start"
      />
      <FormMessage message={error ? readApiError(error).message : null} />
      {isLoading ? <Skeleton className="h-16 w-full" /> : null}
      {list?.length === 0 ? (
        <p className="text-muted-foreground">
          {status === "open" ? "No open comments." : "Nothing has been resolved yet."}
        </p>
      ) : null}
      <ul className="grid">
        {list?.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            canResolve={!readOnly}
            onChange={(what) => change(comment, what)}
            onRemove={() => remove(comment)}
            onShow={onShow}
          />
        ))}
      </ul>
      {data?.at(-1)?.next_cursor ? (
        <Button variant="outline" onClick={() => setSize(size + 1)} busy={size > data.length}>
          Show more
        </Button>
      ) : null}
    </div>
  );
}
