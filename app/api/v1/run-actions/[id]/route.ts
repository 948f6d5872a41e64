import { runActions } from "@/lib/api/contracts/run-actions";
import { defineRoute } from "@/lib/api/define-route";
import { getRunAction } from "@/lib/services/run-actions/get-run-action";

export const GET = defineRoute(runActions.get, getRunAction);
