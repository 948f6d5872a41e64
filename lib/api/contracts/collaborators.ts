import { z } from "zod";
import { contract, deleted, idParams, instant } from "@/lib/api/contract";

export const collaboratorRoles = ["viewer", "editor"] as const;

/** What whoever asks may do with a workflow. */
export const workflowAccess = z.object({
  /** Draft, name, description and test cases. */
  edit: z.boolean(),
  /** Also what counts at once: publishing, settings, pausing, enrolling. */
  publish: z.boolean(),
  /** Also who else may. */
  share: z.boolean(),
  /** Why not, and whom to ask; null when everything is allowed. */
  reason: z.string().nullable(),
});
export type WorkflowAccess = z.output<typeof workflowAccess>;

const person = z.object({
  id: z.string(),
  /** Empty for somebody who has left the workspace, or whose name is not known. */
  name: z.string(),
});

const collaborator = z.object({
  user_id: z.string(),
  name: z.string(),
  /** Empty for an API key without the scope members:read. */
  email: z.string(),
  /** Whether this is whoever asks. */
  own: z.boolean(),
  role: z.enum(collaboratorRoles),
  /** The role in the workspace. Owners and admins are never held back by `role`. */
  workspace_role: z.enum(["owner", "admin", "editor", "viewer"]),
  /** Null when it came with an API key. */
  added_by: person.nullable(),
  created_at: instant,
});
export type CollaboratorAnswer = z.output<typeof collaborator>;

const list = z.object({
  /** Of the editors of the workspace, only those named as editors here may change the workflow. */
  restricted: z.boolean(),
  data: z.array(collaborator),
});

const params = idParams.extend({ user: z.uuid({ error: "This is not an id." }) });
const common = { tag: "Collaborators", params: idParams } as const;
const write = { ...common, role: "editor", scope: "workflows:write" } as const;

export const collaborators = {
  list: contract({
    ...common,
    role: "viewer",
    scope: "workflows:read",
    method: "GET",
    path: "/workflows/{id}/collaborators",
    summary: "List the members a workflow names as viewers or editors, by name",
    response: list,
  }),
  restrict: contract({
    ...write,
    method: "PATCH",
    path: "/workflows/{id}/collaborators",
    summary:
      "Let only named editors change a workflow, besides owners and admins, or every editor of the workspace again",
    body: z.strictObject({ restricted: z.boolean("Say true or false.") }),
    response: list,
  }),
  set: contract({
    ...write,
    method: "PUT",
    path: "/workflows/{id}/collaborators/{user}",
    summary: "Name a member a viewer or an editor of a workflow",
    params,
    body: z.strictObject({ role: z.enum(collaboratorRoles, "Choose viewer or editor.") }),
    response: collaborator,
  }),
  remove: contract({
    ...write,
    method: "DELETE",
    path: "/workflows/{id}/collaborators/{user}",
    summary: "Name a member no more: the role in the workspace counts again",
    params,
    response: deleted,
  }),
};
