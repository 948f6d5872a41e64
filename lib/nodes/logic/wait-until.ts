import { z } from "zod";
import { fieldInfo } from "@/lib/conditions/fields";
import { readPath } from "@/lib/conditions/read-path";
import { weekdayNames } from "@/lib/nodes/clock-config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, unitSchema, zoneOf } from "@/lib/nodes/duration";
import type { NodeContext } from "@/lib/nodes/node-context";
import { done, NodeError } from "@/lib/nodes/node-result";
import { readValue } from "@/lib/nodes/values";
import { inYears, writtenDate } from "@/lib/nodes/written-date";
import { closing, isOpen, nextOpening, timeOfDaySchema, weekdays } from "@/lib/time/business-hours";
import { nextTick } from "@/lib/time/schedule";

const config = z
  .strictObject({
    mode: z.enum(["date", "field", "value", "hours", "day"]).default("date").meta({ title: "Until", widget: "select" }),
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
    value: z
      .string()
      .max(500, "At most 500 characters.")
      .optional()
      .meta({
        title: "Date",
        description: "A variable that holds a date, of what started the run or of an earlier step.",
        widget: "text",
        placeholder: "{{ trigger.answers.visit_on }}",
        when: { mode: "value" },
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
        when: { mode: ["field", "value"] },
      }),
    unit: unitSchema.default("days").meta({ title: "Unit", widget: "select", when: { mode: ["field", "value"] } }),
    time: timeOfDaySchema.default("09:00").meta({
      title: "Time of day",
      description: "By the contact's clock. A date with a time of its own keeps that.",
      widget: "text",
      when: { mode: ["field", "value", "day"] },
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
      .enum(["continue", "skip", "next_year"])
      .default("continue")
      .meta({
        title: "If the date has passed or is missing",
        description:
          "Go on at once, leave by a way of its own, or wait for the same date next year (29 February is the 28th then).",
        widget: "select",
        when: { mode: ["date", "field", "value"] },
      }),
  })
  .refine(({ mode, date }) => mode !== "date" || date, { message: "Choose a date and time.", path: ["date"] })
  .refine(({ mode, field }) => mode !== "field" || field, { message: "Choose a field.", path: ["field"] })
  .refine(({ mode, value }) => mode !== "value" || value?.trim(), {
    message: "Say where the date is.",
    path: ["value"],
  });

type Config = z.infer<typeof config>;

/** The instant to wait for, or null when there is no date. */
function target(ctx: NodeContext, values: Config): string | null {
  if (values.mode === "hours") return opening(ctx, values);
  const { weekdays: chosen, time } = values;
  if (values.mode !== "day") return dateOf(ctx, values);
  const days = chosen.map((day) => weekdays.indexOf(day));
  return nextTick({ schedule: { mode: "weekly", time, weekdays: days }, after: ctx.now, zone: zoneOf(ctx.state) });
}

/** The date with its offset; where the settings say so, of the first year in which it has not passed. */
function dateOf(ctx: NodeContext, values: Config): string | null {
  const { mode, date = "", field = "", value = "", offset, unit, time, ifPast } = values;
  const zone = mode === "date" ? ctx.state.workspace.timeZone : zoneOf(ctx.state);
  const given =
    mode === "date"
      ? date
      : mode === "field"
        ? readPath({ root: ctx.state.contact, path: field })
        : readValue({ ctx, text: value });
  const moment = writtenDate({ given, time, zone });
  if (!moment) return null;
  const counted = mode === "date" ? { amount: 0, unit } : { amount: offset, unit };
  const at = (years: number) => addDuration({ from: inYears({ moment, years, zone }), ...counted, zone });
  if (ifPast !== "next_year") return at(0);
  const now = Date.parse(ctx.now);
  let years = Math.max(0, new Date(now).getUTCFullYear() - Number(moment.date.slice(0, 4)) - 12);
  while (Date.parse(at(years)) <= now) years++;
  return at(years);
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
const hasPast = ({ mode, ifPast }: Config) => ifPast === "skip" && mode !== "hours" && mode !== "day";

export default defineNode({
  type: "wait_until",
  kind: "logic",
  version: 1,
  label: "Wait until",
  description:
    "Waits for a date, a date of the contact or of an earlier step, business hours, or a day and time of the week.",
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
    value,
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
    if (mode === "value" && !value) return "No date yet";
    if (mode === "field" && !field) return "No field yet";
    const label = mode === "value" ? value : fieldInfo(`contact.${field}`).label;
    if (offset === 0) return `Wait until ${label}`;
    return `Wait until ${durationWords({ amount: Math.abs(offset), unit })} ${offset < 0 ? "before" : "after"} ${label}`;
  },
  templates: ({ mode, value }) => (mode === "value" && value ? [{ path: "value", template: value, as: "plain" }] : []),
  async run(ctx, values) {
    // What counts from now on would move away again once it is reached.
    if (ctx.resumed && (values.mode === "hours" || values.mode === "day" || values.ifPast === "next_year"))
      return done({ until: ctx.now, waited: true });
    const until = target(ctx, values);
    if (ctx.resumed) return done({ until, waited: true });
    if (until === ctx.now) return done({ until, waited: false });
    const outlet = hasPast(values) ? "past" : "out";
    if (until === null)
      return done(
        { until, waited: false },
        outlet,
        values.mode === "field" ? "The contact has no date in this field." : "There is no date.",
      );
    if (Date.parse(until) <= Date.parse(ctx.now)) return done({ until, waited: false }, outlet, "The date has passed.");
    return { type: "wait", until };
  },
});
