import { z } from "zod";
import { contract, deleted, instant } from "@/lib/api/contract";
import { type FieldName, fieldsOf, providerNames } from "@/lib/api/contracts/connection-fields";

const connection = z.object({
  id: z.string(),
  provider: z.enum(providerNames),
  name: z.string(),
  config: z.record(z.string(), z.string()).describe("The fields that are no secret."),
  status: z.enum(["untested", "healthy", "failing"]),
  last_error: z.string().nullable(),
  tested_at: instant.nullable(),
  webhook_url: z.string().nullable().describe("Where the provider sends its reports; null when it needs none."),
  has_webhook_secret: z.boolean(),
  created_at: instant,
  updated_at: instant,
});
const providerParams = z.strictObject({ provider: z.enum(providerNames) });
const admin = { tag: "Connections", role: "admin", scope: "connections:write" } as const;

/** Every field of every provider; which of them a provider has is checked when it is connected. */
const fields = Object.fromEntries(
  providerNames.flatMap((provider) => {
    const { name, config, secret } = fieldsOf(provider);
    return Object.entries({ ...config, ...secret }).map(([key, { label }]) => [
      key,
      z.string().max(2000).optional().describe(`${label} (${name})`),
    ]);
  }),
) as Record<FieldName, z.ZodOptional<z.ZodString>>;

export const connections = {
  list: contract({
    method: "GET",
    path: "/connections",
    tag: "Connections",
    summary: "List connected providers; their secrets are never returned",
    role: "viewer",
    scope: "connections:read",
    response: z.object({ data: z.array(connection), email_provider: z.enum(["local", "resend", "smtp", "none"]) }),
  }),
  connect: contract({
    ...admin,
    method: "PUT",
    path: "/connections/{provider}",
    summary: "Connect a provider, or replace its settings; a secret that is left out stays as it is",
    params: providerParams,
    body: z.strictObject({
      ...fields,
      webhook_secret: z
        .string()
        .trim()
        .max(500)
        .optional()
        .describe("What the provider signs its reports with (Resend). An empty text removes it."),
    }),
    response: connection,
  }),
  test: contract({
    ...admin,
    method: "POST",
    path: "/connections/{provider}/test",
    summary: "Ask the provider whether the connection works; the answer is there when this returns",
    params: providerParams,
    response: connection,
  }),
  disconnect: contract({
    ...admin,
    method: "DELETE",
    path: "/connections/{provider}",
    summary: "Remove a connection and its secrets",
    params: providerParams,
    response: deleted,
  }),
};
