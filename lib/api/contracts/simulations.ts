import { z } from "zod";
import { contract, idParams, instant } from "@/lib/api/contract";

const facts = z.record(z.string(), z.unknown());
const id = z.uuid({ error: "This is not an id." });
const nodeId = z.string().min(1).max(60);

/** How a wait ends or an asked person answers, chosen for one step. */
export const waitAnswer = z.strictObject({
  node_id: nodeId,
  /** Only this visit of the step; without it, each. */
  visit: z.number().int().min(1).max(1000).optional(),
  by: z.enum(["event", "timeout", "outlet"]),
  /** Which of the events the step waits for, from 0; with `by: event`. */
  index: z.number().int().min(0).max(50).optional(),
  /** How long after the wait began the event comes; without it an hour, or half the wait's time. */
  after_seconds: z.number().int().min(0).max(157_680_000, "At most five years.").optional(),
  data: facts.optional(),
  /** The way out that is taken; with `by: outlet`. */
  outlet: z.string().max(60).optional(),
});
export type WaitAnswerInput = z.output<typeof waitAnswer>;

/** What a test run begins with. */
export const testInput = {
  /** A contact of the workspace; without one a made-up person stands in. */
  contact_id: id.optional(),
  /** The trigger that lets the contact in; without it the first one that is on. */
  trigger_node_id: nodeId.optional(),
  /** A stored activity as what happened. */
  activity_id: id.optional(),
  /** What happened, when no stored activity is given; without it the trigger's sample. */
  data: facts.optional(),
  answers: z.array(waitAnswer).max(100, "At most 100 answers.").optional(),
  /** What providers answer, by step; everything else goes well. */
  outcomes: z.record(z.string(), z.enum(["done", "failed", "unknown"])).optional(),
  start_at: z.iso.datetime({ offset: true, error: "Give an instant such as 2030-01-31T09:00:00Z." }).optional(),
};

export const wouldSend = z.object({
  kind: z.string(),
  status: z.enum(["done", "skipped", "delayed", "failed", "unknown"]),
  reason: z.string().nullable(),
  to: z.string().nullable(),
  subject: z.string().nullable(),
  /** As plain text: of an email its text part, of a request its method and address. */
  text: z.string(),
  html: z.string().nullable(),
  cost_micros: z.number(),
});

export const simulatedStep = z.object({
  node_id: z.string(),
  key: z.string(),
  type: z.string(),
  name: z.string(),
  path: z.string(),
  visit: z.number(),
  status: z.enum(["done", "waiting", "failed", "skipped"]),
  outlet: z.string().nullable(),
  outlet_label: z.string().nullable(),
  started_at: instant,
  ended_at: instant.nullable(),
  input: facts,
  output: facts,
  note: z.string().nullable(),
  error: z.string().nullable(),
  would_send: z.array(wouldSend),
  wait: z
    .object({
      kind: z.enum(["time", "events", "join"]),
      until: instant.nullable(),
      events: z.array(z.string()),
      ended_by: z.enum(["time", "event", "timeout", "branches"]).nullable(),
      index: z.number().nullable(),
    })
    .nullable(),
});

const simulationShape = {
  status: z.enum(["completed", "failed", "exited", "waiting", "limit"]),
  reason: z.string().nullable(),
  started_at: instant,
  ended_at: instant,
  steps: z.array(simulatedStep),
  cost: z.object({ currency: z.literal("USD"), total_micros: z.number(), by_kind: z.record(z.string(), z.number()) }),
  vars: facts,
  contact: z.object({ id: z.string().nullable(), name: z.string() }),
  contact_changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
  writes: z.array(z.string()),
};
export const simulationAnswer = z.object({
  mode: z.enum(["step", "dry_run"]),
  ...simulationShape,
  /** Whether the trigger's own conditions hold for what happened, and why. */
  trigger: z.object({ node_id: z.string(), matches: z.boolean(), because: z.string() }).nullable(),
});
export type SimulationAnswer = z.output<typeof simulationAnswer>;
export type SimulatedStepAnswer = z.output<typeof simulatedStep>;

export const simulations = {
  test: contract({
    method: "POST",
    path: "/workflows/{id}/test",
    tag: "Tests",
    summary: "Try one step or the whole workflow in memory: nothing is sent and nothing written",
    // Also for viewers whom the workflow names an editor: the service decides.
    role: "viewer",
    scope: "workflows:read",
    params: idParams,
    idempotent: false,
    body: z.strictObject({
      mode: z.enum(["step", "dry_run"]),
      /** The step to try; with `mode: step`. */
      node_id: nodeId.optional(),
      /** Outputs of earlier steps by their key, for the step test; what is missing is their sample. */
      pinned: z.record(z.string(), facts).optional(),
      /** A graph that need not be stored; without it the draft. */
      graph: facts.optional(),
      ...testInput,
    }),
    response: simulationAnswer,
  }),
};
