import { notifications } from "@/lib/api/contracts/notifications";
import { defineRoute } from "@/lib/api/define-route";
import { listNotifications } from "@/lib/services/notifications/list-notifications";

export const GET = defineRoute(notifications.list, listNotifications);
