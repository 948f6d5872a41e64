import { notifications } from "@/lib/api/contracts/notifications";
import { defineRoute } from "@/lib/api/define-route";
import { readNotifications } from "@/lib/services/notifications/read-notifications";

export const POST = defineRoute(notifications.read, readNotifications);
