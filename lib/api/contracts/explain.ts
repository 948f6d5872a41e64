import { z } from "zod";
import { contract, idParams, instant } from "@/lib/api/contract";
import { entryDecision } from "@/lib/api/contracts/workflow-runs";

/** One rule in the order in which rules are asked. */
const rule = z.object({
  rule: z.string(),
  label: z.string(),
  /** `not_asked`: an earlier rule had decided already. */
  outcome: z.enum(["passed", "refused", "not_asked"]),
  /** What decided, in words; null when it passed without a word. */
  reason: z.string().nullable(),
  /** The values the rule looked at. */
  value: z.unknown(),
});
export type ExplainedRule = z.output<typeof rule>;

const entryExplanation = z.object({
  workflow: z.object({ id: z.string(), name: z.string(), status: z.string(), live_version: z.number().nullable() }),
  contact: z.object({ id: z.string(), name: z.string() }),
  /** What was decided before, newest first, each with every rule. */
  decisions: z.array(z.object({ decision: entryDecision, rules: z.array(rule) })),
  /** What would be decided now if an event matched a trigger. */
  now: z.object({ at: instant, enters: z.boolean(), rules: z.array(rule) }),
});
export type EntryExplanation = z.output<typeof entryExplanation>;

const messageExplanation = z.object({
  message: z.object({
    id: z.string(),
    channel: z.string(),
    purpose: z.string(),
    status: z.string(),
    reason: z.string().nullable(),
    to: z.string(),
    subject: z.string().nullable(),
    at: instant,
  }),
  /** What the rules said when it was decided; null for messages from before they were kept. */
  rules: z.array(rule).nullable(),
  /** What they would say now; null when the contact is gone. */
  now: z.object({ at: instant, sends: z.boolean(), rules: z.array(rule) }).nullable(),
  /** The run and step that wanted it, and why the contact was in that run. */
  cause: z
    .object({
      run_id: z.string(),
      workflow: z.object({ id: z.string(), name: z.string(), version: z.number() }),
      node_id: z.string().nullable(),
      step: z.string().nullable(),
      entry: entryDecision.nullable(),
    })
    .nullable(),
});
export type MessageExplanation = z.output<typeof messageExplanation>;

export const explain = {
  entry: contract({
    method: "GET",
    path: "/workflows/{id}/explain",
    tag: "Tests",
    summary: "Say why a contact did or did not enter a workflow, rule by rule, and what would happen now",
    role: "viewer",
    scope: "workflows:read",
    params: idParams,
    query: z.strictObject({ contact: z.uuid({ error: "Name the contact by its id." }).optional() }),
    response: entryExplanation,
  }),
  message: contract({
    method: "GET",
    path: "/messages/{id}/explain",
    tag: "Messages",
    summary: "Say why a message was sent or not, rule by rule, and which step of which run wanted it",
    role: "viewer",
    scope: "messages:read",
    params: idParams,
    response: messageExplanation,
  }),
};
