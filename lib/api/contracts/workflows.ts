import { z } from "zod";
import { contract, deleted, idParams, instant, listOf, listQuery, versionParams } from "@/lib/api/contract";
import { workflowAccess } from "@/lib/api/contracts/collaborators";
import { peopleChoices } from "@/lib/api/contracts/moves";
import { diffQuery, versionDiff } from "@/lib/api/contracts/workflow-diff";
import { entryRules, workflowSettings } from "@/lib/api/contracts/workflow-settings";

export const workflowStatuses = ["draft", "live", "paused", "stopped", "archived"] as const;

const name = z.string().trim().min(1, "Give the workflow a name.").max(120, "A name has at most 120 characters.");
const description = z.string().max(2000, "A description has at most 2,000 characters.");
const exclusiveGroup = z.string().trim().min(1).max(60).nullable();
const priority = z
  .number("Give a number.")
  .int("Give a whole number.")
  .min(1, "At least 1.")
  .max(10_000, "At most 10,000.");
/** A graph as lib/engine/graph.ts describes it; the service checks it, so that a refusal can name `draft.nodes.3.config.subject`. */
const graph = z.record(z.string(), z.unknown());

export const workflowSummary = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  status: z.enum(workflowStatuses),
  revision: z.number(),
  /** Number of the published version, null before the first. */
  live_version: z.number().nullable(),
  /** The draft differs from the published version. */
  has_changes: z.boolean(),
  /** One sentence per trigger of the draft. */
  triggers: z.array(z.string()),
  priority: z.number(),
  exclusive_group: z.string().nullable(),
  /** Why it stands still, and since when: `breaker` when too many entered within a minute. Null unless paused. */
  paused: z.object({ reason: z.enum(["member", "breaker"]), at: instant }).nullable(),
  /** `active`: people inside; `held`: those of them who stand still until something is switched on again. */
  runs: z.object({ today: z.number(), active: z.number(), held: z.number(), failed_today: z.number() }),
  created_at: instant,
  updated_at: instant,
});

export const workflow = workflowSummary.extend({
  draft: graph,
  entry: entryRules,
  settings: workflowSettings,
  access: workflowAccess,
});
export type WorkflowAnswer = z.output<typeof workflow>;
export type WorkflowSummary = z.output<typeof workflowSummary>;

export const workflowProblem = z.object({
  severity: z.enum(["error", "warning"]),
  /** The node it is about, null for the workflow as a whole. */
  node_id: z.string().nullable(),
  /** Dotted from the root of the body, such as `draft.nodes.3.config.subject`. */
  path: z.string(),
  /** Stable, for programs. */
  code: z.string(),
  message: z.string(),
});
export type WorkflowProblem = z.output<typeof workflowProblem>;

const versionSummary = z.object({
  number: z.number(),
  note: z.string(),
  live: z.boolean(),
  created_at: instant,
});
export type WorkflowVersion = z.output<typeof versionSummary>;

const change = z.object({
  kind: z.enum(["added", "removed", "changed", "connected", "disconnected", "settings"]),
  node_id: z.string().nullable(),
  message: z.string(),
});
export type WorkflowChange = z.output<typeof change>;

const common = { tag: "Workflows", params: idParams } as const;
const read = { ...common, role: "viewer", scope: "workflows:read" } as const;
const write = { ...common, role: "editor", scope: "workflows:write" } as const;
// Also for viewers whom the workflow names an editor: the service decides.
const edit = { ...write, role: "viewer" } as const;

