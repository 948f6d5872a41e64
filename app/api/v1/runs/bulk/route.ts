import { runActions } from "@/lib/api/contracts/run-actions";
import { defineRoute } from "@/lib/api/define-route";
import { startRunAction } from "@/lib/services/run-actions/start-run-action";

export const POST = defineRoute(runActions.create, startRunAction);
