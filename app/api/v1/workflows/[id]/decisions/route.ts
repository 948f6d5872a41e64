import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { defineRoute } from "@/lib/api/define-route";
import { listDecisions } from "@/lib/services/workflows/list-decisions";

export const GET = defineRoute(workflowRuns.decisions, listDecisions);
