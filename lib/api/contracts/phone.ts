import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { messageStatuses } from "@/lib/api/contracts/messages";

const channel = z.enum(["sms", "whatsapp"]);
const direction = z.enum(["outbound", "inbound"]);

const thread = z.object({
  /** The id of its newest text. */
  id: z.string(),
  channel,
  number: z.string(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  direction,
  body: z.string(),
  created_at: instant,
});
export type PhoneThread = z.output<typeof thread>;

const openThread = thread.pick({ id: true, channel: true, number: true, contact: true }).extend({
  /** The last hundred, oldest first. */
  texts: z.array(
    z.object({
      id: z.string(),
      direction,
      body: z.string(),
      status: z.enum(messageStatuses).nullable(),
      reason: z.string().nullable(),
      created_at: instant,
    }),
  ),
});
export type OpenThread = z.output<typeof openThread>;

const number = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s().-]/g, ""))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, "Write the number with its country code, for example +49 30 901820."));

export const phone = {
  list: contract({
    method: "GET",
    path: "/phone",
    tag: "Messages",
    summary: "List the threads of the built-in phone (local SMS and WhatsApp provider), last written first",
    role: "viewer",
    scope: "messages:read",
    query: listQuery,
    response: listOf(thread),
  }),
  get: contract({
    method: "GET",
    path: "/phone/{id}",
    tag: "Messages",
    summary: "Open the thread that a text of the built-in phone belongs to",
    role: "viewer",
    scope: "messages:read",
    params: idParams,
    response: openThread,
  }),
  write: contract({
    method: "POST",
    path: "/phone",
    tag: "Messages",
    summary: "Write to the workspace as somebody with this number would, from the built-in phone",
    role: "editor",
    scope: "messages:write",
    body: z.strictObject({
      channel,
      number,
      text: z.string().trim().min(1, "Write something.").max(1600, "At most 1,600 characters."),
    }),
    response: openThread,
    status: 201,
  }),
  react: contract({
    method: "POST",
    path: "/phone/{id}/react",
    tag: "Messages",
    summary: "Say what became of a text on the built-in phone, as a provider's report would",
    role: "editor",
    scope: "messages:write",
    params: idParams,
    body: z.strictObject({ reaction: z.enum(["delivered", "read", "failed"]) }),
    response: openThread,
  }),
};
