import { collaborators } from "@/lib/api/contracts/collaborators";
import { defineRoute } from "@/lib/api/define-route";
import { removeCollaborator } from "@/lib/services/collaborators/remove-collaborator";
import { setCollaborator } from "@/lib/services/collaborators/set-collaborator";

export const PUT = defineRoute(collaborators.set, setCollaborator);
export const DELETE = defineRoute(collaborators.remove, removeCollaborator);
