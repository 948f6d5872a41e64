import { workflowFiles } from "@/lib/api/contracts/workflow-files";
import { defineRoute } from "@/lib/api/define-route";
import { exportWorkflow } from "@/lib/services/workflow-files/export-workflow";

export const GET = defineRoute(workflowFiles.export, exportWorkflow);
