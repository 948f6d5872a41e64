import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

const name = z.string().trim().min(1, "Give the address a name.").max(120, "A name has at most 120 characters.");
const header = z
  .string()
  .trim()
  .toLowerCase()
  .max(100, "At most 100 characters.")
  .regex(/^[a-z0-9-]+$/, "A header's name holds letters, digits and dashes.");
/** Dotted places in the payload, such as `customer.email` or `items.0.sku`. */
const path = z
  .string()
  .trim()
  .max(200, "At most 200 characters.")
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u, "Write the place in the payload, such as customer.email.");
const mapping = z.strictObject({
  email: path.optional(),
  phone: path.optional(),
  first_name: path.optional(),
  last_name: path.optional(),
  company: path.optional(),
});
export type HookMapping = z.output<typeof mapping>;
const signature = z.enum(["none", "hmac_sha256", "standard"]);
/** What the sender signs with. Without one, one is made and shown once. */
const secret = z
  .string()
  .trim()
  .min(16, "A signing secret has at least 16 characters.")
  .max(500, "At most 500 characters.")
  .regex(/^[\x21-\x7e]+$/, "A signing secret is one word of plain letters, digits and signs.");

const hook = z.object({
  id: z.string(),
  name: z.string(),
  /** Where the other system posts to. */
  url: z.string(),
  signature,
  /** For `hmac_sha256`: the header with the hex or base64 HMAC of the raw body. */
  signature_header: z.string().nullable(),
  /** The header by which repeats are told apart; without one, equal bodies within five minutes are. */
  id_header: z.string().nullable(),
  mapping,
  last_received_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});
export type HookAnswer = z.output<typeof hook>;

const delivery = z.object({
  id: z.string(),
  outcome: z.enum(["accepted", "no_contact", "repeated"]),
  contact_id: z.string().nullable(),
  /** Values that look like secrets are hidden. */
  headers: z.record(z.string(), z.string()).nullable(),
  payload: z.unknown(),
  received_at: instant,
});
export type HookDelivery = z.output<typeof delivery>;

const settings = {
  signature: signature.optional(),
  signature_header: header.nullable().optional(),
  id_header: header.nullable().optional(),
  mapping: mapping.optional(),
  secret: secret.optional(),
};
const read = { tag: "Inbound webhooks", role: "editor", scope: "hooks:read", method: "GET" } as const;
const write = { tag: "Inbound webhooks", role: "editor", scope: "hooks:write" } as const;
/** `secret` is there only when one was made, and only in this answer. */
const withSecret = hook.extend({ secret: z.string().optional() });

export const hooks = {
  list: contract({
    ...read,
    path: "/hooks",
    summary: "List addresses that other systems post to, newest first",
    query: listQuery,
    response: listOf(hook),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/hooks",
    summary: "Create an address that another system can post to; a signing secret made here is shown once",
    status: 201,
    secret: true,
    body: z.strictObject({ name, ...settings }),
    response: withSecret,
  }),
  get: contract({
    ...read,
    path: "/hooks/{id}",
    summary: "Get one address",
    params: idParams,
    response: hook,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/hooks/{id}",
    summary: "Change how an address checks and reads what it receives",
    params: idParams,
    secret: true,
    body: z.strictObject({ name: name.optional(), ...settings }),
    response: withSecret,
  }),
  rotate: contract({
    ...write,
    method: "POST",
    path: "/hooks/{id}/rotate",
    summary: "Give it another address; the old one stops working at once",
    params: idParams,
    response: hook,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/hooks/{id}",
    summary: "Delete an address with what it received",
    params: idParams,
    response: deleted,
  }),
  deliveries: contract({
    ...read,
    path: "/hooks/{id}/deliveries",
    summary: "The last ten things it received, newest first",
    params: idParams,
    response: z.object({ data: z.array(delivery) }),
  }),
};
