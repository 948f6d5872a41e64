import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { contactStatuses } from "@/lib/api/contracts/contacts";
import { conditionSchema, fieldsOf, validate } from "@/lib/conditions";

/** Conditions that look at the contact alone: nothing has happened yet that they could compare. */
const contactConditions = conditionSchema.superRefine((condition, context) => {
  for (const { path, message } of validate(condition))
    context.addIssue({ code: "custom", message, path: path === "" ? [] : path.split(".") });
  const other = fieldsOf(condition).find((field) => !field.startsWith("contact.") && field !== "now");
  if (other)
    context.addIssue({ code: "custom", message: `Only fields of the contact can choose people, not ${other}.` });
});

/** Who is asked in. What is given must all apply; an empty filter is everybody. */
export const enrolmentFilter = z.strictObject({
  ids: z
    .array(z.uuid("This is not an id."))
    .min(1, "Name at least one contact.")
    .max(1000, "At most 1,000 contacts by id; use a filter for more.")
    .optional(),
  segment_id: z.uuid("Choose a segment.").optional(),
  search: z.string().trim().max(200, "At most 200 characters.").optional(),
  tag: z.string().max(60, "At most 60 characters.").optional(),
  status: z.enum(contactStatuses).optional(),
  conditions: contactConditions.optional(),
});
export type EnrolmentFilter = z.output<typeof enrolmentFilter>;

export const bulkEnrolment = z.object({
  id: z.string(),
  workflow_id: z.string(),
  filter: z.record(z.string(), z.unknown()),
  status: z.enum(["running", "done", "cancelled", "failed"]),
  /** People to look at; with conditions only some of them are asked in. */
  total: z.number(),
  looked_at: z.number(),
  /** People asked in so far. */
  requested: z.number(),
  entered: z.number(),
  /** Who did not enter, by the rule that decided. */
  refused: z.array(z.object({ rule: z.string(), count: z.number() })),
  /** Why it ended before its end, null otherwise. */
  reason: z.string().nullable(),
  created_at: instant,
  ended_at: instant.nullable(),
});
export type BulkEnrolment = z.output<typeof bulkEnrolment>;

const read = { tag: "Enrolments", role: "viewer", scope: "workflows:read", params: idParams } as const;
const write = {
  tag: "Enrolments",
  role: "editor",
  scope: "workflows:write",
  params: idParams,
  method: "POST",
} as const;

/** Many people asked into a workflow at once. */
export const enrolments = {
  preview: contract({
    ...read,
    method: "POST",
    path: "/workflows/{id}/enrol/preview",
    summary: "Count who would be asked in; nothing is written. Entry rules still decide about each of them",
    body: z.strictObject({ filter: enrolmentFilter }),
    idempotent: false,
    /** `exact` is false when conditions choose among so many people that the number is estimated from the first 20,000. */
    response: z.object({ count: z.number(), exact: z.boolean() }),
  }),
  create: contract({
    ...write,
    path: "/workflows/{id}/enrol",
    summary:
      "Ask everybody who fits a filter into a live workflow, in the background; entry rules decide about each of them",
    body: z.strictObject({
      filter: enrolmentFilter,
      data: z.record(z.string().max(120), z.unknown()).default({}),
    }),
    response: bulkEnrolment,
    status: 202,
  }),
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/enrolments",
    summary: "List bulk enrolments of a workflow, newest first",
    query: listQuery,
    response: listOf(bulkEnrolment),
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/enrolments/{id}",
    summary: "Get a bulk enrolment with how far it is",
    response: bulkEnrolment,
  }),
  cancel: contract({
    ...write,
    path: "/enrolments/{id}/cancel",
    summary: "Ask nobody else in; who has entered stays",
    body: z.strictObject({}).prefault({}),
    response: bulkEnrolment,
  }),
};
