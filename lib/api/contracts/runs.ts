import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

export const runStatuses = ["running", "waiting", "held", "completed", "failed", "cancelled", "exited"] as const;
export const stepStatuses = ["running", "waiting", "done", "failed", "skipped"] as const;

export const facts = z.record(z.string(), z.unknown());
export const person = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable();
const id = z.uuid({ error: "This is not an id." });

export const runSummary = z.object({
  id: z.string(),
  workflow: z.object({ id: z.string(), name: z.string() }),
  contact: person,
  /** Number of the published version the run walks through. */
  version: z.number(),
  status: z.enum(runStatuses),
  /** Why it ended, in words; null while under way and when it simply completed. */
  reason: z.string().nullable(),
  /** Names of the steps it stands at; none once it ended. */
  current_nodes: z.array(z.string()),
  is_test: z.boolean(),
  /** The run this one retries. */
  retry_of: z.string().nullable(),
  started_at: instant,
  ended_at: instant.nullable(),
  created_at: instant,
});
export type RunSummary = z.output<typeof runSummary>;

export const run = runSummary.extend({
  root_run_id: z.string(),
  /** What started it. */
  trigger: z.object({ type: z.string(), activity_id: z.string().nullable(), occurred_at: instant, data: facts }),
  /** Where it stands: one entry for each branch under way. `due_at`: when a wait ends at the latest. */
  tokens: z.array(
    z.object({
      id: z.string(),
      node_id: z.string(),
      name: z.string(),
      path: z.string(),
      visit: z.number(),
      status: z.enum(["ready", "running", "waiting", "held"]),
      due_at: instant.nullable(),
    }),
  ),
  /** Runs that retried this one, oldest first. */
  retried_by: z.array(z.object({ id: z.string(), status: z.enum(runStatuses) })),
});
export type RunAnswer = z.output<typeof run>;

export const runStep = z.object({
  id: z.string(),
  node_id: z.string(),
  /** The name of the step's output in templates: `{{ steps.<key>.… }}`. */
  key: z.string(),
  type: z.string(),
  name: z.string(),
  /** Which time this run came by the node, from 1. */
  visit: z.number(),
  /** The chain of parallel branches that led here; empty outside. */
  path: z.string(),
  status: z.enum(stepStatuses),
  /** The way out that was taken. */
  outlet: z.string().nullable(),
  /** The step's settings as it saw them, templates rendered. */
  input: facts,
  output: facts,
  note: z.string().nullable(),
  error: z.string().nullable(),
  /** Tries so far. */
  attempts: z.number(),
  /** Taken over from the run that was retried. */
  copied: z.boolean(),
  started_at: instant,
  ended_at: instant.nullable(),
});
export type RunStep = z.output<typeof runStep>;

/** Where a retry begins, on which version, and whether what was sent is sent again. */
const retryPlace = z.strictObject({
  from: z.enum(["failed", "step", "start"]).default("failed"),
  /** With from "step": which one; its last visit, unless path and visit say which. */
  node_id: z.string().max(200).optional(),
  path: z.string().max(2000).optional(),
  visit: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** "current": the version that is live now; steps are found by their ids. */
  version: z.enum(["same", "current"]).default("same"),
  /** With from "step", where that step has sent something: not again, again, or again with all that comes after it. */
  repeat: z.enum(["none", "step", "all"]).optional(),
});
const needsNode = { message: "Say which step.", path: ["node_id"] };
const namesNode = (input: { from: string; node_id?: string }) =>
  (input.from === "step") === (input.node_id !== undefined);

const retryEffect = z.object({
  kind: z.string(),
  node_id: z.string(),
  name: z.string(),
  visit: z.number(),
  status: z.enum(["claimed", "done", "failed", "unknown"]),
  /** kept: its result is used and nothing is sent; asks: a person has to say that it may go out again. */
  outcome: z.enum(["kept", "repeated", "tried_again", "asks"]),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  message_id: z.string().nullable(),
});
export type RetryEffect = z.output<typeof retryEffect>;

const read = { tag: "Runs", role: "viewer", scope: "runs:read" } as const;
const write = { tag: "Runs", role: "editor", scope: "runs:write", method: "POST", params: idParams } as const;

export const runs = {
  list: contract({
    ...read,
    method: "GET",
    path: "/runs",
    summary: "List runs, newest first",
    query: listQuery.extend({
      contact: id.optional(),
      workflow: id.optional(),
      status: z.enum(runStatuses).optional(),
    }),
    response: listOf(runSummary),
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/runs/{id}",
    summary: "Get a run and where it stands",
    params: idParams,
    response: run,
  }),
  steps: contract({
    ...read,
    method: "GET",
    path: "/runs/{id}/steps",
    summary: "List the steps of a run in the order they were reached",
    params: idParams,
    response: z.object({ data: z.array(runStep), next_cursor: z.string().nullable() }),
  }),
  cancel: contract({
    ...write,
    path: "/runs/{id}/cancel",
    summary: "Stop a run for good; what it already sent stays sent",
    body: z.strictObject({}).prefault({}),
    response: run,
  }),
  retry: contract({
    ...write,
    path: "/runs/{id}/retry",
    summary: "Try again as a new run: from the step that failed, any other step, or the start",
    body: retryPlace
      .extend({
        /** Needed when it is not known whether a message of these steps went out: it will be sent again. */
        confirm_unknown: z.boolean().default(false),
      })
      .refine(namesNode, needsNode)
      .prefault({}),
    response: run,
    status: 201,
  }),
  skipWait: contract({
    ...write,
    path: "/runs/{id}/skip-wait",
    summary: "End the wait a run stands at now, as its time or timeout would",
    body: z.strictObject({ token_id: id.optional() }).prefault({}),
    response: run,
  }),
  wake: contract({
    ...write,
    path: "/runs/{id}/wake",
    summary: "Move a run at once that is due, about to try again, or held although nothing holds it any more",
    body: z.strictObject({ token_id: id.optional() }).prefault({}),
    response: run,
  }),
  previewRetry: contract({
    ...read,
    method: "GET",
    path: "/runs/{id}/retry-preview",
    summary: "Show what a retry would walk again, and which messages and calls would go out again",
    params: idParams,
    query: retryPlace.refine(namesNode, needsNode),
    response: z.object({
      /** Number of the version the new run would walk through. */
      version: z.number(),
      steps: z.array(
        z.object({
          node_id: z.string(),
          name: z.string(),
          path: z.string(),
          visit: z.number(),
          status: z.enum(stepStatuses),
        }),
      ),
      effects: z.array(retryEffect),
      /** How many of them happen a second time. */
      repeated: z.number(),
      /** The chosen step has sent something: `repeat` must be said. */
      must_choose: z.boolean(),
    }),
  }),
};
