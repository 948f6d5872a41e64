import { collaborators } from "@/lib/api/contracts/collaborators";
import { defineRoute } from "@/lib/api/define-route";
import { listCollaborators } from "@/lib/services/collaborators/list-collaborators";
import { restrictWorkflow } from "@/lib/services/collaborators/restrict-workflow";

export const GET = defineRoute(collaborators.list, listCollaborators);
export const PATCH = defineRoute(collaborators.restrict, restrictWorkflow);
