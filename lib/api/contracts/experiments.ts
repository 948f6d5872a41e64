import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

/** What can be counted for people inside and held out alike; keys are a tag, a form's id, an event's name or a page. */
export const goalActivities = ["contact.tag_added", "form.submitted", "event.received", "page.viewed"] as const;

const name = z.string().trim().min(1, "Give it a name.").max(120, "A name has at most 120 characters.");
const variant = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9_-]{1,20}$/, "Use up to 20 small letters, digits, - and _.")
    .refine((id) => id !== "holdout", "This name is kept for people who are held out."),
  name: z.string().trim().min(1, "Name the variant.").max(60, "At most 60 characters."),
  /** The number of a published version of the workflow. */
  version: z.number("Choose a version.").int().min(1, "Choose a version.").max(2_147_483_647),
  /** Its share among the variants: 1 and 3 mean a quarter and three quarters. */
  weight: z.number("Give a weight.").int("Use a whole number.").min(1, "At least 1.").max(100, "At most 100."),
});
const variants = z
  .array(variant)
  .min(2, "Compare at least two versions.")
  .max(5, "At most 5 variants.")
  .superRefine((all, context) => {
    for (const [n, one] of all.entries())
      for (const field of ["id", "version"] as const)
        if (all.findIndex((other) => other[field] === one[field]) < n)
          context.addIssue({ code: "custom", path: [n, field], message: `Another variant has this ${field}.` });
  });
export const experimentGoal = z.discriminatedUnion("type", [
  /** A goal by name, reached in any workflow; null: any goal of this workflow. */
  z.strictObject({
    type: z.literal("goal"),
    name: z.string().trim().min(1, "Name the goal.").max(120, "At most 120 characters.").nullable(),
  }),
  /** Something that happens to a contact, whether it entered or not; `key` narrows it, null means any. */
  z.strictObject({
    type: z.literal("activity"),
    activity: z.enum(goalActivities, "Choose what counts."),
    key: z.string().trim().min(1, "Say which one.").max(200, "At most 200 characters.").nullable(),
  }),
]);
export type ExperimentGoal = z.output<typeof experimentGoal>;

const holdout = z.number().int("Use whole percent.").min(0, "At least 0.").max(50, "At most 50 percent.");
const days = z.number().int("Use whole days.").min(1, "At least a day.").max(365, "At most 365 days.");

export const experiment = z.object({
  id: z.string(),
  workflow_id: z.string(),
  name: z.string(),
  status: z.enum(["draft", "running", "stopped"]),
  /** The first is what the others are compared with. */
  variants: z.array(z.object({ id: z.string(), name: z.string(), version: z.number(), weight: z.number() })),
  /** Percent of the people who would enter and do not, to see what the workflow itself brings. */
  holdout_percent: z.number(),
  goal: experimentGoal,
  /** Days after a contact's assignment in which reaching the goal counts. */
  window_days: z.number(),
  /** The variant that was declared the winner. */
  winner: z.string().nullable(),
  started_at: instant.nullable(),
  ended_at: instant.nullable(),
  created_at: instant,
});
export type ExperimentAnswer = z.output<typeof experiment>;

const interval = z.object({ low: z.number(), high: z.number() });
const comparison = z.object({
  value: z.number(),
  /** Where this difference alone lies with 95 % confidence. */
  interval,
  p: z.number(),
  /** p corrected by Holm's rule for the variants compared at once; the same as p when there are two. */
  p_adjusted: z.number(),
  /** p_adjusted below 0.05. */
  significant: z.boolean(),
  /** Of the rate compared with, such as 0.2 for a fifth more; null while that is 0. */
  relative: z.number().nullable(),
});
export const experimentResults = z.object({
  experiment_id: z.string(),
  /** How significance allows for several variants being compared at once, in words; null for two. */
  correction: z.string().nullable(),
  /** Variants in their order, then the holdout if there is one. */
  groups: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      holdout: z.boolean(),
      people: z.number(),
      converted: z.number(),
      /** Share of those who converted, 0 to 1, and where it lies with 95 % confidence. */
      rate: z.number(),
      interval,
      /** Against the first variant; null for the first and the holdout, or while one of them has nobody. */
      difference: comparison.nullable(),
      /** Against the holdout: what the workflow brings; null without one, or while one of them has nobody. */
      uplift: comparison.nullable(),
      /** How many more people it takes to be sure, in words; null where there is nothing to say. */
      advice: z.string().nullable(),
    }),
  ),
});
export type ExperimentResults = z.output<typeof experimentResults>;

const read = { tag: "Experiments", role: "viewer", scope: "workflows:read", params: idParams } as const;
const write = { tag: "Experiments", role: "editor", scope: "workflows:write", params: idParams } as const;

/** Published versions of one workflow compared on the people who enter. */
export const experiments = {
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/experiments",
    summary: "List the experiments of a workflow, newest first",
    query: listQuery,
    response: listOf(experiment),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/experiments",
    summary: "Draft an experiment between published versions of a workflow",
    body: z.strictObject({
      name,
      variants,
      holdout_percent: holdout.default(0),
      goal: experimentGoal.default({ type: "goal", name: null }),
      window_days: days.default(14),
    }),
    response: experiment,
    status: 201,
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/experiments/{id}",
    summary: "Get an experiment",
    response: experiment,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/experiments/{id}",
    summary: "Change an experiment; once it has started, only its name and those of its variants",
    body: z.strictObject({
      name: name.optional(),
      variants: variants.optional(),
      holdout_percent: holdout.optional(),
      goal: experimentGoal.optional(),
      window_days: days.optional(),
    }),
    response: experiment,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/experiments/{id}",
    summary: "Delete an experiment that has not started",
    response: deleted,
  }),
  start: contract({
    ...write,
    method: "POST",
    path: "/experiments/{id}/start",
    summary: "Divide the people who enter from now on; one experiment at a time in a workflow",
    body: z.strictObject({}),
    response: experiment,
  }),
  stop: contract({
    ...write,
    method: "POST",
    path: "/experiments/{id}/stop",
    summary: "Let everybody in by the live version again; people inside stay on their version",
    body: z.strictObject({}),
    response: experiment,
  }),
  winner: contract({
    ...write,
    method: "POST",
    path: "/experiments/{id}/winner",
    summary: "Declare the winner: the experiment stops and the variant's version goes live",
    body: z.strictObject({ variant: z.string("Name the variant.").max(20, "There is no such variant.") }),
    response: experiment,
  }),
  results: contract({
    ...read,
    method: "GET",
    path: "/experiments/{id}/results",
    summary: "People, conversions and significance of each variant and the holdout",
    response: experimentResults,
  }),
};
