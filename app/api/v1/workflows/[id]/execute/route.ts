import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { defineRoute } from "@/lib/api/define-route";
import { executeWorkflow, withDecision } from "@/lib/services/workflows/execute-workflow";

export const POST = defineRoute(workflowRuns.execute, executeWorkflow, withDecision);
