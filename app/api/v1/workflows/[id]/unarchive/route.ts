import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { unarchiveWorkflow } from "@/lib/services/workflows/unarchive-workflow";

export const POST = defineRoute(workflows.unarchive, unarchiveWorkflow);
