import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { listRuns } from "@/lib/services/runs/list-runs";

export const GET = defineRoute(runs.list, listRuns);
