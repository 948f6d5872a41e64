import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { duplicateWorkflow } from "@/lib/services/workflows/duplicate-workflow";

export const POST = defineRoute(workflows.duplicate, duplicateWorkflow);
