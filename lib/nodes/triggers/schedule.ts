import { z } from "zod";
import { weekdayNames, zoneSchema } from "@/lib/nodes/clock-config";
import { conditionSchema, conditionWords } from "@/lib/nodes/config";
import { defineNode, type NameLookup } from "@/lib/nodes/define-node";
import { segmentWords } from "@/lib/nodes/team-config";
import { timeOfDaySchema, weekdays } from "@/lib/time/business-hours";
import { cronProblem } from "@/lib/time/schedule";

const config = z
  .strictObject({
    mode: z
      .enum(["daily", "working_days", "weekly", "monthly", "cron"])
      .default("daily")
      .meta({ title: "How often", widget: "select" }),
    time: timeOfDaySchema.default("09:00").meta({ title: "Time of day", widget: "text", placeholder: "09:00" }),
    weekdays: z
      .array(z.enum(weekdays))
      .default(["mon"])
      .meta({ title: "On", widget: "choices", when: { mode: "weekly" } }),
    day: z
      .number("Give a day.")
      .int("Give a whole number.")
      .min(1, "From 1 to 31.")
      .max(31, "From 1 to 31.")
      .default(1)
      .meta({
        title: "Day of the month",
        description: "29 to 31 are the last day of a shorter month.",
        widget: "number",
        when: { mode: "monthly" },
      }),
    cron: z
      .string()
      .trim()
      .max(120, "At most 120 characters.")
      .default("")
      .meta({
        title: "Cron expression",
        description: "Minute, hour, day of the month, month, day of the week. The time of day above is not used.",
        widget: "text",
        placeholder: "0 9 * * 1-5",
        when: { mode: "cron" },
      }),
    zone: zoneSchema,
    segmentId: z
      .union([z.uuid("Choose a segment."), z.literal("")])
      .optional()
      .meta({
        title: "Who",
        description: "A segment. Leave empty for every contact of the workspace.",
        widget: "segment",
      }),
    conditions: conditionSchema.optional().meta({
      title: "Only if",
      description: "Only contacts for which this holds at that moment.",
      widget: "condition",
    }),
    catchUp: z.enum(["leave", "once", "each"]).default("once").meta({
      title: "If it was missed",
      description: "After the system was down or the workflow paused: leave it, start once, or start for each time.",
      widget: "select",
    }),
  })
  .superRefine(({ mode, cron, weekdays: days }, context) => {
    const problem = mode === "cron" ? cronProblem(cron) : null;
    if (problem) context.addIssue({ code: "custom", path: ["cron"], message: problem });
    if (mode === "weekly" && days.length === 0)
      context.addIssue({ code: "custom", path: ["weekdays"], message: "Choose at least one day." });
  });
export type ScheduleConfig = z.output<typeof config>;

function when({ mode = "daily", time = "09:00", weekdays: days = ["mon"], day = 1, cron }: Partial<ScheduleConfig>) {
  if (mode === "cron") return cron ? `By the cron expression ${cron}` : "No cron expression yet";
  const names = days.map((one) => weekdayNames[one]).join(", ");
  const often = {
    daily: "Every day",
    working_days: "Monday to Friday",
    weekly: names,
    monthly: `On day ${day} of each month`,
  };
  return `${often[mode]} at ${time}`;
}

function who({ config: { segmentId, conditions }, names }: { config: Partial<ScheduleConfig>; names: NameLookup }) {
  const group = segmentId ? `everybody in ${segmentWords({ id: segmentId, names })}` : "everybody";
  return conditions ? `${group} if ${conditionWords({ condition: conditions, names })}` : group;
}

export default defineNode<ScheduleConfig>({
  type: "schedule",
  kind: "trigger",
  version: 1,
  label: "Schedule",
  description: "Starts at set times for many contacts: one run for each of them.",
  icon: "calendar-sync",
  group: "Triggers",
  config: config as z.ZodType<ScheduleConfig>,
  defaults: { mode: "daily", time: "09:00", catchUp: "once" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ tick_at: z.string() }), sample: { tick_at: "2030-01-02T09:00:00Z" } },
  summary: (given, names) => `${when(given)} for ${who({ config: given, names })}`,
  references: ({ segmentId }) => (segmentId ? [{ path: "segmentId", kind: "segment", id: segmentId }] : []),
  trigger: { events: ["schedule.ticked"], clock: "schedule" },
});
