import { messages } from "@/lib/api/contracts/messages";
import { defineRoute } from "@/lib/api/define-route";
import { listMessages } from "@/lib/services/messages/list-messages";

export const GET = defineRoute(messages.list, listMessages);
