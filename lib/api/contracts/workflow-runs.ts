import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { facts, person } from "@/lib/api/contracts/runs";

const id = z.uuid({ error: "This is not an id." });

export const entryDecision = z.object({
  id: z.string(),
  contact: person,
  entered: z.boolean(),
  /** The rule that decided: `entered`, `status`, `conditions`, `reentry`, … */
  rule: z.string(),
  /** One plain sentence with the values that decided. */
  reason: z.string(),
  detail: facts,
  activity: z.object({ id: z.string(), type: z.string(), label: z.string() }).nullable(),
  version: z.number(),
  run_id: z.string().nullable(),
  at: instant,
});
export type EntryDecision = z.output<typeof entryDecision>;

const control = { tag: "Workflows", params: idParams, method: "POST", role: "editor" } as const;
/** `held`: people who stand still right now; the rest of what a switch does to many people is done in chunks. */
const switched = z.object({ id: z.string(), status: z.enum(["live", "paused", "stopped"]), held: z.number() });

/** What is done to the runs of a workflow as a whole. */
export const workflowRuns = {
  pause: contract({
    ...control,
    scope: "workflows:publish",
    path: "/workflows/{id}/pause",
    summary: "Let nobody in and hold everybody at their next step",
    body: z.strictObject({}).prefault({}),
    response: switched,
  }),
  resume: contract({
    ...control,
    scope: "workflows:publish",
    path: "/workflows/{id}/resume",
    summary: "Let people in again and let those held go on",
    body: z
      .strictObject({
        /**
         * People whose step came due during the pause: go on now; go on without the messages up to their next wait; or leave.
         */
        overdue: z.enum(["send_late", "skip_overdue", "leave"]).default("send_late"),
      })
      .prefault({}),
    response: switched,
  }),
  stop: contract({
    ...control,
    scope: "workflows:publish",
    path: "/workflows/{id}/stop",
    summary: "Let nobody in any more; people inside finish their journey, or leave now",
    body: z.strictObject({ people: z.enum(["finish", "leave"], "Say whether people finish or leave.") }),
    response: switched,
  }),
  execute: contract({
    ...control,
    scope: "workflows:write",
    path: "/workflows/{id}/execute",
    summary: "Ask for one contact to enter now, with data the steps can read as trigger.data",
    body: z
      .strictObject({
        contact_id: id.optional(),
        email: z.email("This is not an email address.").max(320).toLowerCase().optional(),
        data: z.record(z.string().max(120), z.unknown()).default({}),
      })
      .refine(({ contact_id, email }) => (contact_id === undefined) !== (email === undefined), {
        message: "Give either contact_id or email.",
        path: ["contact_id"],
      }),
    response: z.object({
      activity_id: z.string(),
      contact_id: z.string(),
      /** Null when it has not been decided yet; then it appears under the workflow's decisions. */
      decision: entryDecision.nullable(),
    }),
    status: 202,
  }),
  decisions: contract({
    tag: "Workflows",
    role: "viewer",
    scope: "workflows:read",
    method: "GET",
    params: idParams,
    path: "/workflows/{id}/decisions",
    summary: "List who did or did not enter, and why",
    query: listQuery.extend({
      contact: id.optional(),
      entered: z.enum(["true", "false"]).optional(),
      activity: id.optional(),
    }),
    response: listOf(entryDecision),
  }),
};
