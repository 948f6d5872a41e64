import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { validateWorkflow } from "@/lib/services/workflows/validate-workflow";

export const POST = defineRoute(workflows.validate, validateWorkflow);
