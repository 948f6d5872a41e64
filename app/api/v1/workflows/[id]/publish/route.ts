import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { publishWorkflow } from "@/lib/services/workflows/publish-workflow";

export const POST = defineRoute(workflows.publish, publishWorkflow);
