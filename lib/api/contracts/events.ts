import { z } from "zod";
import { contract } from "@/lib/api/contract";
import { writtenInstant } from "@/lib/api/instant";

const event = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    contact_id: z.uuid().optional(),
    email: z.string().trim().toLowerCase().pipe(z.email()).optional(),
    event_id: z.string().min(1).max(255).optional().describe("Your own id of this event: sent again, it counts once."),
    properties: z.record(z.string().max(120), z.unknown()).default({}),
    occurred_at: writtenInstant.optional(),
  })
  .refine((value) => value.contact_id || value.email, {
    path: ["email"],
    error: "Name the contact: email or contact_id.",
  });

export const events = {
  send: contract({
    method: "POST",
    path: "/events",
    tag: "Events",
    summary: "Record up to 1,000 custom events; unknown addresses become contacts",
    role: "editor",
    scope: "events:write",
    body: z.strictObject({ events: z.array(event).min(1).max(1000) }),
    response: z.object({ accepted: z.number(), duplicates: z.number() }),
    status: 202,
  }),
};
