import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { retryRun } from "@/lib/services/runs/retry-run";

export const POST = defineRoute(runs.retry, retryRun);
