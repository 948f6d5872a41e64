import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { listSteps } from "@/lib/services/runs/list-steps";

export const GET = defineRoute(runs.steps, listSteps);
