import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { deleteWorkflow } from "@/lib/services/workflows/delete-workflow";
import { getWorkflow } from "@/lib/services/workflows/get-workflow";
import { updateWorkflow } from "@/lib/services/workflows/update-workflow";

export const GET = defineRoute(workflows.get, getWorkflow);
export const PATCH = defineRoute(workflows.update, updateWorkflow);
export const DELETE = defineRoute(workflows.remove, deleteWorkflow);
