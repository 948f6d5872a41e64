import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { utmNames } from "@/lib/forms";

const answer = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

/** Why an agreement is kept as proof only and was not put on the contact. */
export const consentReasons = [
  "unsubscribed",
  "denied",
  "suppressed",
  "do_not_contact",
  "already_granted",
  "no_email",
  "not_given",
] as const;

const submission = z.object({
  id: z.string(),
  form_id: z.string(),
  form_name: z.string(),
  /** Number of the form's version that was filled in. */
  version: z.number(),
  contact_id: z.string().nullable(),
  contact: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  /** By field key; empty answers are left out. */
  answers: z.record(z.string(), answer),
  /** The words shown for each field and its choices, in the order of the form. */
  labels: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })),
    }),
  ),
  /** Answers that differ from what the contact had, by contact field; the contact was left as it was. */
  differs: z.record(z.string(), z.object({ contact: z.unknown(), answer: z.unknown() })),
  consent: z
    .object({
      mode: z.enum(["box", "notice"]),
      channel: z.string(),
      given: z.boolean(),
      text: z.string(),
      at: instant,
      /** Whether the agreement was put on the contact. */
      recorded: z.boolean(),
      reason: z.enum(consentReasons).nullable(),
    })
    .nullable(),
  utm: z.record(z.string(), z.string()),
  referrer: z.string().nullable(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: instant,
});
export type SubmissionAnswer = z.output<typeof submission>;

const utm = z.strictObject(Object.fromEntries(utmNames.map((one) => [one, z.string().max(500).optional()])));

export const submissions = {
  list: contract({
    method: "GET",
    path: "/submissions",
    tag: "Submissions",
    role: "viewer",
    scope: "submissions:read",
    summary: "List what visitors sent, newest first",
    query: listQuery.extend({ form: z.uuid().optional(), contact: z.uuid().optional() }),
    response: listOf(submission),
  }),
  get: contract({
    method: "GET",
    path: "/submissions/{id}",
    tag: "Submissions",
    role: "viewer",
    scope: "submissions:read",
    summary: "Read one submission",
    params: idParams,
    response: submission,
  }),
  create: contract({
    method: "POST",
    path: "/forms/{id}/submissions",
    tag: "Submissions",
    role: "editor",
    scope: "submissions:write",
    status: 201,
    summary: "Submit a published form from your own server; contacts follow the same rules as on the hosted page",
    params: idParams,
    body: z.strictObject({
      answers: z.record(z.string().max(40), z.union([answer, z.null()])),
      /** The person ticked the form's consent box. A form with a notice counts as agreed. */
      consent: z.boolean().default(false),
      utm: utm.default({}),
      referrer: z.string().max(2000).nullable().default(null),
      /** Where the person's own request came from, as proof of consent. */
      ip: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
      user_agent: z.string().max(500).nullable().default(null),
    }),
    response: submission,
  }),
};
