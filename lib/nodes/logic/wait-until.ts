import { DateTime } from "luxon";
import { z } from "zod";
import { isDateOnly, toInstant } from "@/lib/conditions/coerce";
import { fieldInfo } from "@/lib/conditions/fields";
import { readPath } from "@/lib/conditions/read-path";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, unitSchema, zoneOf } from "@/lib/nodes/duration";
import type { NodeContext } from "@/lib/nodes/node-context";
import { done } from "@/lib/nodes/node-result";

const config = z
  .strictObject({
    mode: z.enum(["date", "field"]).default("date").meta({ title: "Until", widget: "select" }),
    date: z
      .union([z.iso.datetime({ local: true, offset: true }), z.literal("")], "Choose a date and time.")
      .optional()
      .meta({
        title: "Date and time",
        description: "In the workspace's time zone.",
        widget: "datetime",
        when: { mode: "date" },
      }),
    field: z
      .string()
      .regex(/^([a-z][a-z0-9_]*|custom\.[A-Za-z0-9_-]+)?$/, "This is not a contact field.")
      .max(120)
      .optional()
      .meta({
        title: "Contact field",
        description: "A field that holds a date.",
        widget: "field",
        when: { mode: "field" },
      }),
    offset: z
      .number()
      .int("Give a whole number.")
      .min(-3650)
      .max(3650)
      .default(0)
      .meta({
        title: "Offset",
        description: "Below zero is before the date.",
        widget: "number",
        when: { mode: "field" },
      }),
    unit: unitSchema.default("days").meta({ title: "Unit", widget: "select", when: { mode: "field" } }),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time such as 09:00.")
      .default("09:00")
      .meta({
        title: "Time of day",
        description: "For fields that hold a date without a time.",
        widget: "text",
        when: { mode: "field" },
      }),
    ifPast: z.enum(["continue", "skip"]).default("continue").meta({
      title: "If the date has passed or is missing",
      description: "Continue at once, or leave by a way of its own.",
      widget: "select",
    }),
  })
  .refine(({ mode, date }) => mode !== "date" || date, { message: "Choose a date and time.", path: ["date"] })
  .refine(({ mode, field }) => mode !== "field" || field, { message: "Choose a field.", path: ["field"] });

/** The instant to wait for, or null when the contact has no such date. */
function target(ctx: NodeContext, { mode, date, field, offset, unit, time }: z.infer<typeof config>): string | null {
  if (mode === "date") {
    return DateTime.fromISO(date ?? "", { zone: ctx.state.workspace.timeZone })
      .toUTC()
      .toISO();
  }
  const zone = zoneOf(ctx.state);
  const value = readPath({ root: ctx.state.contact, path: field ?? "" });
  const at = toInstant({ value, zone });
  if (at === null) return null;
  const [hour, minute] = time.split(":").map(Number);
  const start = DateTime.fromMillis(at, { zone });
  const from = typeof value === "string" && isDateOnly(value) ? start.set({ hour, minute }) : start;
  return addDuration({ from: from.toISO() ?? "", amount: offset, unit, zone });
}

export default defineNode({
  type: "wait_until",
  kind: "logic",
  version: 1,
  label: "Wait until",
  description: "Waits for a date, or for a date that a contact field holds, before or after it.",
  icon: "calendar-clock",
  group: "Time",
  role: "wait",
  config,
  defaults: { mode: "date", ifPast: "continue" },
  outlets: ({ ifPast }) => [
    { id: "out", label: ifPast === "skip" ? "Date reached" : "" },
    ...(ifPast === "skip" ? [{ id: "past", label: "Passed or missing" }] : []),
  ],
  output: {
    schema: z.object({ until: z.string().nullable(), waited: z.boolean() }),
    sample: { until: "2030-01-02T09:00:00.000Z", waited: true },
  },
  summary: ({ mode = "date", date, field, offset = 0, unit = "days" }) => {
    if (mode === "date") return date ? `Wait until ${date.replace("T", " ")}` : "No date yet";
    if (!field) return "No field yet";
    const { label } = fieldInfo(`contact.${field}`);
    if (offset === 0) return `Wait until ${label}`;
    return `Wait until ${durationWords({ amount: Math.abs(offset), unit })} ${offset < 0 ? "before" : "after"} ${label}`;
  },
  async run(ctx, values) {
    const until = target(ctx, values);
    if (ctx.resumed) return done({ until, waited: true });
    const outlet = values.ifPast === "skip" ? "past" : "out";
    if (until === null) return done({ until, waited: false }, outlet, "The contact has no date in this field.");
    if (Date.parse(until) <= Date.parse(ctx.now)) return done({ until, waited: false }, outlet, "The date has passed.");
    return { type: "wait", until };
  },
});
