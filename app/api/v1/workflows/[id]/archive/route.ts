import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { archiveWorkflow } from "@/lib/services/workflows/archive-workflow";

export const POST = defineRoute(workflows.archive, archiveWorkflow);
