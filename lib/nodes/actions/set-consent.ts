import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

const channels = { email: "email", sms: "SMS", whatsapp: "WhatsApp", phone: "phone calls" } as const;
const statuses = { granted: "agreed", denied: "said no", unsubscribed: "unsubscribed" } as const;

export default defineNode({
  type: "set_consent",
  kind: "action",
  version: 1,
  label: "Set consent",
  description:
    "Records that the contact agreed to a channel or does not want it, or marks the contact as do not contact.",
  icon: "shield-check",
  group: "Contacts",
  config: z
    .strictObject({
      what: z
        .enum(["consent", "do_not_contact"], "Choose what to set.")
        .default("consent")
        .meta({ title: "What", widget: "select" }),
      channel: z
        .enum(["email", "sms", "whatsapp", "phone"], "Choose a channel.")
        .default("email")
        .meta({ title: "Channel", widget: "select", when: { what: "consent" } }),
      status: z
        .enum(["granted", "denied", "unsubscribed"], "Choose a status.")
        .default("denied")
        .meta({ title: "Consent", widget: "select", when: { what: "consent" } }),
      reason: z
        .string()
        .trim()
        .max(1000, "At most 1,000 characters.")
        .default("")
        .meta({
          title: "Proof",
          description: "Where and with which words the contact said so. It is kept with the consent.",
          widget: "textarea",
          when: { what: "consent" },
        }),
      doNotContact: z
        .boolean()
        .default(true)
        .meta({ title: "Do not contact", widget: "toggle", when: { what: "do_not_contact" } }),
    })
    .superRefine(({ what, status, reason }, context) => {
      if (what === "consent" && status === "granted" && reason === "")
        context.addIssue({
          code: "custom",
          message: "Say where the contact agreed: it is the proof.",
          path: ["reason"],
        });
    }),
  defaults: { what: "consent", channel: "email", status: "denied", reason: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      what: z.enum(["consent", "do_not_contact"]),
      channel: z.string().nullable(),
      status: z.string().nullable(),
      changed: z.boolean(),
    }),
    sample: { what: "consent", channel: "email", status: "granted", changed: true },
  },
  summary: ({ what, channel = "email", status = "denied", doNotContact = true }) =>
    what === "do_not_contact"
      ? doNotContact
        ? "Mark as do not contact"
        : "Lift do not contact"
      : `Record that the contact ${statuses[status]}: ${channels[channel]}`,
  advise: ({ what, status, doNotContact }) => {
    if (what === "consent" && status === "granted")
      return [
        {
          path: "status",
          code: "grants_consent",
          message:
            "Use it only where the contact has really agreed. It lifts no unsubscribe or STOP: only the contact or a member can.",
        },
      ];
    return what === "do_not_contact" && doNotContact === false
      ? [{ path: "doNotContact", code: "lifts_dnc", message: "From here on workflows may send to this contact again." }]
      : [];
  },
  templates: ({ reason }) => (reason ? [{ path: "reason", template: reason, as: "plain" }] : []),
  async run(ctx, { what, channel, status, reason, doNotContact }) {
    if (what === "do_not_contact") {
      const { changed } = await ctx.contact.setDoNotContact(doNotContact);
      const note = changed ? undefined : "It stood like this already.";
      return done({ what, channel: null, status: doNotContact ? "on" : "off", changed }, "out", note);
    }
    const text = ctx.render({ template: reason, as: "plain" }).trim();
    const { changed, refused } = await ctx.contact.setConsent({ channel, status, text });
    const note = changed ? undefined : (refused ?? "It stood like this already.");
    return done({ what, channel, status, changed }, "out", note);
  },
});
