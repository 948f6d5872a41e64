import { hooks } from "@/lib/api/contracts/hooks";
import { defineRoute } from "@/lib/api/define-route";
import { listDeliveries } from "@/lib/services/hooks/list-deliveries";

export const GET = defineRoute(hooks.deliveries, listDeliveries);
