import { workflows } from "@/lib/api/contracts/workflows";
import { defineRoute } from "@/lib/api/define-route";
import { reorderWorkflows } from "@/lib/services/workflows/reorder-workflows";

export const PUT = defineRoute(workflows.reorder, reorderWorkflows);
