import { events } from "@/lib/api/contracts/events";
import { defineRoute } from "@/lib/api/define-route";
import { sendEvents } from "@/lib/services/events/send-events";

export const POST = defineRoute(events.send, sendEvents);
