import { workspaces } from "@/lib/api/contracts/workspaces";
import { defineRoute } from "@/lib/api/define-route";
import { getWorkspace } from "@/lib/services/workspaces/get-workspace";
import { updateWorkspace } from "@/lib/services/workspaces/update-workspace";

export const GET = defineRoute(workspaces.get, getWorkspace);
export const PATCH = defineRoute(workspaces.update, updateWorkspace);
