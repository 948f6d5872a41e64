import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { wakeRun } from "@/lib/services/runs/wake-run";

export const POST = defineRoute(runs.wake, wakeRun);
