import { workflowFiles } from "@/lib/api/contracts/workflow-files";
import { defineRoute } from "@/lib/api/define-route";
import { importWorkflow } from "@/lib/services/workflow-files/import-workflow";

export const POST = defineRoute(workflowFiles.import, importWorkflow);
