import { runs } from "@/lib/api/contracts/runs";
import { defineRoute } from "@/lib/api/define-route";
import { getRun } from "@/lib/services/runs/get-run";

export const GET = defineRoute(runs.get, getRun);
