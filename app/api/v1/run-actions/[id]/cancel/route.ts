import { runActions } from "@/lib/api/contracts/run-actions";
import { defineRoute } from "@/lib/api/define-route";
import { cancelRunAction } from "@/lib/services/run-actions/cancel-run-action";

export const POST = defineRoute(runActions.cancel, cancelRunAction);
