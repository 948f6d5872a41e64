import { z } from "zod";
import { fieldInfo } from "@/lib/conditions/fields";
import { defineNode } from "@/lib/nodes/define-node";
import { timeOfDaySchema } from "@/lib/time/business-hours";

const config = z.strictObject({
  field: z
    .string("Choose a field.")
    .regex(/^(created_at|custom\.[A-Za-z0-9_-]+)$/, "Choose a field that holds a date: Created, or one of your own.")
    .max(120)
    .meta({ title: "Date", description: "A field of the contact that holds a date.", widget: "field" }),
  offset: z
    .number("Give a number of days.")
    .int("Give a whole number.")
    .min(-365, "At most 365 days before.")
    .max(365, "At most 365 days after.")
    .default(0)
    .meta({ title: "Days after it", description: "Below zero is before the date.", widget: "number" }),
  time: timeOfDaySchema.default("09:00").meta({
    title: "Time of day",
    description: "By the contact's clock, or the workspace's if the contact has no time zone.",
    widget: "text",
    placeholder: "09:00",
  }),
  repeat: z.enum(["yearly", "once"]).default("yearly").meta({
    title: "How often",
    description:
      "Every year, such as a birthday (29 February is kept on the 28th of common years), or on that date alone.",
    widget: "select",
  }),
});
export type ContactDateConfig = z.output<typeof config>;

export default defineNode<ContactDateConfig>({
  type: "contact_date",
  kind: "trigger",
  version: 1,
  label: "Date of a contact",
  description:
    "Starts on a date that a contact field holds, or days before or after it. Each contact and date counts once.",
  icon: "calendar-heart",
  group: "Triggers",
  config: config as z.ZodType<ContactDateConfig>,
  defaults: { offset: 0, time: "09:00", repeat: "yearly" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ date: z.string() }), sample: { date: "2030-01-02" } },
  summary: ({ field, offset = 0, time = "09:00", repeat = "yearly" }) => {
    if (!field) return "Choose the date that starts this";
    const { label } = fieldInfo(`contact.${field}`);
    const days = `${Math.abs(offset)} ${Math.abs(offset) === 1 ? "day" : "days"}`;
    const where = offset === 0 ? `On ${label}` : `${days} ${offset < 0 ? "before" : "after"} ${label}`;
    return `${where} at ${time}${repeat === "yearly" ? ", every year" : ""}`;
  },
  trigger: { events: ["date.reached"], clock: "contact_date" },
});
