import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

const name = z.string().trim().min(1).max(120);
const description = z.string().trim().max(2000);

export const segment = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(["static"]),
  members: z.number(),
  created_at: instant,
  updated_at: instant,
});

export const segmentMember = z.object({
  contact_id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  source: z.string(),
  added_at: instant,
});

const ids = z.strictObject({
  contact_ids: z
    .array(z.uuid({ error: "This is not an id." }))
    .min(1)
    .max(1000),
});
const read = { tag: "Segments", role: "viewer", scope: "segments:read" } as const;
const write = { tag: "Segments", role: "editor", scope: "segments:write" } as const;

export const segments = {
  list: contract({
    ...read,
    method: "GET",
    path: "/segments",
    summary: "List segments, newest first",
    query: listQuery.extend({ contact: z.uuid().optional().describe("Only those this contact is in.") }),
    response: listOf(segment),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/segments",
    summary: "Create a segment",
    body: z.strictObject({ name, description: description.optional() }),
    response: segment,
    status: 201,
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/segments/{id}",
    summary: "Get a segment",
    params: idParams,
    response: segment,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/segments/{id}",
    summary: "Rename or describe a segment",
    params: idParams,
    body: z.strictObject({ name: name.optional(), description: description.optional() }),
    response: segment,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/segments/{id}",
    summary: "Delete a segment; its contacts stay, and nobody counts as having left",
    params: idParams,
    response: deleted,
  }),
  members: contract({
    ...read,
    method: "GET",
    path: "/segments/{id}/members",
    summary: "Who is in a segment, last added first",
    params: idParams,
    query: listQuery,
    response: listOf(segmentMember),
  }),
  addMembers: contract({
    ...write,
    method: "POST",
    path: "/segments/{id}/members",
    summary: "Add up to 1,000 contacts; who is in already stays as he is",
    params: idParams,
    body: ids,
    response: z.object({ added: z.number() }),
  }),
  removeMembers: contract({
    ...write,
    method: "POST",
    path: "/segments/{id}/members/remove",
    summary: "Take up to 1,000 contacts out",
    params: idParams,
    body: ids,
    response: z.object({ removed: z.number() }),
  }),
};
