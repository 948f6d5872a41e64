import { workspaces } from "@/lib/api/contracts/workspaces";
import { defineRoute } from "@/lib/api/define-route";
import { listWorkspaces } from "@/lib/services/workspaces/list-workspaces";

export const GET = defineRoute(workspaces.list, listWorkspaces);
