import { DateTime } from "luxon";
import { z } from "zod";
import { isDateOnly, toInstant } from "@/lib/conditions/coerce";
import { fieldInfo } from "@/lib/conditions/fields";
import { readPath } from "@/lib/conditions/read-path";
import { weekdayNames } from "@/lib/nodes/clock-config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, unitSchema, zoneOf } from "@/lib/nodes/duration";
import type { NodeContext } from "@/lib/nodes/node-context";
import { done, NodeError } from "@/lib/nodes/node-result";
import { closing, isOpen, nextOpening, timeOfDaySchema, weekdays } from "@/lib/time/business-hours";
import { nextTick } from "@/lib/time/schedule";

const config = z
  .strictObject({
    mode: z.enum(["date", "field", "hours", "day"]).default("date").meta({ title: "Until", widget: "select" }),
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
    time: timeOfDaySchema.default("09:00").meta({
      title: "Time of day",
      description: "By the contact's clock. Of a date field only when it holds no time itself.",
      widget: "text",
      when: { mode: ["field", "day"] },
    }),
    weekdays: z
      .array(z.enum(weekdays))
      .min(1, "Choose at least one day.")
      .default([...weekdays])
      .meta({ title: "On", widget: "choices", when: { mode: "day" } }),
    opening: z
      .enum(["now_or_next", "next"])
      .default("now_or_next")
      .meta({
        title: "Business hours",
        description: "The workflow's, else the workspace's.",
        widget: "select",
        when: { mode: "hours" },
      }),
    ifPast: z
      .enum(["continue", "skip"])
      .default("continue")
      .meta({
        title: "If the date has passed or is missing",
        description: "Continue at once, or leave by a way of its own.",
        widget: "select",
        when: { mode: ["date", "field"] },
      }),
  })
  .refine(({ mode, date }) => mode !== "date" || date, { message: "Choose a date and time.", path: ["date"] })
  .refine(({ mode, field }) => mode !== "field" || field, { message: "Choose a field.", path: ["field"] });

type Config = z.infer<typeof config>;

/** The instant to wait for, or null when the contact has no such date. */
function target(ctx: NodeContext, values: Config): string | null {
  const { mode, date, field, offset, unit, time } = values;
  if (mode === "hours") return opening(ctx, values);
  const zone = zoneOf(ctx.state);
  if (mode === "day") {
    const days = values.weekdays.map((day) => weekdays.indexOf(day));
    return nextTick({ schedule: { mode: "weekly", time, weekdays: days }, after: ctx.now, zone });
  }
  if (mode === "date") {
    return DateTime.fromISO(date ?? "", { zone: ctx.state.workspace.timeZone })
      .toUTC()
      .toISO();
  }
  const value = readPath({ root: ctx.state.contact, path: field ?? "" });
  const at = toInstant({ value, zone });
  if (at === null) return null;
  const [hour, minute] = time.split(":").map(Number);
  const start = DateTime.fromMillis(at, { zone });
  const from = typeof value === "string" && isDateOnly(value) ? start.set({ hour, minute }) : start;
  return addDuration({ from: from.toISO() ?? "", amount: offset, unit, zone });
}

/** Now when open, else the next opening; or the next opening after the present hours. @throws NodeError without hours */
function opening(ctx: NodeContext, { opening: which }: Config): string {
  const { businessHours: hours, timeZone: zone } = ctx.state.workspace;
  if (!hours)
    throw new NodeError("There are no business hours to wait for. Set them for the workflow or in Settings.", {
      retryable: false,
    });
  const open = isOpen({ hours, at: ctx.now, zone });
  if (open && which === "now_or_next") return ctx.now;
  const from = open ? closing({ hours, at: ctx.now, zone }) : ctx.now;
  const next = from && nextOpening({ hours, at: from, zone });
  if (!next) throw new NodeError("The business hours never open again. Check them in Settings.", { retryable: false });
  return next;
}

/** Only a date can have passed; business hours and days of the week come again. */
const hasPast = ({ mode, ifPast }: Config) => ifPast === "skip" && (mode === "date" || mode === "field");

export default defineNode({
  type: "wait_until",
  kind: "logic",
  version: 1,
  label: "Wait until",
  description: "Waits for a date, a date of the contact, business hours, or a day and time of the week.",
  icon: "calendar-clock",
  group: "Time",
  role: "wait",
  config,
  defaults: { mode: "date", ifPast: "continue" },
  outlets: (values) => [
    { id: "out", label: hasPast(values) ? "Date reached" : "" },
    ...(hasPast(values) ? [{ id: "past", label: "Passed or missing" }] : []),
  ],
  output: {
    schema: z.object({ until: z.string().nullable(), waited: z.boolean() }),
    sample: { until: "2030-01-02T09:00:00.000Z", waited: true },
  },
  summary: ({
    mode = "date",
    date,
    field,
    offset = 0,
    unit = "days",
    time = "09:00",
    weekdays: days = weekdays,
    opening,
  }) => {
    if (mode === "hours") return opening === "next" ? "Wait until the next opening" : "Wait until business hours";
    if (mode === "day")
      return `Wait until ${days.length === 7 ? "the next" : days.map((day) => weekdayNames[day]).join(", ")} ${time}`;
    if (mode === "date") return date ? `Wait until ${date.replace("T", " ")}` : "No date yet";
    if (!field) return "No field yet";
    const { label } = fieldInfo(`contact.${field}`);
    if (offset === 0) return `Wait until ${label}`;
    return `Wait until ${durationWords({ amount: Math.abs(offset), unit })} ${offset < 0 ? "before" : "after"} ${label}`;
  },
  async run(ctx, values) {
    // What counts from now on would move away again once it is reached.
    if (ctx.resumed && (values.mode === "hours" || values.mode === "day"))
      return done({ until: ctx.now, waited: true });
    const until = target(ctx, values);
    if (ctx.resumed) return done({ until, waited: true });
    if (until === ctx.now) return done({ until, waited: false });
    const outlet = hasPast(values) ? "past" : "out";
    if (until === null) return done({ until, waited: false }, outlet, "The contact has no date in this field.");
    if (Date.parse(until) <= Date.parse(ctx.now)) return done({ until, waited: false }, outlet, "The date has passed.");
    return { type: "wait", until };
  },
});
