import { runActions } from "@/lib/api/contracts/run-actions";
import { defineRoute } from "@/lib/api/define-route";
import { listRunActions } from "@/lib/services/run-actions/list-run-actions";

export const GET = defineRoute(runActions.list, listRunActions);
