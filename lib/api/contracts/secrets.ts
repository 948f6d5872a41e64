import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

/** A host name in lower case, or `*.` before one for every name below it. No scheme, port or path. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253, "A host has at most 253 characters.")
  .regex(
    /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    "Write a host such as api.example.com, without https:// and without a path.",
  );
const hosts = z
  .array(host)
  .min(1, "Name at least one host this secret may go to.")
  .max(20, "At most 20 hosts.")
  .transform((all) => [...new Set(all)]);
const name = z.string().trim().min(1, "Give the secret a name.").max(80, "A name has at most 80 characters.");
/** What travels in a header or stands in an address: one line. */
const value = z
  .string()
  .trim()
  .min(1, "Give the secret itself.")
  .max(4000, "A secret has at most 4,000 characters.")
  .regex(/^[\x20-\x7e]+$/, "A secret is one line of plain letters, digits and signs.");

const secret = z.object({
  id: z.string(),
  name: z.string(),
  hosts: z.array(z.string()),
  /** To the minute. */
  last_used_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type SecretAnswer = z.output<typeof secret>;

const write = { tag: "Secrets", role: "admin", scope: "secrets:write" } as const;

export const secrets = {
  list: contract({
    method: "GET",
    path: "/secrets",
    tag: "Secrets",
    summary: "List secrets, newest first; their values are never returned",
    role: "viewer",
    scope: "secrets:read",
    query: listQuery,
    response: listOf(secret),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/secrets",
    summary: "Store a secret for calls to other systems, with the hosts it may go to",
    status: 201,
    body: z.strictObject({ name, hosts, value }),
    response: secret,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/secrets/{id}",
    summary: "Rename a secret, or replace its value; other hosts need the value again",
    params: idParams,
    body: z.strictObject({ name: name.optional(), hosts: hosts.optional(), value: value.optional() }),
    response: secret,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/secrets/{id}",
    summary: "Delete a secret; steps that use it fail from now on",
    params: idParams,
    response: deleted,
  }),
};
