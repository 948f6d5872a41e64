import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";
import { afterSending, hoursSchema, purposeSchema } from "@/lib/nodes/sending";

const CONTACT_EMAIL = "{{ contact.email }}";
const address = z.email();

/**
 * Whether links and opens are tracked. By purpose it is on for marketing, whose success is to be measured, and off for
 * transactional mail: there people expect the plain link (password resets, invoices), a tracked one hides where it leads, and
 * whoever asked for the mail did not ask to be watched.
 */
const tracking = ["by_purpose", "on", "off"] as const;

export default defineNode({
  type: "send_email",
  kind: "action",
  version: 1,
  label: "Send email",
  description: "Sends an email to the contact. Consent, suppression and do-not-contact are checked at that moment.",
  icon: "mail",
  group: "Messages",
  sends: "email",
  config: z.strictObject({
    purpose: purposeSchema,
    to: z.string().trim().max(320).optional().meta({
      title: "To",
      description: "Leave empty for the contact's own address.",
      widget: "text",
      placeholder: CONTACT_EMAIL,
    }),
    subject: z.string("Write a subject.").trim().min(1, "Write a subject.").max(500, "At most 500 characters.").meta({
      title: "Subject",
      widget: "text",
      placeholder: 'Thank you, {{ contact.first_name | default: "there" }}',
    }),
    preheader: z.string().trim().max(300).optional().meta({
      title: "Preview text",
      description: "What mail programs show after the subject.",
      widget: "text",
    }),
    body: z
      .string("Write the message.")
      .trim()
      .min(1, "Write the message.")
      .max(100_000, "At most 100,000 characters.")
      .meta({
        title: "Message",
        description: "Markdown, with variables such as {{ contact.first_name }}.",
        widget: "markdown",
      }),
    track: z.enum(tracking).default("by_purpose").meta({
      title: "Opens and clicks",
      description:
        "By purpose: tracked in marketing, not in transactional mail. Never when the workspace has tracking off.",
      widget: "select",
    }),
    hours: hoursSchema,
  }),
  defaults: { purpose: "marketing", subject: "", body: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      status: z.enum(["sent", "skipped", "unknown"]),
      message_id: z.string().optional(),
      to: z.string().optional(),
      subject: z.string().optional(),
      reason: z.string().optional(),
    }),
    sample: {
      status: "sent",
      message_id: "018f0000-0000-7000-8000-000000000004",
      to: "ada@example.com",
      subject: "Thank you, Ada",
    },
  },
  summary: ({ subject, to }) =>
    `${subject ? `"${subject}"` : "No subject yet"}${to && to !== CONTACT_EMAIL ? ` to ${to}` : ""}`,
  templates: ({ to, subject, preheader, body }) => [
    ...(to ? [{ path: "to", template: to, as: "header" as const }] : []),
    { path: "subject", template: subject ?? "", as: "header" },
    ...(preheader ? [{ path: "preheader", template: preheader, as: "header" as const }] : []),
    { path: "body", template: body ?? "", as: "markdown" },
  ],
  async run(ctx, { purpose, to, subject, preheader, body, track, hours }) {
    const line = (template: string) => ctx.render({ template, as: "header" }).trim();
    const receiver = to ? line(to) : (ctx.state.contact.email ?? "");
    if (receiver === "")
      return done({ status: "skipped", reason: "no_address" }, "out", "Not sent: the contact has no email address.");
    if (!address.safeParse(receiver).success) {
      const reason = `"${receiver.slice(0, 100)}" is not an email address.`;
      return done({ status: "skipped", reason: "bad_address", to: receiver }, "out", `Not sent: ${reason}`);
    }
    return {
      type: "perform",
      effect: {
        kind: "email",
        purpose,
        to: receiver,
        subject: line(subject),
        body: ctx.render({ template: body, as: "markdown" }),
        ...(preheader && { preheader: line(preheader) }),
        track: track === "by_purpose" ? purpose === "marketing" : track === "on",
        ...(hours !== "workflow_hours" && { hours }),
      },
      after: afterSending,
    };
  },
});
