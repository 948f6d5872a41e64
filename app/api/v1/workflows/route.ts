import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { createWorkflow } from "@/lib/services/workflows/create-workflow";
import { listWorkflows } from "@/lib/services/workflows/list-workflows";

export const GET = defineRoute(workflows.list, listWorkflows);
export const POST = defineRoute(workflows.create, createWorkflow);
