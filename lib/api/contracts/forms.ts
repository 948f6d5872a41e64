import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery, versionParams } from "@/lib/api/contract";
import { formContent } from "@/lib/forms";

const name = z.string().trim().min(1, "Give the form a name.").max(120, "A name has at most 120 characters.");

export const formSummary = z.object({
  id: z.string(),
  /** Ten characters, the end of the public address. */
  public_id: z.string(),
  name: z.string(),
  status: z.enum(["draft", "published"]),
  /** Public address of the hosted page; it answers only while the form is published. */
  url: z.string(),
  revision: z.number(),
  /** Number of the version visitors get, or got last; null before the first. */
  version: z.number().nullable(),
  /** The draft differs from that version. */
  has_changes: z.boolean(),
  /** Counted up to 10,000. */
  submission_count: z.number(),
  last_submission_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type FormSummary = z.output<typeof formSummary>;

export const formAnswer = formSummary.extend({ draft: formContent });
export type FormAnswer = z.output<typeof formAnswer>;

const version = z.object({
  number: z.number(),
  note: z.string(),
  /** This is the version visitors get now. */
  live: z.boolean(),
  content: formContent,
  created_at: instant,
});
export type FormVersion = z.output<typeof version>;

const common = { tag: "Forms", params: idParams } as const;
const read = { ...common, role: "viewer", scope: "forms:read" } as const;
const write = { ...common, role: "editor", scope: "forms:write" } as const;

export const forms = {
  list: contract({
    ...read,
    params: undefined,
    method: "GET",
    path: "/forms",
    summary: "List forms, newest first",
    query: listQuery.extend({
      status: z.enum(["draft", "published"]).optional(),
      search: z.string().trim().max(200).optional(),
    }),
    response: listOf(formSummary),
  }),
  create: contract({
    ...write,
    params: undefined,
    method: "POST",
    path: "/forms",
    status: 201,
    summary: "Create a form; without a draft it starts with email and first name",
    body: z.strictObject({ name, draft: formContent.optional() }),
    response: formAnswer,
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/forms/{id}",
    summary: "Read a form with its draft",
    response: formAnswer,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/forms/{id}",
    ifMatch: true,
    summary: "Change the name or the draft; send the revision you edited as If-Match",
    body: z.strictObject({ name: name.optional(), draft: formContent.optional() }),
    response: formAnswer,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/forms/{id}",
    summary: "Delete a form; its page stops answering, its submissions are kept",
    response: deleted,
  }),
  publish: contract({
    ...write,
    method: "POST",
    path: "/forms/{id}/publish",
    ifMatch: true,
    summary: "Publish the draft as a new version that visitors get from now on",
    body: z.strictObject({ note: z.string().trim().max(500).default("") }),
    response: formAnswer,
  }),
  unpublish: contract({
    ...write,
    method: "POST",
    path: "/forms/{id}/unpublish",
    summary: "Take the form's page offline",
    response: formAnswer,
  }),
  versions: contract({
    ...read,
    method: "GET",
    path: "/forms/{id}/versions",
    summary: "List the published versions, newest first",
    query: listQuery,
    response: listOf(version.extend({ id: z.string() })),
  }),
  restore: contract({
    ...write,
    params: versionParams,
    method: "POST",
    path: "/forms/{id}/versions/{number}/restore",
    ifMatch: true,
    summary: "Make a published version the draft again",
    response: formAnswer,
  }),
};
