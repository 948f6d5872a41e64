import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";

export const moveChoices = ["stay", "move", "leave"] as const;
const choice = z.enum(moveChoices, "Choose stay, move or leave.");
const nodeId = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "This is not a step's id.");

/** What becomes of people in older versions when a new one is published. */
export const peopleChoices = z.strictObject({
  /** For everybody at a step that `nodes` does not name. */
  default: choice.default("stay"),
  /** By the id of the step people stand at. */
  nodes: z
    .record(
      nodeId,
      z.strictObject({
        choice,
        /** With `move`: the step of the new version to go on from; without, the same one. */
        to: nodeId.optional(),
        /** With `leave`: what their run says about it. */
        reason: z.string().trim().max(200, "A reason has at most 200 characters.").optional(),
      }),
    )
    .refine((nodes) => Object.keys(nodes).length <= 1000, "At most 1,000 steps.")
    .default({}),
  /** `restart`: who waits at a step whose settings changed waits anew, by the new settings; `keep`: until when it was planned. */
  waits: z.enum(["keep", "restart"]).default("keep"),
});
export type PeopleChoicesInput = z.input<typeof peopleChoices>;

const counts = z.object({ moved: z.number(), stayed: z.number(), left: z.number(), later: z.number() });

const standing = z.object({
  node_id: z.string(),
  name: z.string(),
  type: z.string(),
  /** Against the newest version that has the step. */
  state: z.enum(["unchanged", "changed", "removed"]),
  /** What changed about it, in full sentences. */
  changes: z.array(z.string()),
  /** People who stand here, of all versions but the new one. */
  people: z.number(),
  by_status: z.object({ ready: z.number(), running: z.number(), waiting: z.number(), held: z.number() }),
  /** Of those, who is inside a parallel step or loop. */
  inside_branches: z.number(),
  versions: z.array(z.object({ number: z.number(), people: z.number() })),
  /** The first ten, those inside longest first. */
  first: z.array(z.object({ run_id: z.string(), contact_id: z.string().nullable(), name: z.string() })),
  /** What the given choices do with the people here. */
  outcome: counts,
  /** Why some of them stay, in words. */
  reasons: z.array(z.string()),
  /** What each choice would do, in a full sentence. */
  options: z.object({ stay: z.string(), move: z.string(), leave: z.string() }),
});
export type StandingPeople = z.output<typeof standing>;

export const publishPreview = z.object({
  next_version: z.number(),
  people: z.number(),
  versions: z.array(z.object({ number: z.number(), people: z.number() })),
  nodes: z.array(standing),
  /** Steps of the new version that people can be put at. */
  targets: z.array(z.object({ node_id: z.string(), name: z.string() })),
  outcome: counts,
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type PublishPreview = z.output<typeof publishPreview>;

export const move = z.object({
  id: z.string(),
  workflow_id: z.string(),
  /** The version people move to. */
  version: z.number(),
  choices: peopleChoices,
  /** `stopped`: by a member; whoever had not been decided about stays. */
  status: z.enum(["running", "done", "stopped"]),
  /** People inside older versions when it began. */
  total: z.number(),
  moved: z.number(),
  stayed: z.number(),
  left: z.number(),
  /** Waiting for the answer of a provider before they are decided about. */
  later: z.number(),
  /** Who stayed and why, at most 100. */
  kept: z.array(
    z.object({
      run_id: z.string(),
      contact_id: z.string().nullable(),
      name: z.string(),
      node_id: z.string(),
      reason: z.string(),
    }),
  ),
  created_at: instant,
  ended_at: instant.nullable(),
});
export type Move = z.output<typeof move>;

const read = { tag: "Publishing", role: "viewer", scope: "workflows:read", params: idParams } as const;

/** Publishing with people inside. */
export const moves = {
  preview: contract({
    ...read,
    method: "POST",
    path: "/workflows/{id}/publish/preview",
    summary: "Say who stands where in older versions and what publishing would do with them; nothing is written",
    body: z.strictObject({ people: peopleChoices.prefault({}) }),
    idempotent: false,
    response: publishPreview,
  }),
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/moves",
    summary: "List what became of people inside when versions were published, newest first",
    query: listQuery,
    response: listOf(move.omit({ kept: true })),
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/moves/{id}",
    summary: "Get how far moving people to a new version is, and who stayed",
    response: move,
  }),
  stop: contract({
    tag: "Publishing",
    role: "editor",
    scope: "workflows:write",
    params: idParams,
    method: "POST",
    path: "/moves/{id}/stop",
    summary: "Move nobody else; whoever has not been moved yet stays on the version they are in",
    body: z.strictObject({}).prefault({}),
    response: move,
  }),
};
