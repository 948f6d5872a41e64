import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

const body = z.string().trim().min(1, "Write something.").max(4000, "A comment has at most 4000 characters.");

const person = z.object({
  id: z.string(),
  /** Empty for somebody who has left the workspace. */
  name: z.string(),
});

const comment = z.object({
  id: z.string(),
  workflow_id: z.string(),
  /** The step it is about, which may be gone by now; null for the whole workflow. */
  node_id: z.string().nullable(),
  body: z.string(),
  /** Null when it came with an API key. */
  author: person.nullable(),
  /** Whether whoever asks wrote it, and so may change its words. */
  own: z.boolean(),
  resolved_at: instant.nullable(),
  /** Null when it is open, or was resolved with an API key. */
  resolved_by: person.nullable(),
  created_at: instant,
});
export type CommentAnswer = z.output<typeof comment>;

// For everybody who sees the workflow: what one may do with somebody else's comment is decided by the service.
const common = { tag: "Comments", role: "viewer", params: idParams } as const;
const read = { ...common, scope: "workflows:read" } as const;
const write = { ...common, scope: "workflows:write" } as const;

export const comments = {
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/comments",
    summary: "List the comments on a workflow and its steps, newest first",
    query: listQuery.extend({ status: z.enum(["open", "resolved"]).optional() }),
    response: listOf(comment),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/comments",
    summary: "Comment on a workflow, or on one step of its draft",
    body: z.strictObject({ body, node_id: z.string().min(1).max(60).nullable().default(null) }),
    response: comment,
    status: 201,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/comments/{id}",
    summary: "Change the words of one's own comment, or resolve and reopen any as an editor",
    body: z
      .strictObject({ body: body.optional(), resolved: z.boolean().optional() })
      .refine(
        (input) => input.body !== undefined || input.resolved !== undefined,
        "Say what to change: body or resolved.",
      ),
    response: comment,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/comments/{id}",
    summary: "Delete one's own comment, or any as an admin",
    response: deleted,
  }),
};
