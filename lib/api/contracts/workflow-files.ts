import { z } from "zod";
import { contract, idParams } from "@/lib/api/contract";
import { entryRules, workflowSettings } from "@/lib/api/contracts/workflow-settings";
import { workflow, workflowProblem } from "@/lib/api/contracts/workflows";

export const FILE_FORMAT = "leadloom.workflow";
export const FILE_VERSION = 1;

/** What a workflow names and takes along by name only: it is looked for under this name where the file is imported. */
const reference = z.strictObject({
  kind: z.enum(["form", "segment", "workflow"]),
  /** As the graph and the entry rules say it. */
  id: z.string().max(120),
  name: z.string().max(200),
});
export type FileReference = z.output<typeof reference>;

/** A workflow as a file: its draft and settings, without anything that is secret or belongs to one workspace alone. */
export const workflowFile = z.strictObject({
  format: z.literal(FILE_FORMAT, "This is not an exported workflow."),
  version: z.literal(FILE_VERSION, "This file was written by another version of the product. Export it again there."),
  workflow: z.strictObject({
    name: z.string().trim().min(1, "Give the workflow a name.").max(120, "A name has at most 120 characters."),
    description: z.string().max(2000, "A description has at most 2,000 characters.").default(""),
    graph: z.record(z.string(), z.unknown()),
    entry: entryRules.prefault({}),
    settings: workflowSettings.prefault({}),
  }),
  references: z.array(reference).max(2000, "At most 2,000 references.").default([]),
  /** What was left out, by step: secrets, members, webhook addresses. */
  left_out: z
    .array(z.strictObject({ node_id: z.string().max(64), path: z.string().max(300), kind: z.string().max(40) }))
    .max(5000)
    .default([]),
});
export type WorkflowFile = z.output<typeof workflowFile>;

/** Workflows as files. */
export const workflowFiles = {
  export: contract({
    method: "GET",
    path: "/workflows/{id}/export",
    tag: "Workflows",
    summary: "Get the draft and settings as a file; secrets, members and webhook addresses are left out",
    role: "viewer",
    scope: "workflows:read",
    params: idParams,
    response: workflowFile,
  }),
  import: contract({
    method: "POST",
    path: "/workflows/import",
    tag: "Workflows",
    summary: "Make a new draft from an exported file; nothing goes live by this",
    role: "editor",
    scope: "workflows:write",
    body: z.strictObject({
      file: workflowFile,
      /** Instead of the name in the file. */
      name: z.string().trim().min(1).max(120, "A name has at most 120 characters.").optional(),
    }),
    /** `problems`: what stands in the way of publishing, what was left out of the file or not found here included. */
    response: workflow.extend({ problems: z.array(workflowProblem) }),
    status: 201,
  }),
};
