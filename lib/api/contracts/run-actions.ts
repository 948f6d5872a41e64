import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { runStatuses } from "@/lib/api/contracts/runs";

export const runActionNames = ["retry", "cancel", "skip_wait", "wake"] as const;

const id = z.uuid("This is not an id.");

/** Which runs are meant. What is given must all apply. */
export const runFilter = z.strictObject({
  ids: z
    .array(id)
    .min(1, "Name at least one run.")
    .max(1000, "At most 1,000 runs by id; use a filter for more.")
    .optional(),
  workflow_id: id.optional(),
  contact_id: id.optional(),
  status: z.enum(runStatuses).optional(),
  /** Number of the version; only together with a workflow. */
  version: z.number().int().min(1).max(1_000_000).optional(),
  /** The step it stands at, or stood at when it ended before its time. */
  node_id: z.string().min(1).max(200).optional(),
  started_after: z.iso.datetime({ offset: true, error: "This is not a time." }).optional(),
  started_before: z.iso.datetime({ offset: true, error: "This is not a time." }).optional(),
  /** Words in the reason why it ended. */
  reason: z.string().trim().min(1).max(200).optional(),
});
export type RunFilter = z.output<typeof runFilter>;

/** For retries: where they begin, on which version, and that what is unknown may be sent again. */
export const runActionOptions = z.strictObject({
  from: z.enum(["failed", "start"]).default("failed"),
  version: z.enum(["same", "current"]).default("same"),
  confirm_unknown: z.boolean().default(false),
});
export type RunActionOptions = z.output<typeof runActionOptions>;

export const runAction = z.object({
  id: z.string(),
  action: z.enum(runActionNames),
  filter: z.record(z.string(), z.unknown()),
  /** The workflow the filter names; null where it names none, or one that is gone. */
  workflow: z.object({ id: z.string(), name: z.string() }).nullable(),
  status: z.enum(["running", "done", "cancelled"]),
  /** Runs that fitted when it was asked for. */
  total: z.number(),
  looked_at: z.number(),
  done: z.number(),
  /** Runs on which it could not be done, by reason. */
  refused: z.array(z.object({ reason: z.string(), count: z.number() })),
  /** The member who asked for it; null for an API key. */
  created_by: z.object({ id: z.string(), name: z.string() }).nullable(),
  created_at: instant,
  ended_at: instant.nullable(),
});
export type RunAction = z.output<typeof runAction>;

const read = { tag: "Runs", role: "viewer", scope: "runs:read" } as const;
const write = { tag: "Runs", role: "editor", scope: "runs:write", method: "POST" } as const;

/** One action on many runs at once. */
export const runActions = {
  create: contract({
    ...write,
    path: "/runs/bulk",
    summary: "Try again, cancel, skip the wait of or wake all runs that fit; preview counts them and does nothing",
    body: z
      .strictObject({
        action: z.enum(runActionNames, "Say what is to be done: retry, cancel, skip_wait or wake."),
        filter: runFilter,
        options: runActionOptions.prefault({}),
        preview: z.boolean().default(false),
      })
      // Unlike a list, which shows everything without a filter: nobody means every run of the workspace by saying nothing.
      .refine(({ filter }) => Object.values(filter).some((value) => value !== undefined), {
        message: "Say which runs are meant, for example by workflow_id or ids.",
        path: ["filter"],
      })
      .refine(({ filter }) => filter.version === undefined || filter.workflow_id !== undefined, {
        message: "A version is one of a workflow. Say which workflow.",
        path: ["filter", "workflow_id"],
      }),
    response: z.object({
      count: z.number(),
      /** Null for a preview. */
      action: runAction.nullable(),
    }),
    status: 202,
  }),
  list: contract({
    ...read,
    method: "GET",
    path: "/run-actions",
    summary: "List actions on many runs, newest first",
    query: listQuery,
    response: listOf(runAction),
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/run-actions/{id}",
    summary: "Get an action on many runs with how far it is",
    params: idParams,
    response: runAction,
  }),
  cancel: contract({
    ...write,
    path: "/run-actions/{id}/cancel",
    summary: "Do it to no further run; what was done stays",
    params: idParams,
    body: z.strictObject({}).prefault({}),
    response: runAction,
  }),
};
