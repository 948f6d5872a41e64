import { z } from "zod";
import { writtenInstant } from "@/lib/api/instant";
import { completeConditionSchema } from "@/lib/conditions";
import { isSafePath } from "@/lib/conditions/read-path";
import { businessHoursSchema } from "@/lib/time/business-hours";

export const reentryModes = ["once", "cooldown", "always", "never_while_inside", "keyed"] as const;

/** How many may enter within a minute when a workflow says nothing. */
export const DEFAULT_MAX_PER_MINUTE = 1000;

const reentry = z
  .strictObject({
    mode: z.enum(reentryModes).default("never_while_inside"),
    /** Hours since the last entry; counts only in the mode `cooldown`. */
    cooldown_hours: z
      .number("Give a number of hours.")
      .min(0.1, "At least 0.1 hours.")
      .max(8760, "At most 8,760 hours, which is a year.")
      .default(24),
    /** Where the event holds what tells entries apart, such as `data.properties.order_id`; counts only in the mode `keyed`. */
    key: z
      .string()
      .trim()
      .max(200, "At most 200 characters.")
      .refine((path) => path === "" || isSafePath(path), "This is not a value of an event.")
      .default(""),
  })
  .refine(({ mode, key }) => mode !== "keyed" || key !== "", {
    message: "Name the value that tells entries apart, such as data.properties.order_id.",
    path: ["key"],
  });

/** Only people on the list, or only people not on it. */
const segmentGate = z.strictObject({ segment_id: z.uuid("Choose a segment."), in: z.boolean().default(true) });

/** When people may enter: between two instants, and by the clock of the week in the workspace's zone. */
const entryWindow = z
  .strictObject({
    from: writtenInstant.nullable().default(null),
    to: writtenInstant.nullable().default(null),
    /** `business`: the hours of the workflow, else of the workspace. `custom`: those given in `weekly`. */
    hours: z.enum(["any", "business", "custom"]).default("any"),
    weekly: businessHoursSchema.nullable().default(null),
  })
  .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
    message: "The end must be after the start.",
    path: ["to"],
  })
  .refine(({ hours, weekly }) => hours !== "custom" || weekly !== null, {
    message: "Say on which days and at what times people may enter.",
    path: ["weekly"],
  });

/** Who may come in: how often one person, from which list, when, whether do-not-contact is respected, and whether its own effects may start it. */
export const entryRules = z.strictObject({
  reentry: reentry.prefault({}),
  segment_gate: segmentGate.nullable().default(null),
  window: entryWindow.nullable().default(null),
  respect_do_not_contact: z.boolean().default(true),
  allow_own_events: z.boolean().default(false),
});
export type EntryRules = z.output<typeof entryRules>;

const ending = z.strictObject({
  name: z.string().trim().max(120, "At most 120 characters.").default(""),
  condition: completeConditionSchema,
});

/** How people inside are treated. Counts at once, also for those who are inside already. */
export const workflowSettings = z.strictObject({
  /** Looked at before every step: whoever meets it leaves with a conversion. */
  goal: ending.nullable().default(null),
  /** Looked at before every step: whoever meets it leaves. */
  exit: ending.nullable().default(null),
  business_hours: businessHoursSchema.nullable().default(null),
  /** `workflow`: a contact's next run of this workflow waits for the one before; `workspace`: for those of all workflows that say so. */
  serial: z.enum(["off", "workflow", "workspace"]).default("off"),
  /** Pauses the workflow when more enter within a minute; null: never. People asked in by hand in bulk do not count. */
  breaker: z
    .strictObject({
      max_per_minute: z
        .number("Give a number.")
        .int("Give a whole number.")
        .min(1, "At least 1.")
        .max(100_000, "At most 100,000.")
        .default(DEFAULT_MAX_PER_MINUTE),
    })
    .nullable()
    .default({ max_per_minute: DEFAULT_MAX_PER_MINUTE }),
});
export type WorkflowSettings = z.output<typeof workflowSettings>;
