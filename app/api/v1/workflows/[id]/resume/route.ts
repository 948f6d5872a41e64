import { workflowRuns } from "@/lib/api/contracts/workflow-runs";
import { defineRoute } from "@/lib/api/define-route";
import { resumeWorkflow } from "@/lib/services/workflows/resume-workflow";

export const POST = defineRoute(workflowRuns.resume, resumeWorkflow);
