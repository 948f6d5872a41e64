import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

const person = z.object({ id: z.string(), name: z.string() });
const counted = z.object({ reason: z.string(), count: z.number() });

/** What a draft would have done with what happened in the last days, beside what the live version did. */
export const backtestResult = z.object({
  from: instant,
  to: instant,
  /** Stored activities of the kinds the draft's triggers listen to. */
  activities: z.number(),
  /** Of these, the ones a trigger matched. */
  matched: z.number(),
  /** True when there were more activities than the limit. */
  cut_off: z.boolean(),
  entered: z.number(),
  contacts: z.number(),
  by_day: z.array(z.object({ day: z.string(), entered: z.number() })),
  sample: z.array(z.object({ contact: person, activity_id: z.string(), at: instant, because: z.string() })),
  refused: z.array(z.object({ rule: z.string(), count: z.number(), example: z.string() })),
  /** How the simulated runs ended. */
  ended: z.record(z.string(), z.number()),
  sends: z.array(
    z.object({
      node_id: z.string(),
      name: z.string(),
      kind: z.string(),
      sent: z.number(),
      /** Of those sent or skipped in the end, how often one first waited for quiet hours or business hours to be over. */
      delayed: z.number().default(0),
      skipped: z.array(counted),
      cost_micros: z.number(),
    }),
  ),
  cost: z.object({ currency: z.literal("USD"), total_micros: z.number(), by_kind: z.record(z.string(), z.number()) }),
  /** The experiment that runs in the workflow, with who entered by group; null when none does. */
  experiment: z
    .object({ name: z.string(), groups: z.array(z.object({ name: z.string(), entered: z.number() })) })
    .nullable()
    .default(null),
  /** The same days with the live version: null when the workflow was never published. */
  live: z
    .object({
      entered: z.number(),
      refused: z.array(z.object({ rule: z.string(), count: z.number() })),
      sent: z.number(),
      skipped: z.number(),
      cost_micros: z.number(),
    })
    .nullable(),
  /** What the numbers assume, in sentences. */
  assumptions: z.array(z.string()),
  seconds: z.number(),
});
export type BacktestResult = z.output<typeof backtestResult>;

export const backtest = z.object({
  id: z.string(),
  workflow_id: z.string(),
  status: z.enum(["queued", "running", "done", "failed"]),
  days: z.number(),
  limit: z.number(),
  /** The draft that was tried. */
  revision: z.number(),
  /** Activities looked at so far. */
  seen: z.number(),
  error: z.string().nullable(),
  result: backtestResult.nullable(),
  created_at: instant,
  ended_at: instant.nullable(),
});
export type BacktestAnswer = z.output<typeof backtest>;

const common = { tag: "Tests", params: idParams } as const;

export const backtests = {
  start: contract({
    ...common,
    method: "POST",
    path: "/workflows/{id}/backtest",
    summary: "Try the draft on what happened in the last days; poll the answer's id for the result",
    // Also for viewers whom the workflow names an editor: the service decides.
    role: "viewer",
    scope: "workflows:write",
    body: z.strictObject({
      days: z
        .number("Give a number of days.")
        .int("Give a whole number.")
        .min(1, "At least 1.")
        .max(366, "At most 366."),
      /** Activities at most, the oldest first. */
      limit: z.number().int().min(1).max(1_000_000, "At most 1,000,000.").default(200_000),
    }),
    response: backtest,
    status: 202,
  }),
  list: contract({
    ...common,
    method: "GET",
    path: "/workflows/{id}/backtest",
    summary: "List the backtests of a workflow, newest first",
    role: "viewer",
    scope: "workflows:read",
    query: listQuery,
    response: listOf(backtest),
  }),
  get: contract({
    ...common,
    method: "GET",
    path: "/backtests/{id}",
    summary: "Get a backtest: how far it is, and its result",
    role: "viewer",
    scope: "workflows:read",
    response: backtest,
  }),
};
