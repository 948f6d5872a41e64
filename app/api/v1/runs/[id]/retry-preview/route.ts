import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { previewRetry } from "@/lib/services/runs/preview-retry";

export const GET = defineRoute(runs.previewRetry, previewRetry);
