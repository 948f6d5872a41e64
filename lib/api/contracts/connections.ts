import { z } from "zod";
import { contract, deleted, instant } from "@/lib/api/contract";

const connection = z.object({
  id: z.string(),
  provider: z.enum(["resend"]),
  name: z.string(),
  status: z.enum(["untested", "healthy", "failing"]),
  last_error: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
});
const providerParams = z.strictObject({ provider: z.enum(["resend"]) });
const admin = { tag: "Connections", role: "admin", scope: "connections:write" } as const;

export const connections = {
  list: contract({
    method: "GET",
    path: "/connections",
    tag: "Connections",
    summary: "List connected providers; their secrets are never returned",
    role: "viewer",
    scope: "connections:read",
    response: z.object({ data: z.array(connection), email_provider: z.enum(["local", "resend", "none"]) }),
  }),
  connect: contract({
    ...admin,
    method: "PUT",
    path: "/connections/{provider}",
    summary: "Connect a provider, or replace its API key",
    params: providerParams,
    body: z.strictObject({ api_key: z.string().trim().min(8).max(500) }),
    response: connection,
  }),
  disconnect: contract({
    ...admin,
    method: "DELETE",
    path: "/connections/{provider}",
    summary: "Remove a connection and its API key",
    params: providerParams,
    response: deleted,
  }),
};
