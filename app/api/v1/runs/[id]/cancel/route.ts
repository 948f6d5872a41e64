import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { cancelRun } from "@/lib/services/runs/cancel-run";

export const POST = defineRoute(runs.cancel, cancelRun);