export const workflows = {
  list: contract({
    ...read,
    method: "GET",
    path: "/workflows",
    summary: "List workflows, newest first",
    params: undefined,
    query: listQuery.extend({ status: z.enum(workflowStatuses).optional(), search: z.string().max(120).optional() }),
    response: listOf(workflowSummary),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/workflows",
    summary: "Create a workflow as a draft",
    params: undefined,
    body: z.strictObject({ name, description: description.optional(), draft: graph.optional() }),
    response: workflow,
    status: 201,
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}",
    summary: "Get a workflow with its draft",
    response: workflow,
  }),
  update: contract({
    ...edit,
    method: "PATCH",
    path: "/workflows/{id}",
    summary: "Change the draft or the settings of a workflow; nothing goes live by this",
    body: z.strictObject({
      name: name.optional(),
      description: description.optional(),
      draft: graph.optional(),
      entry: entryRules.optional(),
      settings: workflowSettings.optional(),
      priority: priority.optional(),
      exclusive_group: exclusiveGroup.optional(),
    }),
    ifMatch: true,
    response: workflow,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/workflows/{id}",
    summary: "Delete a draft or archived workflow with its history",
    response: deleted,
  }),
  archive: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/archive",
    summary: "Put a workflow away: nobody enters any more, its history stays",
    body: z.strictObject({}),
    response: workflow,
  }),
  unarchive: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/unarchive",
    summary: "Take a workflow out of the archive; it lets nobody in before it is started or published again",
    body: z.strictObject({}),
    response: workflow,
  }),
  reorder: contract({
    ...write,
    method: "PUT",
    path: "/workflows/reorder",
    summary: "Set the order of all workflows of an exclusive group at once; the first takes the contact",
    params: undefined,
    body: z.strictObject({
      group: z.string().trim().min(1).max(60),
      ids: z
        .array(z.uuid("This is not an id."))
        .min(1, "Name the workflows in their new order.")
        .max(500, "At most 500 workflows.")
        .refine((ids) => new Set(ids).size === ids.length, "A workflow is named twice."),
    }),
    response: z.object({ data: z.array(z.object({ id: z.string(), name: z.string(), priority: z.number() })) }),
  }),
  duplicate: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/duplicate",
    summary: "Copy a workflow's draft into a new workflow",
    body: z.strictObject({ name: name.optional() }),
    response: workflow,
    status: 201,
  }),
  validate: contract({
    ...read,
    method: "POST",
    path: "/workflows/{id}/validate",
    summary: "List what stands in the way of publishing, for the stored draft or a given one",
    body: z.strictObject({ draft: graph.optional() }),
    idempotent: false,
    response: z.object({ publishable: z.boolean(), problems: z.array(workflowProblem) }),
  }),
  publish: contract({
    ...write,
    method: "POST",
    path: "/workflows/{id}/publish",
    summary: "Make the draft the live version; If-Match names the revision that was looked at",
    scope: "workflows:publish",
    body: z.strictObject({
      note: z.string().max(500).default(""),
      /** Publishes although test cases fail. */
      force: z.boolean().optional(),
      /** What becomes of people inside older versions; without, they finish on the version they started with. */
      people: peopleChoices.optional(),
    }),
    ifMatch: true,
    /** `move_id`: where to look how far it is, when people move or leave. */
    response: workflow.extend({ move_id: z.string().nullable() }),
  }),
  versions: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/versions",
    summary: "List published versions, newest first",
    query: listQuery,
    response: listOf(versionSummary),
  }),
  version: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/versions/{number}",
    summary: "Get one published version with its graph",
    params: versionParams,
    response: versionSummary.extend({ graph }),
  }),
  diff: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/versions/{number}/diff",
    summary: "Say in words what changed from a version to another one or to the draft",
    params: versionParams,
    query: diffQuery,
    response: versionDiff,
  }),
  restore: contract({
    ...edit,
    method: "POST",
    path: "/workflows/{id}/versions/{number}/restore",
    summary: "Make the draft equal to a published version; nothing goes live by this",
    params: versionParams,
    body: z.strictObject({}),
    response: workflow,
  }),
  changes: contract({
    ...read,
    method: "GET",
    path: "/workflows/{id}/changes",
    summary: "Say in words what publishing the draft would change",
    response: z.object({ live_version: z.number().nullable(), changes: z.array(change) }),
  }),
};
