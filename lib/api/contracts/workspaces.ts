import { z } from "zod";
import { contract, idParams, instant } from "@/lib/api/contract";
import { frequencyCapsSchema } from "@/lib/api/contracts/sending-limits";
import { businessHoursSchema } from "@/lib/time/business-hours";
import { quietHoursSchema } from "@/lib/time/quiet-hours";

const role = z.enum(["owner", "admin", "editor", "viewer"]);

const workspace = z.object({
  id: z.string(),
  /** The short name in addresses: /w/{slug}. */
  slug: z.string(),
  name: z.string(),
  /** The caller's role. */
  role,
  /** IANA zone. */
  time_zone: z.string(),
  sender_name: z.string().nullable(),
  sender_email: z.string().nullable(),
  reply_to: z.string().nullable(),
  /** Shown below every marketing email, as the law asks (CAN-SPAM and others). */
  postal_address: z.string().nullable(),
  /** Whether opens and clicks of emails are tracked at all. */
  track_email: z.boolean(),
  /** In the workspace's zone; null while it has none. */
  business_hours: businessHoursSchema.nullable(),
  /** In the contact's zone, else the workspace's; no marketing leaves in them. */
  quiet_hours: quietHoursSchema.nullable(),
  /** How much marketing one contact may get, over all workflows. */
  frequency_caps: frequencyCapsSchema,
  /** What HELP is answered by SMS and WhatsApp; null: a text with the workspace's name. */
  sms_help: z.string().nullable(),
  /** Since when nothing leaves the workspace and no step runs; null while all is well. */
  sending_stopped_at: instant.nullable(),
  sending_stopped_reason: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
});
export type WorkspaceAnswer = z.output<typeof workspace>;

const oneLine = /^[^\r\n]*$/;
const emptyIsNull = (value: string | null) => value || null;
const optionalEmail = z
  .union([
    z.literal(""),
    z.null(),
    z.string().trim().toLowerCase().pipe(z.email("This is not an email address.").max(254)),
  ])
  .transform(emptyIsNull);

export const workspaces = {
  list: contract({
    method: "GET",
    path: "/workspaces",
    tag: "Workspaces",
    summary: "List the workspaces the caller can reach, oldest first",
    role: "viewer",
    scope: "workspaces:read",
    response: z.object({
      data: z.array(workspace.pick({ id: true, slug: true, name: true, role: true, time_zone: true })),
    }),
  }),
  get: contract({
    method: "GET",
    path: "/workspaces/{id}",
    tag: "Workspaces",
    summary: "Read the workspace with its sender identity",
    role: "viewer",
    scope: "workspaces:read",
    params: idParams,
    response: workspace,
  }),
  stopSending: contract({
    method: "POST",
    path: "/workspaces/{id}/stop-sending",
    tag: "Workspaces",
    summary:
      "Stop everything at once: no step runs and nothing goes out until sending is resumed; people who enter are held",
    role: "admin",
    scope: "workspaces:write",
    params: idParams,
    body: z.strictObject({ reason: z.string().trim().max(500, "At most 500 characters.").default("") }).prefault({}),
    response: workspace,
  }),
  resumeSending: contract({
    method: "POST",
    path: "/workspaces/{id}/resume-sending",
    tag: "Workspaces",
    summary: "Let everything go on where it stood; people held are let go in chunks",
    role: "admin",
    scope: "workspaces:write",
    params: idParams,
    body: z.strictObject({}).prefault({}),
    response: workspace,
  }),
  update: contract({
    method: "PATCH",
    path: "/workspaces/{id}",
    tag: "Workspaces",
    summary: "Change the workspace's name, time zone, sender identity and rules of sending",
    role: "admin",
    scope: "workspaces:write",
    params: idParams,
    body: z
      .strictObject({
        name: z.string().trim().min(1, "Give the workspace a name.").max(120, "A name has at most 120 characters."),
        time_zone: z.string().refine(isZone, "Choose a time zone from the list."),
        sender_name: z
          .string()
          .trim()
          .max(120, "A name has at most 120 characters.")
          .regex(oneLine, "A name fits on one line.")
          .nullable()
          .transform(emptyIsNull),
        sender_email: optionalEmail,
        reply_to: optionalEmail,
        postal_address: z
          .string()
          .trim()
          .max(500, "An address has at most 500 characters.")
          .nullable()
          .transform(emptyIsNull),
        track_email: z.boolean(),
        business_hours: businessHoursSchema.nullable(),
        quiet_hours: quietHoursSchema.nullable(),
        frequency_caps: frequencyCapsSchema,
        sms_help: z
          .string()
          .trim()
          .max(320, "At most 320 characters, which is two SMS.")
          .nullable()
          .transform(emptyIsNull),
      })
      .partial(),
    response: workspace,
  }),
};

function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: value }));
  } catch {
    return false;
  }
}
