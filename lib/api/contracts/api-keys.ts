import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { writtenInstant } from "@/lib/api/instant";

const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** How the key begins, to tell keys apart. */
  prefix: z.string(),
  role: z.enum(["admin", "editor", "viewer"]),
  scopes: z.array(z.string()),
  expires_at: instant.nullable(),
  /** To the minute. */
  last_used_at: instant.nullable(),
  revoked_at: instant.nullable(),
  created_at: instant,
});
export type ApiKeyAnswer = z.output<typeof apiKey>;

const write = { tag: "API keys", role: "admin", scope: "api-keys:write" } as const;

export const apiKeys = {
  list: contract({
    method: "GET",
    path: "/api-keys",
    tag: "API keys",
    summary: "List API keys, newest first; the keys themselves are never shown again",
    role: "admin",
    scope: "api-keys:read",
    query: listQuery,
    response: listOf(apiKey),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/api-keys",
    summary: "Create an API key; the answer shows it once",
    status: 201,
    secret: true,
    body: z.strictObject({
      name: z.string().trim().min(1, "Give the key a name.").max(120, "A name has at most 120 characters."),
      role: z.enum(["admin", "editor", "viewer"]).default("editor"),
      scopes: z.array(z.string().max(80)).min(1, "Choose at least one scope.").max(200),
      /** An instant in the future; null for a key that does not expire. */
      expires_at: writtenInstant.nullable().default(null),
    }),
    response: apiKey.extend({ secret: z.string() }),
  }),
  revoke: contract({
    ...write,
    method: "DELETE",
    path: "/api-keys/{id}",
    summary: "Revoke an API key; it stops working at once and stays in the list",
    params: idParams,
    response: deleted,
  }),
};
