import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { defineRoute } from "@/lib/api/define-route";
import { stopWorkflow } from "@/lib/services/workflows/stop-workflow";

export const POST = defineRoute(workflowRuns.stop, stopWorkflow);
