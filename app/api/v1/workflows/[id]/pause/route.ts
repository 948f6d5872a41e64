import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { defineRoute } from "@/lib/api/define-route";
import { pauseWorkflow } from "@/lib/services/workflows/pause-workflow";

export const POST = defineRoute(workflowRuns.pause, pauseWorkflow);
