import { workspaces } from "@/lib/api/contracts/workspaces";
import { defineRoute } from "@/lib/api/define-route";
import { stopSending } from "@/lib/services/workspaces/stop-sending";

export const POST = defineRoute(workspaces.stopSending, stopSending);
