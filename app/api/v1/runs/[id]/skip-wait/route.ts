import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { skipWait } from "@/lib/services/runs/skip-wait";

export const POST = defineRoute(runs.skipWait, skipWait);
